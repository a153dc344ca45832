import type { Errno, PublicKey } from './vocabulary.js';

/** Host keys when the server starts. */
export interface HostKeyFileEvents {
  /** `reason` is sshd's error string; absent where it only says that it could not. */
  'hostkey.not-loaded': { path?: string; reason?: string; errno?: Errno };
  /** Other accounts can read the private key; `mode` in octal digits. */
  'hostkey.permissions': { path: string; mode?: string };
  /** A line of the warning around `hostkey.permissions` that says nothing more. */
  'hostkey.permissions-warning': object;
  'hostkey.none-available': { protocol?: '1' | '2' };
  'hostkey.certificate-failed': { path: string; reason: 'not-a-certificate' | 'no-private-key' | 'not-loaded'; error?: string };
  /** The .pub file beside the key belongs to another key. */
  'hostkey.public-mismatch': { path: string };
  /** RequiredRSASize and the like. */
  'hostkey.refused': { path: string; reason: string };
  /** HostKeyAgent. */
  'hostkey.agent-failed': { path?: string; reason: string };
  'hostkey.agent-used': { path: string };
  /** Loaded, but HostKeyAlgorithms leaves it out. */
  'hostkey.not-permitted': { algorithm: string };
  /** The client was told of all host keys, so that it can learn new ones (hostkeys-00@openssh.com). */
  'hostkey.announced': { keys: number };
  'hostkey.announced-key': { index: number; key: PublicKey };
}
