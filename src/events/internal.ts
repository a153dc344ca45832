import type { PublicKey } from './vocabulary.js';

/** What sshd was busy with when it wrote a line for its own developers. */
export type InternalSubject =
  | 'authentication' | 'channel' | 'configuration' | 'key-exchange' | 'keys' | 'monitor' | 'packet' | 'privileges' | 'process'
  | 'session' | 'socket';

/** How far a connection came before its user was authenticated, as the listener of 9.8 and later sees it. */
export type ChildStage = 'configured' | 'authenticated' | 'pipe-closed';

/** The inner workings of sshd, as DEBUG levels show them. */
export interface InternalEvents {
  /** A step that tells an operator nothing, but is known. */
  'internal.trace': { subject: InternalSubject };
  /** Ties the process that serves a connection to its two ends: `ip` is the client's address, `localIp` the server's. */
  'process.child-stage': { child: number; ip?: string; localIp?: string; stage: ChildStage };
  /** The monitor ends the unprivileged process of its connection. */
  'process.child-stopped': { child: number };
  /** The pipe that carries the messages of the unprivileged process was closed: that process is gone. */
  'process.log-closed': object;
  'hostkey.loaded': { index: number; key: PublicKey };
}
