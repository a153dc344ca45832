import type { PublicKey } from '../vocabulary.js';

/** Where a key comes from, as ssh says behind its name. `explicit`: named by -i or IdentityFile. */
export type KeySource = 'explicit' | 'agent' | 'token' | 'security-key';

/** A key of the client: a path, or the comment that the agent has for it. Older releases name neither type nor fingerprint. */
export interface ClientKey {
  keyName: string;
  key?: PublicKey;
  sources?: KeySource[];
}

/** How the client logs in (RFC 4252). */
export interface ClientAuthenticationEvents {
  /** What the server would go on with: said at its first refusal, and at every other one. */
  'client.methods': { methods: string[] };
  /** A method succeeded, and the server wants another one. */
  'client.partial-success': { method?: string };
  'client.method-chosen': { method: string };
  'client.methods-exhausted': object;
  'client.key-planned': ClientKey;
  'client.key-offered': ClientKey;
  /** A file that may hold a private key is read now; often it does not exist. */
  'client.key-file-tried': { keyName: string };
  'client.key-accepted': Partial<ClientKey>;
  'client.authenticated': { method?: string };
  /** ssh gives up. `methods` are those that the server would have gone on with. */
  'client.permission-denied': { user?: string; hostName?: string; methods: string[] };
  /** A password or an answer was wrong, and there may be another try. */
  'client.password-refused': object;
}
