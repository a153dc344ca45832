import type { EventType, Peer, SshEvent } from '../events.js';
import type { Connection } from './connection.js';
import { parentOf } from './children.js';
import { type Host, peerKey } from './host.js';

/** Lines of the listener and of the logger: no connection is theirs. */
const LISTENER = new Set<EventType>(['server.listening', 'server.reloaded', 'server.terminated', 'server.version', 'process.forked', 'unknown']);

/** Lines that an unannounced process can only have written as the network child of a connection. */
const NETWORK_CHILD = new Set<EventType>([
  'hostkeys.offered', 'kexinit.sent', 'kexinit.received', 'kexinit.list', 'kex.mac-set-up', 'kex.agreed-direction', 'kex.progress',
  'negotiation.failed', 'dh-group.rejected', 'connection.cleaned-up', 'auth.requested', 'connection.failed',
]);

/** Lines with which a connection ends; they say nothing of how it began. */
const CLOSING = new Set<EventType>([
  'connection.closed', 'connection.reset', 'connection.disconnected', 'connection.failed', 'connection.cleaned-up',
  'disconnect.received', 'disconnect.sent',
]);

/** What a line belongs to: a connection that is known, one that begins with it, or none. */
export type Place = Connection | 'new' | undefined;

export function locate(host: Host, event: SshEvent): Place {
  const { record, type } = event;
  if (LISTENER.has(type)) return undefined;
  if (type === 'connection.opened') return 'new';
  const peer = peerOf(event);
  const known = record.pid === undefined ? host.current : host.byPid.get(record.pid);
  if (known && !contradicts(known, peer) && !isStale(known, record.time)) return startsAnew(known, event) ? 'new' : known;
  if (peer.ip !== undefined && peer.port !== undefined) return host.byPeer.get(peerKey(peer.ip, peer.port)) ?? 'new';
  if (record.pid !== undefined && !record.preauth) {
    const parent = NETWORK_CHILD.has(type) ? parentOf(host, record.pid, record.time) : undefined;
    if (parent) return parent;
    if (CLOSING.has(type)) return ofAddress(host, peer.ip);
  }
  return type === 'connection.cleaned-up' ? undefined : 'new';
}

export function peerOf(event: SshEvent): Peer {
  return event.fields as Peer;
}

/** A pid that is used again: the line speaks of another address or port than its connection has. */
function contradicts(connection: Connection, peer: Peer): boolean {
  return (
    (peer.port !== undefined && connection.port !== undefined && peer.port !== connection.port) ||
    (peer.ip !== undefined && connection.ip !== undefined && peer.ip !== connection.ip)
  );
}

/** Log time after which a connection that never logged in is over: LoginGraceTime is two minutes, and hardly ever more than ten. */
const LONGEST_LOGIN = 600_000;

/** The process must be another one by now, whose first line names no address. */
function isStale({ outcome, lastTime }: Connection, now: number | undefined): boolean {
  return outcome !== 'accepted' && lastTime !== undefined && now !== undefined && now - lastTime > LONGEST_LOGIN;
}

/** Whether a line of a pid whose connection has ended is the first of another one, not an echo. */
function startsAnew(connection: Connection, { type, record, fields }: SshEvent): boolean {
  if (!connection.ended || CLOSING.has(type)) return false;
  if (type === 'negotiation.failed') return record.pid === undefined || connection.outcome === 'negotiation_failed';
  if (!type.startsWith('identification.')) return type.startsWith('auth.') || type.startsWith('kexinit.');
  // 8.0 and later say it twice: what is wrong without an address, then who it was.
  return (fields as Peer).ip === undefined || connection.ip !== undefined;
}

/**
 * The connection that a closing line without port, of a process that nothing announced, speaks of: the only one from that
 * address. Of several it is one, but not known which: then the line begins no further one, and ends none.
 */
function ofAddress(host: Host, ip: string | undefined): Place {
  const open = ip === undefined ? undefined : host.openByIp.get(ip);
  if (!open) return 'new';
  const [only] = open;
  return open.size === 1 ? only : undefined;
}
