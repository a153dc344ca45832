import { classOf, type EventClass, isTime, loginOutcome } from './event-class.js';
import type { EventJson } from './event-ndjson.js';
import { meaningOfEvent } from './meanings.js';
import { isOfClient, peerAddress } from './peer-address.js';
import { safeJson } from './safe-json.js';

/** To 1.3 a Network Activity without its destination is none, and most logs of sshd do not name the host. */
const OCSF_VERSION = '1.7.0';

interface OcsfEndpoint {
  ip?: string;
  port?: number;
  hostname?: string;
}

/** An event in the Open Cybersecurity Schema Framework: Authentication, Network Activity, or a Base Event. */
export interface OcsfEvent {
  class_uid: 3002 | 4001 | 0;
  class_name: string;
  category_uid: 3 | 4 | 0;
  category_name: string;
  activity_id: number;
  /** The type of the event where the class has no activity for it. */
  activity_name: string;
  /** `class_uid` * 100 + `activity_id`. */
  type_uid: number;
  severity_id: 1 | 2;
  severity: string;
  status_id?: 1 | 2;
  status?: 'Success' | 'Failure';
  /** Milliseconds since the epoch. Absent where the log has no times (sshd -E): a time would be invented. */
  time?: number;
  message: string;
  count?: number;
  user?: { name: string };
  src_endpoint?: OcsfEndpoint;
  dst_endpoint?: OcsfEndpoint;
  service?: { name: 'sshd' };
  auth_protocol_id?: 99;
  auth_protocol?: string;
  is_remote?: true;
  metadata: {
    version: string;
    product: { name: 'OpenSSH'; vendor_name: 'OpenBSD' };
    log_source: string;
    log_provider: string;
    event_code: string;
  };
  /** What the schema has no attribute for. */
  unmapped: Record<string, unknown>;
}

const OTHER = 99;
const LOGINS: Partial<Record<EventClass, readonly [number, string]>> = { login: [1, 'Logon'], logout: [2, 'Logoff'] };
const NETWORK: Partial<Record<EventClass, readonly [number, string]>> = {
  open: [1, 'Open'], close: [2, 'Close'], reset: [3, 'Reset'], fail: [4, 'Fail'], refuse: [5, 'Refuse'],
};

/** An event as one of OCSF (Open Cybersecurity Schema Framework). */
export function toOcsf(event: EventJson): OcsfEvent {
  const { line, file, time, timeAssumed, host, process, pid, type, preauth, repeat, ip, port, user, method, ...fields } = event;
  const kind = classOf(event);
  const peer = peerAddress(event);
  // A client's log is of the source, and the other end is the server.
  const [here, there] = isOfClient(event) ? ['src_endpoint', 'dst_endpoint'] as const : ['dst_endpoint', 'src_endpoint'] as const;
  const name = typeof user === 'string' && user !== '' ? user : undefined;
  // Authentication requires a user, Network Activity an endpoint: what lacks its own is the next weaker class.
  const isLogin = LOGINS[kind] !== undefined && name !== undefined;
  const isNetwork = !isLogin && peer !== undefined;
  const classUid = isLogin ? 3002 : isNetwork ? 4001 : 0;
  const [activity, activityName] = (isLogin ? LOGINS[kind] : isNetwork ? NETWORK[kind] : undefined) ?? [OTHER, type];
  const outcome = loginOutcome(event) ?? (kind === 'fail' || kind === 'refuse' ? 'failure' : undefined);
  return {
    class_uid: classUid,
    class_name: isLogin ? 'Authentication' : isNetwork ? 'Network Activity' : 'Base Event',
    category_uid: isLogin ? 3 : isNetwork ? 4 : 0,
    category_name: isLogin ? 'Identity & Access Management' : isNetwork ? 'Network Activity' : 'Uncategorized',
    activity_id: activity,
    activity_name: activityName,
    type_uid: classUid * 100 + activity,
    severity_id: outcome === 'failure' ? 2 : 1,
    severity: outcome === 'failure' ? 'Low' : 'Informational',
    ...(outcome === 'success' && { status_id: 1, status: 'Success' }),
    ...(outcome === 'failure' && { status_id: 2, status: 'Failure' }),
    ...(isTime(time) && { time: Date.parse(time) }),
    message: meaningOfEvent(event),
    ...(repeat !== undefined && { count: repeat }),
    ...(isLogin && { user: { name }, service: { name: 'sshd' } }),
    ...(isLogin && typeof method === 'string' && { auth_protocol_id: 99, auth_protocol: method }),
    ...(isLogin && peer !== undefined && { is_remote: true }),
    ...(peer && { [there]: { ip: peer.ip, ...(peer.port !== undefined && { port: peer.port }) } }),
    ...(host !== undefined && (isLogin || isNetwork) && { [here]: { hostname: host } }),
    metadata: {
      version: OCSF_VERSION, product: { name: 'OpenSSH', vendor_name: 'OpenBSD' }, log_source: file, log_provider: process, event_code: type,
    },
    unmapped: {
      line, preauth,
      ...(pid !== undefined && { pid }),
      ...(!peer && ip !== undefined && { ip }),
      ...(!peer && port !== undefined && { port }),
      ...(timeAssumed !== undefined && { timeAssumed }),
      ...(!isLogin && name !== undefined && { user: name }),
      ...(!isLogin && method !== undefined && { method }),
      ...(host !== undefined && !isLogin && !isNetwork && { host }),
      ...fields,
    },
  };
}

/** One OCSF event and a newline. */
export function formatOcsf(event: EventJson): string {
  return `${safeJson(toOcsf(event))}\n`;
}
