import { classOf, type EventClass, isTime, loginOutcome } from './event-class.js';
import type { EventJson } from './event-ndjson.js';
import { meaningOfEvent } from './meanings.js';
import { isOfClient, peerAddress } from './peer-address.js';
import { safeJson } from './safe-json.js';

const ECS_VERSION = '8.11.0';

interface EcsAddress {
  address: string;
  ip: string;
  port?: number;
}

/** An event in the Elastic Common Schema. What ECS has no field for stands in `Sshlog`: custom names begin with a capital. */
export interface EcsEvent {
  /** ISO 8601, UTC. Absent where the log has no times (sshd -E): the shipper then sets its own. */
  '@timestamp'?: string;
  ecs: { version: string };
  message: string;
  event: {
    kind: 'event';
    category: string[];
    type: string[];
    outcome?: 'success' | 'failure';
    action: string;
    provider: 'sshd' | 'ssh';
    dataset: 'sshd.log' | 'ssh.log';
  };
  source?: EcsAddress;
  /** The server, in the log of a client. */
  destination?: EcsAddress;
  user?: { name: string };
  related?: { ip?: string[]; user?: string[] };
  process: { name: string; pid?: number };
  host?: { name: string };
  /** Absent for standard input, which has no path. */
  log?: { file: { path: string } };
  Sshlog: Record<string, unknown>;
}

/** event.category and the values of event.type that ECS expects with it. */
const CATEGORIES: Record<EventClass, [category: string[], type: string[]]> = {
  login: [['authentication'], ['start']],
  logout: [['session'], ['end']],
  open: [['network'], ['connection', 'start']],
  close: [['network'], ['connection', 'end']],
  reset: [['network'], ['connection', 'end']],
  fail: [['network'], ['connection', 'end']],
  refuse: [['network'], ['connection', 'denied']],
  file: [['file'], ['info']],
  configuration: [['configuration'], ['info']],
  server: [['process'], ['info']],
  step: [['network'], ['info']],
};

/** The steps of a login are of authentication, as its results are. */
const STEPS_OF_LOGIN = /^(?:auth|pam|key|authorized-keys|certificate|principals-file|principal|access|account|password|hostbased|gssapi|fido)\./;

/** An event in the fields of ECS (Elastic Common Schema). */
export function toEcs(event: EventJson): EcsEvent {
  const { line, file, time, timeAssumed, host, process, pid, type, preauth, repeat, ip, port, user, ...fields } = event;
  const kind = classOf(event);
  const [category, types] = kind === 'step' && STEPS_OF_LOGIN.test(type) ? [['authentication'], ['info']] : CATEGORIES[kind];
  const outcome = loginOutcome(event) ?? (kind === 'fail' || kind === 'refuse' ? 'failure' : undefined);
  const peer = peerAddress(event);
  const program = isOfClient(event) ? 'ssh' : 'sshd';
  const name = typeof user === 'string' && user !== '' ? user : undefined;
  return {
    ...(isTime(time) && { '@timestamp': time }),
    ecs: { version: ECS_VERSION },
    message: meaningOfEvent(event),
    event: {
      kind: 'event', category, type: types, ...(outcome !== undefined && { outcome }), action: type, provider: program, dataset: `${program}.log`,
    },
    ...(peer && { [program === 'ssh' ? 'destination' : 'source']: { address: peer.ip, ip: peer.ip, ...(peer.port !== undefined && { port: peer.port }) } }),
    ...(name !== undefined && { user: { name } }),
    ...((peer || name !== undefined) && {
      related: { ...(peer && { ip: [peer.ip] }), ...(name !== undefined && { user: [name] }) },
    }),
    process: { name: process, ...(pid !== undefined && { pid }) },
    ...(host !== undefined && { host: { name: host } }),
    ...(file !== '-' && { log: { file: { path: file } } }),
    Sshlog: {
      line, preauth, ...(!peer && { ...(ip !== undefined && { ip }), ...(port !== undefined && { port }) }),
      ...(repeat !== undefined && { repeat }), ...(timeAssumed !== undefined && { time_assumed: timeAssumed }), ...fields,
    },
  };
}

/** One ECS document and a newline. */
export function formatEcs(event: EventJson): string {
  return `${safeJson(toEcs(event))}\n`;
}
