import { childrenMayLog } from './children.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import type { Line } from './line.js';

/** A user child is forked right behind the login: on a server that is not busy its pid is one of the next. */
const NEXT_PIDS = 3;
/** Pids below that of a process in which others are looked for that were started shortly before it. */
const REACH = 16;
/** Pids begin anew after 32768 at the earliest. */
const FEWEST_PIDS = 32_768;
/** How long after it was started a process writes its first line, as a rule; in milliseconds. */
const FIRST_LINE = 2000;

/**
 * The connection that a closing line without port (to 7.1) speaks of, if the process that wrote it was never seen before:
 * the user child of a login from that address, or to 5.8 the network child of a connection of which this is all that is
 * logged. Pids are given in sequence, so a process above one that was started behind a login is not the child of that login.
 * @returns undefined where several logins remain: then the line begins no further connection, and ends none
 */
export function closedBy(host: Host, { record: { pid = 0 }, ip }: Line): Connection | 'new' | undefined {
  if (ip === undefined) return 'new';
  const near = loginJustBelow(host, pid, ip);
  if (near) return near;
  const logins = [...host.loginsByIp.get(ip) ?? []].filter(({ accepted, ended }) => accepted && !ended);
  const possible = childrenMayLog(host) ? logins.filter((login) => !isOutOfOrder(pid, login) && !startedLater(host, login, pid)) : logins;
  return possible.length === 0 ? 'new' : possible.length === 1 ? possible[0] : undefined;
}

function loginJustBelow(host: Host, pid: number, ip: string): Connection | undefined {
  for (let below = pid - 1; below >= pid - NEXT_PIDS; below--) {
    const login = host.byPid.get(below);
    if (login?.accepted && login.pid === below && login.ip === ip) return login;
  }
  return undefined;
}

/** Whether the user child of a login was not started when the process was, or had already started a process for a session. */
function isOutOfOrder(pid: number, { pid: login, children }: Connection): boolean {
  return login !== undefined && (isBefore(pid, login) || children.some((session) => isBefore(login, session) && isBefore(session, pid)));
}

/** Whether a pid was given before another one: it is below, and not because pids began anew. */
function isBefore(pid: number, other: number): boolean {
  const distance = other - pid;
  return distance > 0 ? distance < FEWEST_PIDS / 2 : distance < -FEWEST_PIDS / 2;
}

/** Whether a connection whose pid lies just below that of the process began when the login was over: so did the process. */
function startedLater(host: Host, login: Connection, pid: number): boolean {
  const behind = (login.accepted?.time ?? Number.POSITIVE_INFINITY) + FIRST_LINE;
  for (let below = pid - 1; below >= pid - REACH && below !== login.pid; below--) {
    const other = host.byPid.get(below);
    if (other?.firstTime !== undefined && other.firstTime > behind) return true;
  }
  return false;
}
