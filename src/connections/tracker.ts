import type { EventOf, LogRecord, SshEvent } from '../events.js';
import { allFrom, type Release } from '../openssh/version.js';
import { createConnection, type Connection } from './connection.js';
import { createEchoes } from './echoes.js';
import { createHost, type Host, learn, peerKey } from './host.js';
import { followKeyExchange } from './key-exchange.js';
import { type Line, lineOf } from './line.js';
import { childOfListener, locate } from './locate.js';
import { followLogin } from './login-course.js';
import { oldestOf } from './oldest.js';
import { noteOutcome } from './outcome.js';
import { raiseLevel, releaseOf, type Server } from './server.js';
import { followSession } from './session-facts.js';
import { createSilence } from './silence.js';
import { copyText, createNames, isCutOf } from './text.js';

/** Connections that are kept at most; beyond it the oldest are taken as ended. */
export const MAX_CONNECTIONS = 50_000;
/** Hosts of a log that are kept at most; beyond it the one that was seen first is forgotten. */
export const MAX_HOSTS = 10_000;

export interface Tracker {
  /** What the line tells of the server that wrote it. Call it first: how texts are escaped depends on the release. */
  learn(event: SshEvent): Server;
  /** The connection that the event belongs to, brought up to date; undefined for the listener's own lines, and for echoes that come too late. */
  track(event: SshEvent): Connection | undefined;
  /**
   * For a log that is still written: settles what has ended and was not heard of since the tick before, without waiting for
   * the time of the log to go on; ends what began a login and has been silent for too long.
   * @param now milliseconds, by any clock that goes forward
   */
  tick(now: number): void;
  /** Ends what is still open. */
  end(): void;
  /** Connections whose end was not seen yet. */
  open(): number;
  servers(): Server[];
  /** Connections that were ended early because there were too many. */
  evicted(): number;
}

export interface TrackerOptions {
  /** Called by `tick` for a connection that has ended, whose echoes may still come. `onEnd` comes later. */
  onSettle?: (connection: Connection) => void;
  /** Called once for each connection when nothing more can come from it. */
  onEnd: (connection: Connection) => void;
  /** The release that the user says wrote the log. */
  release?: Release;
}

