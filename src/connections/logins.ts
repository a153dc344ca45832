import type { Connection } from './connection.js';
import type { Host } from './host.js';
import { peerKey } from './host.js';
import type { Line } from './line.js';

/** Between a login and its first session come the network child and the user child: pids that lie this close. */
const NEXT_PIDS = 3;
/** A session begins right behind its login; in milliseconds. */
const SESSION_START = 120_000;

/**
 * The login that a process belongs to which nothing announced: below DEBUG1 a user child, and at any level an sftp
 * process, log under a pid of their own. An sftp process names user and address; a user child is forked right behind
 * the login, so its pid is one of the next, or there is only one login that it can belong to. Anything else is a guess.
 */
export function loginOf(host: Host, { record, kind, ip, port, user }: Line): Connection | undefined {
  if (ip !== undefined && port !== undefined) return host.byPeer.get(peerKey(ip, port));
  if (record.pid === undefined) return undefined;
  if (ip !== undefined) return latest(host.loginsByIp.get(ip), (login) => isOpen(login) && (user === undefined || login.user === user));
  for (let pid = record.pid - 1; pid >= record.pid - NEXT_PIDS; pid--) {
    const near = host.byPid.get(pid);
    if (near && isOpen(near) && fits(near, user) && (kind.ofSftp || near.session === undefined)) return near;
  }
  return only(host.logins, (login) => isOpen(login) && login.session === undefined && fits(login, user) && isRecent(login, record.time));
}

function only(logins: ReadonlySet<Connection>, matches: (login: Connection) => boolean): Connection | undefined {
  let found: Connection | undefined;
  for (const login of logins) {
    if (!matches(login)) continue;
    if (found) return undefined;
    found = login;
  }
  return found;
}

function isOpen(connection: Connection): boolean {
  return connection.outcome === 'accepted' && !connection.ended;
}

function fits(login: Connection, user: string | undefined): boolean {
  return user === undefined || login.user === undefined || login.user === user;
}

function isRecent({ lastTime }: Connection, time: number | undefined): boolean {
  return lastTime === undefined || time === undefined || time - lastTime <= SESSION_START;
}

/** Of several logins of one user from one address it is any; the last one is as good as the others for who it was. */
function latest(connections: ReadonlySet<Connection> | undefined, matches: (connection: Connection) => boolean): Connection | undefined {
  let found: Connection | undefined;
  for (const connection of connections ?? []) if (matches(connection)) found = connection;
  return found;
}
