import type { EventType, Outcome } from '../events.js';
import type { Connection } from './connection.js';

/** What an event says of how its connection went. The first reason stays; later lines only tell how it was closed. */
const OUTCOMES: Partial<Record<EventType, Outcome>> = {
  'auth.accepted': 'accepted',
  'auth.too-many-failures': 'too_many_failures',
  'negotiation.failed': 'negotiation_failed',
  'identification.missing': 'no_identification',
  'identification.bad': 'bad_protocol',
  'identification.major-mismatch': 'bad_protocol',
  'login.timeout': 'timeout',
  'connection.dropped': 'refused',
  'tcp-wrappers.refused': 'refused',
};

/** Lines behind which sshd writes nothing more that starts anything. */
const ENDINGS = new Set<EventType>([
  'connection.closed', 'connection.reset', 'connection.disconnected', 'connection.failed', 'connection.cleaned-up',
  'negotiation.failed', 'login.timeout', 'identification.bad', 'dh-group.rejected', 'client.unresponsive', 'connection.dropped',
  'kex.strict-violation', 'hostkey.signing-failed', 'hostkey.vanished',
  'tcp-wrappers.refused',
]);

export function noteOutcome(connection: Connection, type: EventType): void {
  connection.outcome ??= OUTCOMES[type];
  if (ENDINGS.has(type)) connection.ended = true;
}

/** The outcome once nothing more can come. A connection whose end the log does not show is open. */
export function finalOutcome(connection: Connection): Outcome {
  if (connection.outcome) return connection.outcome;
  if (connection.failures > 0) return 'auth_failed';
  return connection.ended ? 'no_auth' : 'open';
}
