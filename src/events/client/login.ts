import type { Errno } from '../vocabulary.js';

/** Why there is no signature, though the server accepts the key. */
export type SigningFailure = 'refused' | 'agent-gone' | 'device-missing' | 'wrong-passphrase' | 'no-algorithm' | 'other';

/** What the server tells a client with -v about a key or certificate that it does not take. */
export type KeyRemark = 'cert-expired' | 'cert-not-yet-valid' | 'cert-principal' | 'cert-no-principals' | 'cert-source-address' | 'key-from';

/** What else a login shows: the agent, keys that are left out, prompts. */
export interface ClientLoginEvents {
  /** `unreachable`: SSH_AUTH_SOCK is set, and nobody answers there. */
  'client.agent': { state: 'unreachable' | 'empty' | 'holds-keys'; keys?: number; errno?: Errno };
  /** A key that ssh has and will not offer. `keyword` is the option that leaves its type out. */
  'client.key-skipped': { keyName: string; because: 'type-disabled' | 'too-small'; algorithm?: string; keyword?: string };
  /** Of the key that was to be offered just now: no signature algorithm that both sides know. */
  'client.no-signature-algorithm': object;
  'client.signing-failed': { because: SigningFailure; keyName?: string; keyType?: string; fromAgent?: true };
  /** The extension server-sig-algs (RFC 8308): what the server verifies. */
  'client.signature-algorithms': { algorithms: string[] };
  /** What ssh would do by itself, in its order: its own list, less what BatchMode and other options take out (-vvv). */
  'client.methods-preferred': { methods: string[] };
  /** Somebody, or nobody, is asked. A prompt on the terminal, or that the server sent questions. */
  'client.prompted': { method: 'password' | 'keyboard-interactive'; user?: string; hostName?: string };
  'client.key-remark': { remark: KeyRemark };
}
