import type { Connection } from './connection.js';
import type { SshEvent } from '../events.js';
import { allFrom, type Release } from '../openssh/version.js';
import { createServer, observe, releaseOf, type Server } from './server.js';

/** Everything of one host in one log, where pids mean something. */
export interface Host {
  name: string | undefined;
  /** Every release that wrote here. */
  servers: [Server, ...Server[]];
  /** The release that wrote the last line. */
  server: Server;
  byPid: Map<number, Connection>;
  /** By `address port`: lines of a user child come under a pid that nothing announced at INFO. */
  byPeer: Map<string, Connection>;
  /** Where lines carry no pid: the connection that the last line belonged to. */
  current: Connection | undefined;
  /** Without pids, a connection began while another had not ended: lines can no longer be told apart. */
  interleaved: boolean;
  /** Connections whose first line said `Connection from` and whose network child is not known yet (before 5.9). */
  childless: Connection[];
}

export function createHost(name: string | undefined, file: string, release?: Release): Host {
  const server = createServer(name, file, release);
  return {
    name,
    servers: [server],
    server,
    byPid: new Map(),
    byPeer: new Map(),
    current: undefined,
    interleaved: false,
    childless: [],
  };
}

/** Releases of one host that are told apart; more than these is a log that contradicts itself line by line. */
const MAX_SERVERS = 8;

/**
 * Learns from a line which release wrote it. A line that the present release cannot have written comes from one that
 * was seen before (several sshds log to one file), or from a new one (an upgrade).
 */
export function learn(host: Host, event: SshEvent): Server {
  for (const known of [host.server, ...host.servers]) {
    if (observe(known, event)) return (host.server = known);
  }
  if (host.servers.length < MAX_SERVERS) {
    host.server = createServer(host.name, host.server.file);
    observe(host.server, event);
    host.servers.push(host.server);
  }
  return host.server;
}

export function peerKey(ip: string, port: number): string {
  return `${ip} ${port}`;
}

/** Connections that may still get a network child with a pid of its own, at most. */
const MAX_CHILDLESS = 256;

/** Remembers a connection of a release whose network child logs by itself: to 5.8. */
export function expectChild(host: Host, connection: Connection): void {
  if (allFrom(releaseOf(host.server), '5.9')) return;
  host.childless.push(connection);
  if (host.childless.length > MAX_CHILDLESS) host.childless.shift();
}

/** LoginGraceTime is two minutes by default; a child that logs later than this belongs to something else. */
const LOGIN_GRACE = 120_000;

/**
 * The connection of a process that nothing announced. To 5.8 the network child logs under a pid of its own, and below
 * DEBUG2 no line ties it to the process that logged `Connection from`. It is forked right behind that line, so its pid
 * is the next one, or it is the only child that is still missing. Anything else would be a guess.
 */
export function parentOf(host: Host, child: number, time: number | undefined): Connection | undefined {
  host.childless = host.childless.filter((c) => !c.ended && c.children.length === 0 && isRecent(c, time));
  const next = host.childless.filter((c) => c.pid === child - 1);
  if (next.length === 1) return next[0];
  const only = host.childless[0];
  return host.childless.length === 1 && only?.pid !== undefined && only.pid < child ? only : undefined;
}

function isRecent(connection: Connection, time: number | undefined): boolean {
  return connection.lastTime === undefined || time === undefined || time - connection.lastTime <= LOGIN_GRACE;
}
