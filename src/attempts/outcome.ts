import type { Outcome } from '../events.js';
import { type Attempt, eventsOf, hasReached } from './attempt.js';

/** How an attempt went, in the words for connections of a server; undefined where it never came to a connection. */
export function outcomeOf(attempt: Attempt): Outcome | undefined {
  if (attempt.authenticated) return 'accepted';
  if (eventsOf(attempt, 'negotiation.failed').length > 0 || attempt.mismatches.length > 0) return 'negotiation_failed';
  if (hasReached(attempt, 'authentication')) return 'auth_failed';
  if (!hasReached(attempt, 'identification')) return undefined;
  return attempt.ended ? 'refused' : 'open';
}
