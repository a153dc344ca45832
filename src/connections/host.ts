import type { SshEvent } from '../events.js';
import { numberOfIPv4 } from '../ip-address.js';
import type { Release } from '../openssh/version.js';
import type { Connection } from './connection.js';
import { createServer, observe, type Server } from './server.js';

/** Everything of one host in one log, where pids mean something. */
export interface Host {
  /** Every release that wrote here. */
  servers: [Server, ...Server[]];
  /** The release that wrote the last line. */
  server: Server;
  /** Of its last line, in milliseconds since the epoch; undefined where the log has no times. */
  time: number | undefined;
  byPid: Map<number, Connection>;
  /** By address and port: lines of a user child come under a pid that nothing announced at INFO. */
  byPeer: Map<PeerKey, Connection>;
  /** Logins that have not ended, by address: through 7.1 most closing lines name no port. */
  loginsByIp: Map<string, Set<Connection>>;
  /** Where lines carry no pid: the connection that the last line belonged to. */
  current: Connection | undefined;
  /** Without pids, a connection began while another had not ended: lines can no longer be told apart. */
  interleaved: boolean;
  /** Connections whose user was accepted and whose end was not settled yet. */
  logins: Set<Connection>;
}

export function createHost(name: string | undefined, file: string, release?: Release): Host {
  const server = createServer(name, file, release);
  return {
    servers: [server],
    server,
    time: undefined,
    byPid: new Map(),
    byPeer: new Map(),
    loginsByIp: new Map(),
    current: undefined,
    interleaved: false,
    logins: new Set(),
  };
}

/** An address and a port as one. */
export type PeerKey = number | string;

/** Larger than any port: a line can have one with five digits. */
const PORTS = 100_000;

/** Of an IPv4 address it is a number: a text would be made and hashed for every line that names a peer, and kept with every connection. */
export function peerKey(ip: string, port: number): PeerKey {
  const address = numberOfIPv4(ip);
  return address === undefined ? `${ip} ${port}` : address * PORTS + port;
}

/** Releases of one host that are told apart; more than these is a log that contradicts itself line by line. */
const MAX_SERVERS = 8;

/**
 * Learns from a line which release wrote it. A line that the present release cannot have written comes from one that
 * was seen before (several sshds log to one file), or from a new one (an upgrade).
 */
export function learn(host: Host, event: SshEvent): Server {
  if (observe(host.server, event)) return host.server;
  for (const known of host.servers) {
    if (observe(known, event)) return (host.server = known);
  }
  if (host.servers.length < MAX_SERVERS) {
    host.server = createServer(host.server.host, host.server.file);
    observe(host.server, event);
    host.servers.push(host.server);
  }
  return host.server;
}
