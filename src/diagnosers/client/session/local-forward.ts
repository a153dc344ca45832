import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientEvent } from '../../../events/client/index.js';
import type { Errno } from '../../../events/vocabulary.js';

/** A local forwarding that could not listen: the line to show, the port, and what the system said. */
export interface LocalFailure {
  event: ClientEvent;
  port: number | undefined;
  errno: Errno | undefined;
}

/** The first one whose error is this. */
export function localFailure(attempt: Attempt, errno: Errno): LocalFailure | undefined {
  const event = eventsOf(attempt, 'client.listen-failed').find(({ fields }) => fields.errno === errno);
  if (!event) return undefined;
  // To 7.x the line of the error has no port: the one behind it does.
  const port = event.fields.port ?? eventsOf(attempt, 'client.local-forward-failed').find(({ fields, record }) => fields.port !== undefined && record.line > event.record.line)?.fields.port;
  return { event: event as ClientEvent, port, errno };
}

/** Whether ssh ended for it: then nothing of a session follows. */
export function endedByForwarding(attempt: Attempt): boolean {
  const given = lastOf(attempt, 'client.local-forward-failed');
  return given !== undefined && firstOf(attempt, 'client.session-started') === undefined && firstOf(attempt, 'client.exit-status') === undefined;
}
