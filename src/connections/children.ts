import type { Peer } from '../events.js';
import { allFrom } from '../openssh/version.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import { releaseOf } from './server.js';
import { isCutOf } from './text.js';

/** Connections that may still get a network child with a pid of its own, at most. */
const MAX_CHILDLESS = 256;
/** Pids that can lie between a process and its child on a server that is not busy. */
const NEAR = 16;
/** LoginGraceTime is two minutes by default; a child that logs later than this belongs to something else. */
const LOGIN_GRACE = 120_000;

/** Between a process and its network child other connections may have forked, as many as MaxStartups lets begin. */
const NEXT_PIDS = 16;

/** Remembers a connection of a release whose network child logs by itself: to 5.8. */
export function expectChild(host: Host, connection: Connection): void {
  // Several sshds may write to one log, and few lines tell which of them it was.
  if (host.servers.every((server) => allFrom(releaseOf(server), '5.9'))) return;
  host.childless.push(connection);
  if (host.childless.length > MAX_CHILDLESS) host.childless.shift();
}

/**
 * The connection of a process that nothing announced. To 5.8 the network child logs under a pid of its own, and below
 * DEBUG2 no line ties it to the process that logged `Connection from`, or the first line at INFO. It is forked right
 * behind, so its pid is the next one, or it is the only child that is still missing, or the only one that close which
 * has this user and address. Anything else would be a guess.
 */
export function parentOf(host: Host, child: number, time: number | undefined, peer: Peer, closing = false): Connection | undefined {
  host.childless = host.childless.filter((c) => !c.ended && c.children.length === 0 && isRecent(c, time));
  const fitting = host.childless.filter((c) => fits(c, peer));
  // The end comes at any time: a line that tells of it and names nobody (a read that failed) need not be one of the key exchange.
  const isAnyTime = closing && peer.ip === undefined && peer.user === undefined;
  const next = (isAnyTime ? host.childless : fitting).filter((c) => c.pid === child - 1);
  if (next.length === 1) return next[0];
  const only = host.childless[0];
  if (host.childless.length === 1 && only?.pid !== undefined && child > only.pid && child - only.pid <= NEAR && fits(only, peer)) return only;
  const near = fitting.filter((c) => c.pid !== undefined && c.pid < child && child - c.pid <= NEXT_PIDS && isSame(c, peer));
  return near.length === 1 ? near[0] : undefined;
}

function isSame(connection: Connection, { ip, user }: Peer): boolean {
  if (ip !== undefined && ip === connection.ip) return true;
  return user !== undefined && connection.user !== undefined && isSameName(user, connection.user);
}

/** A line that names nobody is one of the key exchange: it belongs to none that is past it. */
function fits(connection: Connection, { ip, user }: Peer): boolean {
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
