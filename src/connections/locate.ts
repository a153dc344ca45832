import type { EventType, LogRecord, Peer, SshEvent } from '../events.js';
import type { Connection } from './connection.js';
import { parentOf } from './children.js';
import { closedBy } from './closing-line.js';
import { type Host, peerKey } from './host.js';
import { isBehindLogin, loginOf } from './logins.js';
import { perType } from './per-type.js';

/** First words of the types that speak of the server as a whole: no connection is theirs. */
const OF_SERVER = new Set(['server', 'config', 'penalty', 'throttling', 'drops', 'source-limit', 'client-log', 'unknown']);
const ALSO_OF_SERVER = new Set<EventType>([
  'process.forked', 'connection.not-accepted', 'connection.no-slot',
  // A process that sshd starts for a connection reads the keys again: the log repeats what the listener said.
  'hostkey.not-loaded', 'hostkey.permissions', 'hostkey.permissions-warning', 'hostkey.none-available', 'hostkey.certificate-failed',
  'hostkey.public-mismatch', 'hostkey.refused', 'hostkey.agent-failed', 'hostkey.agent-used', 'hostkey.not-permitted', 'hostkey.loaded',
]);

/** Lines in which a process speaks of another one. */
const OF_CHILD = new Set<EventType>(['process.child-stage', 'process.exited', 'process.killed', 'process.crashed']);

/** Lines that an unannounced process can only have written as the network child of a connection. */
const NETWORK_CHILD = new Set<EventType>([
  'hostkeys.offered', 'kexinit.sent', 'kexinit.received', 'kexinit.list', 'kex.mac-set-up', 'kex.agreed-direction', 'kex.progress',
  'negotiation.failed', 'dh-group.rejected', 'connection.cleaned-up', 'auth.requested', 'connection.failed',
]);

/** Lines that the network child writes without an address, and another process with one. */
const CHILD_WITHOUT_ADDRESS = new Set<EventType>(['auth.invalid-user', 'auth.too-many-failures']);

/** Lines with which a connection ends; they say nothing of how it began. */
const CLOSING = new Set<EventType>([
  'connection.closed', 'connection.reset', 'connection.disconnected', 'connection.failed', 'connection.cleaned-up',
  'disconnect.received', 'disconnect.sent', 'client.unresponsive',
]);

/** Whether a line of the time before the login comes from the process that the network child belongs to. */
export const isOfMonitor = perType((type) =>
  /^(?:auth|authorized-keys|access|pam|certificate|key)\./.test(type) && !NETWORK_CHILD.has(type));

/** How long after the closing line of a connection another one of its lines may come; in milliseconds. */
const ECHO = 2000;

/** What a line belongs to: a connection that is known, one that begins with it, or none. */
export type Place = Connection | 'new' | undefined;

export function locate(host: Host, event: SshEvent): Place {
  const { record, type } = event;
  if (isOfServer(type)) return undefined;
  if (type === 'connection.opened') return 'new';
  const peer = peerOf(event);
  const known = record.pid === undefined ? host.current : host.byPid.get(record.pid);
  if (known && !contradicts(known, peer) && !isStale(known, record.time)) return startsAnew(known, event) ? 'new' : known;
  if (peer.ip !== undefined && peer.port !== undefined) {
    const same = host.byPeer.get(peerKey(peer.ip, peer.port));
    return same && !isPortUsedAgain(same, event) ? same : 'new';
  }
  if (isBehindLogin(type)) {
    const login = loginOf(host, event);
    if (login) return login;
  }
  if (record.pid !== undefined && !record.preauth) {
    const byChild = NETWORK_CHILD.has(type) || CLOSING.has(type) || (CHILD_WITHOUT_ADDRESS.has(type) && peer.ip === undefined);
    const parent = byChild ? parentOf(host, record, peer, CLOSING.has(type)) : undefined;
    if (parent) return parent;
    if (CLOSING.has(type)) return closedBy(host, record, peer.ip);
  }
  return type === 'connection.cleaned-up' || type.startsWith('internal.') ? undefined : 'new';
}

