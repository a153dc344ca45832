import type { Attempt, Peer } from './vocabulary.js';

/** Attempts to authenticate, and what the server made of them. */
export interface AuthenticationEvents {
  'auth.requested': { user: string; service: string; method: string };
  'auth.accepted': Attempt;
  'auth.failed': Attempt;
  'auth.postponed': Attempt;
  'auth.partial': Attempt;
  'auth.invalid-user': Peer & { user: string };
  'auth.too-many-failures': Peer;
}
