import type { ClientEvent, ClientEventType } from '../events/client/index.js';
import { type Attempt, eventsOf } from './attempt.js';

/** Only the beginning of a run says these. */
const BEGINS = new Set<ClientEventType>([
  'client.started', 'client.command', 'client.connecting', 'client.name-not-resolved', 'client.connect-failed',
  'client.identity-not-accessible', 'client.configuration-missing', 'client.configuration-permissions', 'config.bad-option', 'config.bad-value',
]);
/** Keys of the server and of the user: without -v these come first of a run, with it in the middle. */
const OF_KEYS = [
  'client.host-key-warning', 'client.host-key-asked', 'client.host-key-refused', 'client.host-key-revoked', 'client.host-key-ip-differs', 'client.host-key-stored',
  'client.host-certificate-faulty', 'client.key-file-faulty', 'client.key-file-mode', 'client.passphrase-asked',
] as const satisfies readonly ClientEventType[];
const FIRST_WORDS = new Set<ClientEventType>(OF_KEYS);
/** With one of these a run is over, but for last words of its own and of the programs around it. */
const VERDICTS = new Set<ClientEventType>([
  'client.permission-denied', 'client.name-not-resolved', 'client.closed-by-server', 'client.connection-reset', 'negotiation.failed', 'client.disconnect-received',
  'client.server-silent', 'client.session-lost', 'client.stdio-forward-failed', 'client.timed-out', 'client.identification-invalid', 'client.major-mismatch', 'client.packet-failed',
  'client.host-key-verification-failed', 'client.configuration-missing', 'client.configuration-permissions', 'config.rejected',
]);
const LAST_WORDS = new Set<ClientEventType>(['client.gave-up', 'client.closed', 'client.exit-status', 'client.killed']);
/** What fails behind a login: after the end of a run it is of another. */
const OF_SESSION = new Set<ClientEventType>([
  'client.channel-refused', 'client.request-refused', 'client.remote-forward-failed', 'client.listen-failed', 'client.shared-session-refused', 'client.message-too-long',
  'client.transfer-failed', 'client.account-unavailable', 'client.logins-closed',
]);
/** Nothing of the kind is said behind a login: the session prints it, or the run is another. */
const BEFORE_LOGIN = new Set<ClientEventType>([
  'client.permission-denied', 'client.password-refused', 'client.methods', 'client.method-chosen', 'client.methods-exhausted', 'client.key-offered', 'client.key-accepted',
  'client.key-planned', 'client.key-file-tried', 'client.authenticated', 'client.connected', 'client.connect-failed', 'client.name-not-resolved', 'client.connecting',
  'client.server-version', 'client.authenticating', 'client.own-version', 'client.started',
  'client.host-key-verification-failed', 'client.configuration-missing', 'client.configuration-permissions', 'client.identity-not-accessible', 'config.bad-option', 'config.bad-value',
  'config.rejected', ...OF_KEYS,
]);
/** The carried connection speaks, once its jump host has let it through. */
const OF_CARRIED = new Set<ClientEventType>(['client.server-version', 'client.authenticating', 'kexinit.sent', 'kexinit.proposal']);

/** Whether the event is one of the connection that a jump host carries. */
export function isOfCarried(event: ClientEvent): boolean {
  return OF_CARRIED.has(event.type);
}

/** Whether the run that says this is over. */
export function endsRun(event: ClientEvent): boolean {
  return VERDICTS.has(event.type) || LAST_WORDS.has(event.type) || (event.type === 'client.connect-failed' && event.fields.final);
}

/** Whether a verdict on the way to a login comes too late to be one. */
export function isAfterLogin(attempt: Attempt, event: ClientEvent): boolean {
  return attempt.authenticated && event.type === 'client.permission-denied';
}

/** Whether the line only looks as if ssh had written it, behind the login of a run whose log says when that was. */
export function isOutputOfSession(attempt: Attempt, event: ClientEvent): boolean {
  if (!attempt.authenticated || attempt.ended || attempt.outer || !BEFORE_LOGIN.has(event.type)) return false;
  if (attempt.hasCrLf) return !event.record.endsInCr;
  // Line ends are lost: a run with -v says how it ends, so that before that nothing of another can come.
  return attempt.verbosity > 0 && event.record.level !== 'debug1' && event.type !== 'client.started';
}

/** Whether the event is the first of a run. */
export function isNewRun(current: Attempt | undefined, event: ClientEvent): boolean {
  if (!current) return event.type !== 'unknown' && event.type !== 'client.trace';
  if (current.authenticated && !current.ended && !current.outer && event.type === 'client.permission-denied') return true;
  if (current.ended) {
    if (FIRST_WORDS.has(event.type)) return !current.outer;
    if (OF_SESSION.has(event.type)) return !isOfEnd(current, event);
    if (VERDICTS.has(event.type) && !BEGINS.has(event.type)) return isSaidAgain(current, event) || isOfAnother(current, event);
  }
  if (!BEGINS.has(event.type)) return false;
  switch (event.type) {
    case 'client.command':
      return current.command !== undefined || current.stage !== 'configuration' || current.software !== undefined;
    case 'client.started':
      return current.software !== undefined || current.ended;
    case 'client.connect-failed': {
      if (current.authenticated) return true;
      // Each address of a name is tried in turn.
      const { hostName, port } = event.fields;
      const isSame = (hostName === undefined || current.hostName === undefined || hostName === current.hostName) && (current.port === undefined || port === current.port);
      return !isSame || (current.ended && (current.serverSoftware !== undefined || isSaidAgain(current, event)));
    }
    case 'client.connecting':
      return current.ended || current.authenticated;
    default:
      return current.ended || current.stage !== 'configuration';
  }
}

/** sftp and scp still say what failed when their ssh has ended. */
function isOfEnd(current: Attempt, event: ClientEvent): boolean {
  return current.verbosity > 0 || event.type === 'client.transfer-failed' || event.type === 'client.message-too-long';
}

/** A run ends once: the same words again are those of the next run. */
function isSaidAgain(current: Attempt, event: ClientEvent): boolean {
  return eventsOf(current, event.type).some(({ wording }) => wording !== undefined && wording.id === event.wording?.id);
}

/** Without -v the name of the server alone tells runs apart, and that who never came to a server cannot have been refused by it. */
function isOfAnother(current: Attempt, event: ClientEvent): boolean {
  if (current.verbosity > 0) return false;
  const hostName = 'hostName' in event.fields ? event.fields.hostName : undefined;
  if (hostName !== undefined && current.hostName !== undefined) return hostName !== current.hostName;
  return event.type === 'client.permission-denied' && (eventsOf(current, 'client.connect-failed').length > 0 || eventsOf(current, 'client.name-not-resolved').length > 0);
}
