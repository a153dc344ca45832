import type { Connection } from './connection.js';
import { parentOf } from './children.js';
import { closedBy } from './closing-line.js';
import { type Host, peerKey } from './host.js';
import type { Line } from './line.js';
import { loginOf } from './logins.js';

/** How long after the closing line of a connection another one of its lines may come; in milliseconds. */
const ECHO = 2000;

/** What a line belongs to: a connection that is known, one that begins with it, or none. */
export type Place = Connection | 'new' | undefined;

/** Finds the connection that a line belongs to: by its process, then by the address and port that it names, then by what is near. */
export function locate(host: Host, line: Line): Place {
  const { event: { type }, record, kind, ip, port } = line;
  if (kind.ofServer) return undefined;
  if (type === 'connection.opened') return 'new';
  const known = record.pid === undefined ? host.current : host.byPid.get(record.pid);
  if (known && !contradicts(known, line) && !isStale(known, record.time)) return startsAnew(known, line) ? 'new' : known;
  if (ip !== undefined && port !== undefined) {
    const same = host.byPeer.get(peerKey(ip, port));
    return same && !isPortUsedAgain(same, line) ? same : 'new';
  }
  if (kind.behindLogin) {
    const login = loginOf(host, line);
    if (login) return login;
  }
  if (record.pid !== undefined && !record.preauth) {
    const byChild = kind.ofNetworkChild || kind.closing || (kind.childWithoutAddress && ip === undefined);
    const parent = byChild ? parentOf(host, line) : undefined;
    if (parent) return parent;
    if (kind.closing) return closedBy(host, line);
  }
  return type === 'connection.cleaned-up' || type.startsWith('internal.') ? undefined : 'new';
}

/**
 * The process that the listener speaks of (from 9.8 on), whose connection the line belongs to; the listener itself is
 * no process of it. Undefined where a process of a connection speaks of its own child.
 */
export function childOfListener(host: Host, { event, record, kind }: Line): number | undefined {
  if (!kind.ofChild || (record.pid !== undefined && host.byPid.has(record.pid))) return undefined;
  return (event.fields as { child?: number }).child;
}

/** A pid that is used again: the line speaks of another address or port than its connection has. */
function contradicts(connection: Connection, { ip, port }: Line): boolean {
  return (
    (port !== undefined && connection.port !== undefined && port !== connection.port) ||
    (ip !== undefined && connection.ip !== undefined && ip !== connection.ip)
  );
}

/**
 * A refused client may come back from the port that it had: another process speaks of it, and not right behind the end.
 * What is marked `[preauth]` was written by the process that the connection began with, so there it is another one at once.
 */
function isPortUsedAgain({ pid, ended, accepted, outcome, lastTime }: Connection, { event: { type }, record, kind }: Line): boolean {
  if (record.preauth && pid !== undefined && record.pid !== undefined) return true;
  // Nobody logs in twice over one connection.
  if (type === 'auth.accepted' && accepted) return true;
  return ended && outcome !== 'accepted' && !kind.closing && lastTime !== undefined && record.time !== undefined
    && record.time - lastTime > ECHO;
}

/** Log time after which a connection that never logged in is over: LoginGraceTime is two minutes, and hardly ever more than ten. */
export const LONGEST_LOGIN = 600_000;

/** The process must be another one by now, whose first line names no address. */
function isStale({ outcome, lastTime }: Connection, now: number | undefined): boolean {
  return outcome !== 'accepted' && lastTime !== undefined && now !== undefined && now - lastTime > LONGEST_LOGIN;
}

/** Whether a line of a pid whose connection has ended is the first of another one, not an echo. */
function startsAnew(connection: Connection, line: Line): boolean {
  if (!connection.ended || isEcho(connection, line)) return false;
  const { event: { type }, record, kind } = line;
  if (type === 'reverse-lookup.mismatch' || isGone(connection, line)) return true;
  if (kind.closing) return false;
  // From 7.2 the monitor says it and then its child: no connection begins so.
  if (type === 'auth.too-many-failures') return connection.outcome !== 'too_many_failures';
  if (type === 'negotiation.failed') return record.pid === undefined || connection.outcome === 'negotiation_failed';
  if (!type.startsWith('identification.')) return type.startsWith('auth.') || type.startsWith('kexinit.');
  // 8.0 and later say it twice: what is wrong without an address, then who it was.
  return line.ip === undefined || connection.ip !== undefined;
}

/** How long after the end a module of PAM may still ask a directory, in milliseconds; everything else ends at once. */
export const SLOWEST_PAM = 30_000;

/** Whether the process is another one by now: nothing was left that could have written the line so late. */
function isGone({ login, lastTime }: Connection, { event: { type }, record: { time } }: Line): boolean {
  const rest = !login.tried ? ECHO : type === 'pam.auth-failed' ? SLOWEST_PAM : Number.POSITIVE_INFINITY;
  return time !== undefined && lastTime !== undefined && time - lastTime > rest;
}

/**
 * Two processes of a connection write through one logger: what the one said before the other closed may come behind it.
 * A pid that is used again so soon by the same client does not exist.
 */
function isEcho(connection: Connection, { record: { pid, time }, ip, port }: Line): boolean {
  if (pid === undefined || ip === undefined || ip !== connection.ip) return false;
  if (port !== undefined && port === connection.port) return true;
  if (connection.port !== undefined || time === undefined || connection.lastTime === undefined) return false;
  return time - connection.lastTime <= ECHO;
}
