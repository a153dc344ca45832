import type { EventOf, EventType, LogRecord, Outcome, Peer, SshEvent } from '../events.js';
import { createConnection, type Connection } from './connection.js';
import { createHost, expectChild, type Host, learn, parentOf, peerKey } from './host.js';
import { followKeyExchange } from './key-exchange.js';
import { finalOutcome, noteOutcome } from './outcome.js';
import { allFrom, type Release } from '../openssh/version.js';
import { releaseOf, type Server } from './server.js';
import { copyText } from './text.js';

/** Connections that are kept at most; beyond it the oldest are taken as ended. */
export const MAX_CONNECTIONS = 50_000;
/** Hosts of a log that are kept at most; beyond it the one that was seen first is forgotten. */
export const MAX_HOSTS = 10_000;

/** Lines of the listener and of the logger: no connection is theirs. */
const LISTENER = new Set<EventType>(['server.listening', 'server.reloaded', 'server.terminated', 'server.version', 'process.forked', 'unknown']);
/** Lines that an unannounced process can only have written as the network child of a connection. */
const NETWORK_CHILD = new Set<EventType>([
  'hostkeys.offered', 'kexinit.sent', 'kexinit.received', 'kexinit.list', 'kex.mac-set-up', 'kex.agreed-direction', 'kex.progress',
  'negotiation.failed', 'dh-group.rejected', 'connection.cleaned-up', 'auth.requested', 'connection.failed',
]);

export interface Tracker {
  /** What the line tells of the server that wrote it. Call it first: how texts are escaped depends on the release. */
  learn(event: SshEvent): Server;
  /** The connection that the event belongs to, brought up to date; undefined for the listener's own lines. */
  track(event: SshEvent): Connection | undefined;
  /** Ends what is still open. */
  end(): void;
  servers(): Server[];
  outcomes(): Record<Outcome, number>;
  /** Connections that were ended early because there were too many. */
  evicted(): number;
}

export interface TrackerOptions {
  /** Called once for each connection when nothing more can come from it. */
  onEnd: (connection: Connection) => void;
  /** The release that the user says wrote the log. */
  release?: Release;
}

