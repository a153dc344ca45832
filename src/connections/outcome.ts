import type { Errno, EventOf, EventType, Outcome, SshEvent } from '../events.js';
import { allFrom } from '../openssh/version.js';
import type { Connection } from './connection.js';
import { releaseOf } from './server.js';

/** What an event says of how its connection went. The first reason stays; later lines only tell how it was closed. */
const OUTCOMES: Partial<Record<EventType, Outcome>> = {
  'auth.accepted': 'accepted',
  // A log that begins in the middle shows the session, not the login before it.
  'session.started': 'accepted',
  'sftp.opened': 'accepted',
  'subsystem.requested': 'accepted',
  'chroot.entered': 'accepted',
  'chroot.failed': 'accepted',
  'keepalive.answered': 'accepted',
  'client.unresponsive': 'accepted',
  // Of a login before the log begins.
  'pam.session-closed': 'accepted',
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
  // The monitor ends the session of PAM when its user child is gone.
  'pam.session-closed',
  'tcp-wrappers.refused',
  // Through 7.1 nothing follows a disconnect; later releases say once more that it is over.
  'disconnect.received', 'disconnect.sent', 'auth.too-many-failures',
  'identification.missing', 'identification.major-mismatch',
]);

/** A count of each outcome, nothing counted yet. */
export function noOutcomes(): Record<Outcome, number> {
  return {
    accepted: 0, auth_failed: 0, too_many_failures: 0, no_auth: 0, negotiation_failed: 0,
    no_identification: 0, bad_protocol: 0, timeout: 0, refused: 0, open: 0,
  };
}

export function noteOutcome(connection: Connection, event: SshEvent): void {
  const { type } = event;
  connection.outcome ??= isBreakBehindLogin(connection, event) ? 'accepted' : OUTCOMES[type];
  if (ENDINGS.has(type) && !isOfAnother(connection, event)) connection.ended = true;
  if (isCloseBeforeIdentification(connection, event)) connection.unidentified = true;
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
function isOfAnother({ login, pid }: Connection, { type, record, fields }: SshEvent): boolean {
  return login.pamSession && type !== 'pam.session-closed' && record.pid !== pid && (fields as { port?: number }).port === undefined;
}

/**
 * From 9.8 on all that a client does behind its identification is logged by a process that marks its lines. Where the only line
 * is a close without that mark, it came before. That is no proof of why: the line does not say what the client had sent.
 */
function isCloseBeforeIdentification({ firstLine }: Connection, { type, record, fields }: SshEvent): boolean {
  return type === 'connection.closed' && record.process === 'sshd-session' && !record.preauth && record.line === firstLine
    && (fields as { user?: string }).user === undefined;
}

/** The outcome once nothing more can come. A connection whose end the log does not show is open. */
export function finalOutcome(connection: Connection): Outcome {
  if (connection.outcome) return connection.outcome;
  if (connection.failures > 0) return 'auth_failed';
  if (connection.unidentified) return 'no_identification';
  return connection.ended ? 'no_auth' : 'open';
}
