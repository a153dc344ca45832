import { allFrom } from '../openssh/version.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import type { Line } from './line.js';
import { releaseOf } from './server.js';
import { isCutOf } from './text.js';

/** Between a process and its network child other connections may have forked, as many as MaxStartups lets begin. */
const NEAR = 16;
/** A process that is less close may be the parent as well: then it is not known which is. */
const REACH = 64;
/** LoginGraceTime is two minutes by default; a child that logs later than this belongs to something else. */
const LOGIN_GRACE = 120_000;

/**
 * Whether a network child may log by itself: to 5.8. From 5.9 on the monitor writes what it says, under its own pid and
 * marked `[preauth]`. Several sshds may write to one log, and few lines tell which of them it was.
 */
export function childrenMayLog(host: Host): boolean {
  return !host.servers.every((server) => allFrom(releaseOf(server), '5.9'));
}

/**
 * The connection of a process that nothing announced. To 5.8 the network child logs under a pid of its own, and below
 * DEBUG2 no line ties it to the process that logged `Connection from`, or the first line at INFO. It is forked right
 * behind, so its pid is the next one, or it is the only child that is still missing, or the only one that close which
 * has this user and address. Anything else would be a guess. The user child of a login, of any release, writes a closing
 * line, too.
 */
export function parentOf(host: Host, line: Line): Connection | undefined {
  const { record: { pid = 0, time }, kind: { closing }, ip, user } = line;
  const isNameless = ip === undefined && user === undefined;
  if (closing && isNameless && !childrenMayLog(host)) return undefined;
  const childless = childlessBelow(host, pid, time);
  const fitting = childless.filter((c) => fits(c, line));
  // The end comes at any time: a line that tells of it and names nobody (a read that failed) need not be one of the key exchange.
  const next = (closing && isNameless ? childless : fitting).find((c) => c.pid === pid - 1);
  if (next) return next;
  const near = fitting.filter((c) => c.pid !== undefined && pid - c.pid <= NEAR);
  if (childless.length === 1) return near[0];
  const same = near.filter((c) => isSame(c, line));
  return same.length === 1 ? same[0] : undefined;
}

/** Connections whose first line came from a process just below, of which no child is known yet. */
function childlessBelow(host: Host, pid: number, time: number | undefined): Connection[] {
  const childless: Connection[] = [];
  for (let below = pid - 1; below >= pid - REACH; below--) {
    const connection = host.byPid.get(below);
    if (connection?.pid === below && isChildless(connection) && isRecent(connection, time)) childless.push(connection);
  }
  return childless;
}

/** Behind the login the network child is gone. */
function isChildless({ forks, children, ended, accepted }: Connection): boolean {
  return forks && children.length === 0 && !ended && !accepted;
}

function isSame(connection: Connection, { ip, user }: Line): boolean {
  if (ip !== undefined && ip === connection.ip) return true;
  return user !== undefined && connection.user !== undefined && isSameName(user, connection.user);
}

/** A line that names nobody is one of the key exchange: it belongs to none that is past it. */
function fits(connection: Connection, { ip, user }: Line): boolean {
  const { login } = connection;
  if (ip === undefined && user === undefined) return connection.user === undefined && !login.tried && !login.keyExchanged;
  return (ip === undefined || connection.ip === undefined || ip === connection.ip)
    && (user === undefined || connection.user === undefined || isSameName(user, connection.user));
}

function isRecent(connection: Connection, time: number | undefined): boolean {
  return connection.lastTime === undefined || time === undefined || time - connection.lastTime <= LOGIN_GRACE;
}

function isSameName(a: string, b: string): boolean {
  return a === b || isCutOf(a, b) || isCutOf(b, a);
}
