import type { Errno, EventOf, Outcome, SshEvent } from '../events.js';
import { allFrom } from '../openssh/version.js';
import type { Connection } from './connection.js';
import type { Line } from './line.js';
import { releaseOf } from './server.js';

/** A count of each outcome, nothing counted yet. */
export function noOutcomes(): Record<Outcome, number> {
  return {
    accepted: 0, auth_failed: 0, too_many_failures: 0, no_auth: 0, negotiation_failed: 0,
    no_identification: 0, bad_protocol: 0, timeout: 0, refused: 0, open: 0,
  };
}

/** Keeps up to date how a connection went, and whether it has ended. */
export function noteOutcome(connection: Connection, line: Line): void {
  const { event, kind } = line;
  connection.outcome ??= isBreakBehindLogin(connection, event) ? 'accepted' : kind.outcome;
  if (!kind.ending) return;
  if (!isOfAnother(connection, line)) connection.ended = true;
  if (isCloseBeforeIdentification(connection, line)) connection.unidentified = true;
}

/** Errors of the system that mean that the other end, or the way to it, is gone. */
const GONE: ReadonlySet<Errno | undefined> = new Set([
  'ETIMEDOUT', 'EPIPE', 'ECONNRESET', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN',
]);

/** The TCP connection broke, and nobody had closed it. */
export function isBreak({ fields: { errno } }: EventOf<'connection.failed'>): boolean {
  return GONE.has(errno);
}

/** A log that begins in the middle shows no login. From 5.9 on lines before it are marked, so that one without is behind it. */
function isBreakBehindLogin({ firstLine, server }: Connection, event: SshEvent): boolean {
  const { record } = event;
  return event.type === 'connection.failed' && record.line === firstLine && !record.preauth && isBreak(event)
    && allFrom(releaseOf(server), '5.9');
}

/**
 * A closing line without port (to 7.1) of another process is of this login by what else it can be; where PAM tells the end of
 * its session, it had better not end by mistake.
 */
function isOfAnother({ login, pid }: Connection, { event, record, port }: Line): boolean {
  return login.pamSession && event.type !== 'pam.session-closed' && record.pid !== pid && port === undefined;
}

/**
 * From 9.8 on all that a client does behind its identification is logged by a process that marks its lines. Where the only line
 * is a close without that mark, it came before. That is no proof of why: the line does not say what the client had sent.
 */
function isCloseBeforeIdentification({ firstLine }: Connection, { event, record, user }: Line): boolean {
  return event.type === 'connection.closed' && record.process === 'sshd-session' && !record.preauth && record.line === firstLine
    && user === undefined;
}

/** The outcome once nothing more can come. A connection whose end the log does not show is open. */
export function finalOutcome(connection: Connection): Outcome {
  if (connection.outcome) return connection.outcome;
  if (connection.failures > 0) return 'auth_failed';
  if (connection.unidentified) return 'no_identification';
  return connection.ended ? 'no_auth' : 'open';
}
