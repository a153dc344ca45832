import type { EventJson } from './event-ndjson.js';

/** What kind of thing an event is for a SIEM; a coarse view that ECS and OCSF share. */
export type EventClass = 'login' | 'logout' | 'open' | 'close' | 'reset' | 'fail' | 'refuse' | 'file' | 'configuration' | 'server' | 'step';

/** Types that say that somebody did or did not get in. Steps on the way there are none: one login must not count twice. */
const LOGINS: Record<string, 'success' | 'failure'> = {
  'auth.accepted': 'success', 'auth.failed': 'failure', 'auth.invalid-user': 'failure', 'auth.too-many-failures': 'failure',
  'access.denied': 'failure', 'root-login.refused': 'failure', 'account.expired': 'failure', 'pam.account-denied': 'failure',
  'pam.login-refused': 'failure',
};

const CLASSES: Record<string, EventClass> = {
  'session.closed': 'logout', 'pam.session-closed': 'logout',
  'connection.opened': 'open',
  'connection.closed': 'close', 'connection.disconnected': 'close', 'disconnect.received': 'close', 'disconnect.sent': 'close',
  'connection.reset': 'reset',
  'connection.failed': 'fail', 'negotiation.failed': 'fail', 'identification.missing': 'fail', 'identification.bad': 'fail',
  'identification.major-mismatch': 'fail', 'login.timeout': 'fail', 'client.unresponsive': 'fail', 'kex.strict-violation': 'fail',
  'connection.dropped': 'refuse', 'tcp-wrappers.refused': 'refuse',
};

/** The outcome of a login; undefined for anything else. Method `none` asks what methods there are: it is no failure. */
export function loginOutcome({ type, method }: EventJson): 'success' | 'failure' | undefined {
  if (type === 'auth.failed' && method === 'none') return undefined;
  return Object.hasOwn(LOGINS, type) ? LOGINS[type] : undefined;
}

/** What an event is of, for schemas that sort events; `step` is all that only tells how far something has come. */
export function classOf(event: EventJson): EventClass {
  const { type } = event;
  if (loginOutcome(event)) return 'login';
  if (Object.hasOwn(CLASSES, type)) return CLASSES[type] ?? 'step';
  if (type.startsWith('sftp.file-') || type === 'sftp.performed' || type === 'sftp.attributes-set') return 'file';
  if (type.startsWith('config.')) return 'configuration';
  return type.startsWith('server.') ? 'server' : 'step';
}

/** Whether it is the time of the envelope: where a log has none, a field of this name of the event itself stands there. */
export function isTime(time: string | undefined): time is string {
  return time !== undefined && /^\d{4}-\d\d-\d\dT.*Z$/s.test(time);
}
