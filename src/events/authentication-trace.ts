import type { PublicKey } from './vocabulary.js';

/** How an authentication proceeds step by step, as DEBUG levels show it. */
export interface AuthenticationTraceEvents {
  /** Requests and failures before the request at hand: both are 0 with the client's first. */
  'auth.attempt-counted': { attempt: number; failures: number };
  /** A request for a method that the server offers is being decided. */
  'auth.method-tried': { method: string };
  /** The account exists, and none of sshd's own rules keeps its user out. */
  'auth.account-found': { user: string; validUser: boolean };
  /** The privileged process takes the user for authenticated. */
  'auth.completed': { user: string; validUser: boolean };
  /** The privileged process takes a method for completed, but AuthenticationMethods asks for more. */
  'auth.method-completed': { method: string };
  /** What the client can try next; `partial` as in SSH_MSG_USERAUTH_FAILURE (RFC 4252 section 5.1). */
  'auth.methods-next': { partial: boolean; methods: string[] };
  /** One list of AuthenticationMethods, numbered from 0; `methods` in the order of the list. */
  'auth.methods-list': { index: number; state: 'required' | 'remaining' | 'complete'; methods?: string[] };
  /** The client asked for a method that does not exist or is not to be had; without `reason` the release does not say which. */
  'auth.method-refused': { method: string; reason?: 'unknown' | 'not-enabled' | 'not-in-authentication-methods' };
  /** Whether a public key may be used for the account; `test` where the client only asks. */
  'auth.key-decided': { allowed: boolean; key?: PublicKey; method?: string; test?: boolean };
  'auth.signature-decided': { verified: boolean; key?: PublicKey; method?: string; algorithm?: string };
  'auth.password-decided': { accepted: boolean };
  /** Days until the account or its password expires, negative once it has; absent where it never does. */
  'shadow.expiry': { of: 'account' | 'password'; days?: number };

  /** A step of the conversation with PAM. */
  'pam.progress': { step: PamStep; user?: string; service?: string; ip?: string };
  /** `reason` is the text of pam_strerror; `user` is absent where the account does not exist. */
  'pam.password': { accepted: boolean; user?: string; validUser: boolean; reason?: string };
}

export type PamStep =
  | 'initialized' | 'remote-host' | 'terminal' | 'account' | 'credentials' | 'session' | 'session-closed' | 'cleanup'
  | 'conversation';