export function createTracker({ onEnd, release }: TrackerOptions): Tracker {
  const hosts = new Map<string, Host>();
  const live = new Set<Connection>();
  const outcomes: Record<Outcome, number> = {
    accepted: 0, auth_failed: 0, too_many_failures: 0, no_auth: 0, negotiation_failed: 0,
    no_identification: 0, bad_protocol: 0, timeout: 0, refused: 0, open: 0,
  };
  let evicted = 0;
  let lastHost: Host | undefined;
  let lastKey: string | undefined;

  function hostOf(record: LogRecord): Host {
    const key = `${record.file}\n${record.host ?? ''}`;
    if (key === lastKey && lastHost) return lastHost;
    let host = hosts.get(key);
    if (!host) {
      const name = record.host === undefined ? undefined : copyText(record.host);
      if (hosts.size >= MAX_HOSTS) forgetFirstHost();
      hosts.set(copyText(key), (host = createHost(name, record.file, release)));
    }
    lastKey = key;
    lastHost = host;
    return host;
  }

  function forgetFirstHost(): void {
    for (const [key, host] of hosts) {
      for (const connection of new Set(host.byPid.values())) finish(host, connection);
      hosts.delete(key);
      return;
    }
  }

  function begin(host: Host, event: SshEvent): Connection {
    const { record } = event;
    const connection = createConnection(host.server, record);
    live.add(connection);
    if (record.pid === undefined) {
      if (host.current) {
        if (!host.current.ended) host.interleaved = true;
        finish(host, host.current);
      }
      host.current = connection;
    } else {
      const before = host.byPid.get(record.pid);
      if (before) finish(host, before);
      host.byPid.set(record.pid, connection);
    }
    if (live.size > MAX_CONNECTIONS) evictOldest();
    return connection;
  }

  function evictOldest(): void {
    for (const connection of live) {
      evicted++;
      const host = hosts.get(`${connection.file}\n${connection.host ?? ''}`);
      if (host) finish(host, connection);
      return;
    }
  }

  function finish(host: Host, connection: Connection): void {
    if (!live.delete(connection)) return;
    for (const pid of [connection.pid, ...connection.children]) {
      if (pid !== undefined && host.byPid.get(pid) === connection) host.byPid.delete(pid);
    }
    if (connection.ip !== undefined && connection.port !== undefined) {
      const key = peerKey(connection.ip, connection.port);
      if (host.byPeer.get(key) === connection) host.byPeer.delete(key);
    }
    if (host.current === connection) host.current = undefined;
    outcomes[finalOutcome(connection)]++;
    onEnd(connection);
  }

  /** A line of a process or address that is known already. */
  function find(host: Host, event: SshEvent): Connection | undefined {
    const { record } = event;
    const peer = peerOf(event);
    const known = record.pid === undefined ? host.current : host.byPid.get(record.pid);
    if (known && !contradicts(known, peer)) return known;
    if (peer.ip === undefined || peer.port === undefined) return undefined;
    const byPeer = host.byPeer.get(peerKey(peer.ip, peer.port));
    if (byPeer && record.pid !== undefined) adopt(host, byPeer, record.pid);
    return byPeer;
  }

  function adopt(host: Host, connection: Connection, child: number): void {
    const before = host.byPid.get(child);
    if (before && before !== connection) finish(host, before);
    host.byPid.set(child, connection);
    connection.children.push(child);
  }

  function locate(host: Host, event: SshEvent): Connection | undefined {
    const { record, type } = event;
    if (type === 'connection.opened') {
      const connection = begin(host, event);
      connection.announced = true;
      if (record.pid !== undefined) expectChild(host, connection);
      return connection;
    }
    const found = find(host, event);
    // Without pids, what follows a verdict is the next connection.
    if (found && !(record.pid === undefined && found.ended && type === 'negotiation.failed')) return found;
    if (record.pid !== undefined && !record.preauth && NETWORK_CHILD.has(type)) {
      const parent = parentOf(host, record.pid, record.time);
      if (parent) {
        adopt(host, parent, record.pid);
        return parent;
      }
    }
    return type === 'connection.cleaned-up' ? undefined : begin(host, event);
  }

  function notePeer(host: Host, connection: Connection, event: SshEvent): void {
    const { ip, port, user } = peerOf(event);
    if (ip !== undefined && connection.ip === undefined) connection.ip = copyText(ip);
    if (port !== undefined && connection.port === undefined) connection.port = port;
    if (user !== undefined && user !== connection.user) connection.user = copyText(user);
    if (ip !== undefined && port !== undefined) {
      const key = peerKey(ip, port);
      if (!host.byPeer.has(key)) host.byPeer.set(copyText(key), connection);
    }
  }

  return {
    learn: (event) => learn(hostOf(event.record), event),
    track(event) {
      const { record } = event;
      const host = hostOf(record);
      const { server } = host;
      if (event.type === 'process.forked') {
        const before = host.byPid.get(event.fields.child);
        if (before) finish(host, before);
      }
      if (event.type === 'login.timeout' && event.fields.child !== undefined) return timeout(host, event, event.fields.child);
      if (LISTENER.has(event.type)) return undefined;
      const connection = locate(host, event);
      if (!connection) return undefined;
      if (!connection.ended) connection.server = server;
      connection.lastTime = record.time ?? connection.lastTime;
      if (!(host.interleaved && record.pid === undefined)) {
        followKeyExchange(connection, event);
        notePeer(host, connection, event);
      }
      if (event.type === 'process.network-child' || event.type === 'process.user-child') adopt(host, connection, event.fields.child);
      if (event.type === 'identification.received') connection.client = copyText(event.fields.client);
      noteOutcome(connection, event.type);
      return connection;
    },
    end() {
      for (const host of hosts.values()) {
        for (const connection of new Set([...host.byPid.values(), ...(host.current ? [host.current] : [])])) finish(host, connection);
      }
      for (const connection of live) finish(hostFor(connection), connection);
    },
    servers: () => [...hosts.values()].flatMap((host) => host.servers),
    outcomes: () => outcomes,
    evicted: () => evicted,
  };

  function hostFor(connection: Connection): Host {
    return hosts.get(`${connection.file}\n${connection.host ?? ''}`) ?? createHost(connection.host, connection.file);
  }

  /** From 9.8 the listener reports the timeout and names the process. 9.8 itself prints the two addresses the wrong way round. */
  function timeout(host: Host, event: EventOf<'login.timeout'>, child: number): Connection | undefined {
    const connection = host.byPid.get(child);
    if (!allFrom(releaseOf(host.server), '9.9')) {
      delete event.fields.ip;
      if (connection?.ip !== undefined) event.fields.ip = connection.ip;
    }
    if (connection) noteOutcome(connection, event.type);
    return connection;
  }
}

function peerOf(event: SshEvent): Peer {
  return event.fields as Peer;
}

/** A pid that is used again: the line speaks of another address or port than its connection has. */
function contradicts(connection: Connection, peer: Peer): boolean {
  return (
    (peer.port !== undefined && connection.port !== undefined && peer.port !== connection.port) ||
    (peer.ip !== undefined && connection.ip !== undefined && peer.ip !== connection.ip)
  );
}