export function createTracker({ onSettle, onEnd, release }: TrackerOptions): Tracker {
  const hosts = new Map<string, Host>();
  const oldestHost = oldestOf(hosts);
  const live = new Set<Connection>();
  const oldestConnection = oldestOf(live);
  const echoes = createEchoes({ onOver: tellEnd, onForget: finish });
  let evicted = 0;
  /** What has ended and may still have echoes. */
  let echoing: Connection[] = [];
  let clock = 0;
  const silent = createSilence();
  const ownName = createNames();
  let last: { host: Host; source: string; name: string | undefined } | undefined;

  function hostOf({ file, source, host: name }: LogRecord): Host {
    if (last && last.source === source && last.name === name) return last.host;
    const key = `${source}\n${name ?? ''}`;
    let host = hosts.get(key);
    if (!host) {
      if (hosts.size >= MAX_HOSTS) forgetFirstHost();
      hosts.set(copyText(key), (host = createHost(name === undefined ? undefined : copyText(name), file, release)));
    }
    last = { host, source, name };
    return host;
  }

  function forgetFirstHost(): void {
    const key = oldestHost();
    if (key === undefined) return;
    for (const connection of new Set(hosts.get(key)?.byPid.values())) finish(connection);
    hosts.delete(key);
  }

  function begin(host: Host, { event: { type }, record, kind }: Line): Connection {
    const connection = createConnection(host, record);
    live.add(connection);
    if (record.pid === undefined) {
      if (host.current) {
        if (!host.current.ended) host.interleaved = true;
        finish(host.current);
      }
      host.current = connection;
    } else {
      const before = host.byPid.get(record.pid);
      if (before) finish(before);
      host.byPid.set(record.pid, connection);
      connection.forks = type === 'connection.opened' || type === 'reverse-lookup.mismatch' || kind.ofMonitor;
    }
    if (live.size > MAX_CONNECTIONS) evictOldest();
    return connection;
  }

  function evictOldest(): void {
    const oldest = oldestConnection();
    if (!oldest) return;
    evicted++;
    finish(oldest);
  }

  function finish(connection: Connection): void {
    if (!live.delete(connection)) return;
    const { home } = connection;
    if (connection.pid !== undefined) leavePid(connection, connection.pid);
    for (const child of connection.children) leavePid(connection, child);
    if (isLogin(connection)) leaveLogins(connection);
    if (connection.peerKey !== undefined && home.byPeer.get(connection.peerKey) === connection) home.byPeer.delete(connection.peerKey);
    if (home.current === connection) home.current = undefined;
    if (home.logins.size > 0) home.logins.delete(connection);
    tellEnd(connection);
  }

  function tellEnd(connection: Connection): void {
    if (connection.over) return;
    connection.over = true;
    onEnd(connection);
  }

  function adopt(host: Host, connection: Connection, child: number): void {
    const before = host.byPid.get(child);
    if (before === connection) return;
    if (before) finish(before);
    host.byPid.set(child, connection);
    connection.children.push(child);
  }

  function update(host: Host, connection: Connection, line: Line): void {
    const { event, record, kind } = line;
    const wasEnded = connection.ended;
    const wasLogin = isLogin(connection);
    if (!wasEnded && !connection.ownVersion) connection.server = host.server;
    connection.lastTime = record.time ?? connection.lastTime;
    connection.heard = clock;
    raiseLevel(connection, event);
    if (!(host.interleaved && record.pid === undefined)) {
      followSession(connection, line);
      followKeyExchange(connection, event);
      notePeer(host, connection, line, ownName);
    }
    if (record.pid !== undefined && record.pid !== connection.pid) adopt(host, connection, record.pid);
    if (event.type === 'process.network-child' || event.type === 'process.user-child') {
      adopt(host, connection, event.fields.child);
    }
    if (event.type === 'identification.received') connection.client = ownName(event.fields.client);
    followLogin(connection, event);
    noteOutcome(connection, line);
    if (event.type === 'auth.accepted') host.logins.add(connection);
    if (kind.behindLogin) connection.session ??= record.pid;
    if (connection.ended) {
      if (wasLogin) leaveLogins(connection);
      if (!wasEnded) echoes.add(connection);
    } else if (!wasLogin && isLogin(connection)) joinLogins(connection);
  }

  /** The listener turned it away: it has no process, and this line is all that there is of it. */
  function drop(host: Host, line: Line): Connection {
    const connection = createConnection(host, line.record);
    live.add(connection);
    connection.ip = line.ip === undefined ? undefined : ownName(line.ip);
    connection.port = line.port;
    noteOutcome(connection, line);
    echoes.add(connection);
    if (live.size > MAX_CONNECTIONS) evictOldest();
    return connection;
  }

  /** From 9.8 the listener reports the timeout and names the process. 9.8 itself prints the two addresses the wrong way round. */
  function timeout(host: Host, event: EventOf<'login.timeout'>, child: number): Connection | undefined {
    const known = host.byPid.get(child);
    if (!allFrom(releaseOf(host.server), '9.9')) {
      delete event.fields.ip;
      if (known?.ip !== undefined) event.fields.ip = known.ip;
    }
    const line = lineOf(event);
    const connection = known ?? begin(host, { ...line, record: { ...event.record, pid: child } });
    notePeer(host, connection, line, ownName);
    noteOutcome(connection, line);
    if (!known) echoes.add(connection);
    return connection;
  }

  /** As `track`, whenever the event comes. */
  function follow(event: SshEvent): Connection | undefined {
    const { record } = event;
    const host = hostOf(record);
    host.time = record.time ?? host.time;
    echoes.settle(record.time, host);
    if (event.type === 'process.forked') {
      const before = host.byPid.get(event.fields.child);
      if (before) finish(before);
    }
    if (event.type === 'login.timeout' && event.fields.child !== undefined) return timeout(host, event, event.fields.child);
    const line = lineOf(event);
    if (event.type === 'connection.dropped') return drop(host, line);
    const child = childOfListener(host, line);
    if (child !== undefined) return host.byPid.get(child);
    if (event.type === 'server.version' && record.pid !== undefined) noteVersion(host, record.pid);
    const place = locate(host, line);
    if (place === undefined) return undefined;
    const connection = place === 'new' ? begin(host, line) : place;
    update(host, connection, line);
    return connection;
  }

  return {
    learn: (event) => learn(hostOf(event.record), event),
    track(event) {
      const connection = follow(event);
      return connection?.over ? undefined : connection;
    },
    tick(now) {
      const before = clock;
      clock = now;
      echoing = [...echoing, ...echoes.added()].filter((connection) => live.has(connection) && !connection.settled);
      // Whoever was heard of since the last tick may have more to say.
      for (const connection of echoing) if (connection.heard < before) onSettle?.(connection);
      for (const connection of silent(live, now)) finish(connection);
    },
    end() {
      for (const connection of live) finish(connection);
    },
    open: () => [...live].filter((connection) => !connection.ended).length,
    servers: () => [...hosts.values()].flatMap((host) => host.servers),
    evicted: () => evicted,
  };
}

function notePeer(host: Host, connection: Connection, { ip, port, user }: Line, ownName: (name: string) => string): void {
  // A connection has one user; some lines cut a long name.
  if (user !== undefined && user !== connection.user && !isCutOf(user, connection.user ?? '')) connection.user = ownName(user);
  if (port !== undefined && connection.port === undefined) connection.port = port;
  if (ip !== undefined && connection.ip === undefined) connection.ip = ownName(ip);
  if (connection.ip === undefined || connection.port === undefined || connection.peerKey !== undefined) return;
  connection.peerKey = peerKey(connection.ip, connection.port);
  host.byPeer.set(connection.peerKey, connection);
}

/** A process of the connection names its release: what other sshds log to the same file is not about it. */
function noteVersion(host: Host, pid: number): void {
  const connection = host.byPid.get(pid);
  if (!connection) return;
  connection.server = host.server;
  connection.ownVersion = true;
}

/** The process may be one of another connection by now. */
function leavePid(connection: Connection, pid: number): void {
  const { byPid } = connection.home;
  if (byPid.get(pid) === connection) byPid.delete(pid);
}

/** It got in, from an address that is known. */
function isLogin({ ip, accepted, outcome }: Connection): boolean {
  return ip !== undefined && (accepted !== undefined || outcome === 'accepted');
}

/** Until it ends, a closing line that names only the address may speak of it. */
function joinLogins(connection: Connection): void {
  const { home: { loginsByIp }, ip } = connection;
  if (ip === undefined) return;
  const others = loginsByIp.get(ip);
  if (others) others.add(connection);
  else loginsByIp.set(ip, new Set([connection]));
}

function leaveLogins(connection: Connection): void {
  const { home: { loginsByIp }, ip } = connection;
  const others = ip === undefined ? undefined : loginsByIp.get(ip);
  if (ip === undefined || !others?.delete(connection)) return;
  if (others.size === 0) loginsByIp.delete(ip);
}
