import type { Errno, Peer } from './vocabulary.js';

/** What was wrong with a packet (RFC 4253 section 6): its length, its integrity, or the fields in it. */
export type PacketProblem = 'bad-length' | 'corrupted' | 'malformed';

/** How connections begin, introduce themselves and end. */
export interface ConnectionEvents {
  'connection.opened': Peer & { localIp?: string; localPort?: number };
  'connection.closed': Peer;
  /** A process of the connection clears up before it exits. */
  'connection.cleaned-up': object;
  'connection.reset': Peer;
  'connection.disconnected': Peer;
  /** The transport gave up: read or write errors, timeouts of a packet; sshd's own timeouts are `ETIMEDOUT` too. */
  'connection.failed': Peer & { reason: string; errno?: Errno; problem?: PacketProblem };
  /** It answered none of the messages that ClientAliveInterval sends: ClientAliveCountMax was reached. */
  'client.unresponsive': Peer;
  /** `child` is the process that served the connection, where the listener reports the timeout (9.8). */
  'login.timeout': Peer & { child?: number };
  'disconnect.received': Peer & { code: number; reason: string };
  /** `noMethods`: there is no method of authentication that the server could offer. */
  'disconnect.sent': Peer & { reason: string; noMethods?: true };

  'identification.received': { client: string; protocol: string };
  'identification.missing': Peer;
  'identification.bad': Peer & { banner?: string; reason?: string };
  'identification.major-mismatch': Peer & { reason: string };
}