/**
 * The process that the listener speaks of (from 9.8 on), whose connection the line belongs to; the listener itself is
 * no process of it. Undefined where a process of a connection speaks of its own child.
 */
export function childOfListener(host: Host, { type, record, fields }: SshEvent): number | undefined {
  if (!OF_CHILD.has(type) || (record.pid !== undefined && host.byPid.has(record.pid))) return undefined;
  return (fields as { child?: number }).child;
}

/** Whom the line names as the other end of its connection. */
export function peerOf(event: SshEvent): Peer {
  return event.fields as Peer;
}

const isOfServer = perType((type) => OF_SERVER.has(type.split('.', 1)[0] ?? '') || ALSO_OF_SERVER.has(type));

/** A pid that is used again: the line speaks of another address or port than its connection has. */
function contradicts(connection: Connection, peer: Peer): boolean {
  return (
    (peer.port !== undefined && connection.port !== undefined && peer.port !== connection.port) ||
    (peer.ip !== undefined && connection.ip !== undefined && peer.ip !== connection.ip)
  );
}

/**
 * A refused client may come back from the port that it had: another process speaks of it, and not right behind the end.
 * What is marked `[preauth]` was written by the process that the connection began with, so there it is another one at once.
 */
function isPortUsedAgain({ pid, ended, accepted, outcome, lastTime }: Connection, { type, record }: SshEvent): boolean {
  if (record.preauth && pid !== undefined && record.pid !== undefined) return true;
  // Nobody logs in twice over one connection.
  if (type === 'auth.accepted' && accepted) return true;
  return ended && outcome !== 'accepted' && !CLOSING.has(type) && lastTime !== undefined && record.time !== undefined
    && record.time - lastTime > ECHO;
}

/** Log time after which a connection that never logged in is over: LoginGraceTime is two minutes, and hardly ever more than ten. */
export const LONGEST_LOGIN = 600_000;

/** The process must be another one by now, whose first line names no address. */
function isStale({ outcome, lastTime }: Connection, now: number | undefined): boolean {
  return outcome !== 'accepted' && lastTime !== undefined && now !== undefined && now - lastTime > LONGEST_LOGIN;
}

/** Whether a line of a pid whose connection has ended is the first of another one, not an echo. */
function startsAnew(connection: Connection, event: SshEvent): boolean {
  const { type, record, fields } = event;
  if (!connection.ended || isEcho(connection, record, fields as Peer)) return false;
  if (type === 'reverse-lookup.mismatch' || isGone(connection, event)) return true;
  if (CLOSING.has(type)) return false;
  // From 7.2 the monitor says it and then its child: no connection begins so.
  if (type === 'auth.too-many-failures') return connection.outcome !== 'too_many_failures';
  if (type === 'negotiation.failed') return record.pid === undefined || connection.outcome === 'negotiation_failed';
  if (!type.startsWith('identification.')) return type.startsWith('auth.') || type.startsWith('kexinit.');
  // 8.0 and later say it twice: what is wrong without an address, then who it was.
  return (fields as Peer).ip === undefined || connection.ip !== undefined;
}

/** How long after the end a module of PAM may still ask a directory, in milliseconds; everything else ends at once. */
const SLOWEST_PAM = 30_000;

/** Whether the process is another one by now: nothing was left that could have written the line so late. */
function isGone({ login, lastTime }: Connection, { type, record: { time } }: SshEvent): boolean {
  const rest = !login.tried ? ECHO : type === 'pam.auth-failed' ? SLOWEST_PAM : Number.POSITIVE_INFINITY;
  return time !== undefined && lastTime !== undefined && time - lastTime > rest;
}

/**
 * Two processes of a connection write through one logger: what the one said before the other closed may come behind it.
 * A pid that is used again so soon by the same client does not exist.
 */
function isEcho(connection: Connection, { pid, time }: LogRecord, { ip, port }: Peer): boolean {
  if (pid === undefined || ip === undefined || ip !== connection.ip) return false;
  if (port !== undefined && port === connection.port) return true;
  if (connection.port !== undefined || time === undefined || connection.lastTime === undefined) return false;
  return time - connection.lastTime <= ECHO;
}
