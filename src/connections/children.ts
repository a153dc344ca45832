import { allFrom } from '../openssh/version.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import { releaseOf } from './server.js';

/** Connections that may still get a network child with a pid of its own, at most. */
const MAX_CHILDLESS = 256;
/** Pids that can lie between a process and its child on a server that is not busy. */
const NEAR = 16;
/** LoginGraceTime is two minutes by default; a child that logs later than this belongs to something else. */
const LOGIN_GRACE = 120_000;

/** Remembers a connection of a release whose network child logs by itself: to 5.8. */
export function expectChild(host: Host, connection: Connection): void {
  if (allFrom(releaseOf(host.server), '5.9')) return;
  host.childless.push(connection);
  if (host.childless.length > MAX_CHILDLESS) host.childless.shift();
}

/**
 * The connection of a process that nothing announced. To 5.8 the network child logs under a pid of its own, and below
 * DEBUG2 no line ties it to the process that logged `Connection from`. It is forked right behind that line, so its pid
 * is the next one; or it is the only child that is still missing, and was forked soon after. Anything else would be a guess.
 */
export function parentOf(host: Host, child: number, time: number | undefined): Connection | undefined {
  host.childless = host.childless.filter((c) => !c.ended && !c.negotiated && c.children.length === 0 && isRecent(c, time));
  const next = host.childless.filter((c) => c.pid === child - 1);
  if (next.length === 1) return next[0];
  const only = host.childless[0];
  return host.childless.length === 1 && only?.pid !== undefined && child > only.pid && child - only.pid <= NEAR ? only : undefined;
}

function isRecent(connection: Connection, time: number | undefined): boolean {
  return connection.lastTime === undefined || time === undefined || time - connection.lastTime <= LOGIN_GRACE;
}
