import { type Attempt, eventsOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';

/** What a shell ends with where it does not find the command. */
export const NOT_FOUND = 127;

/** What the session ran, and how it ended, as far as the log tells. */
export interface RemoteEnd {
  event: ClientEventOf<'client.exit-status'>;
  status: number;
  command: string | undefined;
  subsystem: string | undefined;
}

/**
 * What a shell on the server did not find. A ProxyCommand that is missing here gives the same words, but then there is no login,
 * and ssh says that the connection was closed.
 */
export function notFoundThere(attempt: Attempt): ClientEventOf<'client.program-not-run'> | undefined {
  if (!attempt.authenticated && (attempt.proxied || eventsOf(attempt, 'client.closed-by-server').length > 0)) return undefined;
  const sent = lastOf(attempt, 'client.command-sent');
  return eventsOf(attempt, 'client.program-not-run').find(({ fields, record }) => fields.fault === 'not-found' && (!sent || record.line > sent.record.line));
}

/** A remote command or subsystem that ended with a status other than 0; shells end with that of their last command. */
export function failedCommand(attempt: Attempt): RemoteEnd | undefined {
  const event = lastOf(attempt, 'client.exit-status');
  const sent = lastOf(attempt, 'client.command-sent')?.fields;
  if (!event || event.fields.status <= 0 || (!sent && !isForced(attempt))) return undefined;
  return {
    event, status: event.fields.status,
    command: sent && 'command' in sent ? sent.command : undefined, subsystem: sent && 'subsystem' in sent ? sent.subsystem : undefined,
  };
}

/** The server says what a key may do (7.4 and later, with -v), and that is not one command alone. */
export function isKnownFree(attempt: Attempt): boolean {
  return eventsOf(attempt, 'client.key-options').length > 0 && !isForced(attempt);
}

/** The server runs another command than the one that was asked for, as the key's line or sshd_config says. */
export function isForced(attempt: Attempt): boolean {
  return eventsOf(attempt, 'client.server-remark').some(({ fields }) => fields.remark === 'forced-command')
    || eventsOf(attempt, 'client.key-options').some(({ fields }) => fields.options.includes('command'));
}
