import type { Errno, Peer } from './vocabulary.js';

/** Where a connection is to go or to be awaited: a host and port, or the path of a Unix-domain socket. */
export interface ForwardTarget {
  host?: string;
  targetPort?: number;
  path?: string;
}

/** Who shall have begun the connection behind the client (RFC 4254 section 7.2): the client's words, and no proof of anything. */
export interface Originator {
  originator?: string;
  originatorPort?: number;
}

/** Forwarding of ports, sockets, X11 and agents (RFC 4254 sections 6.3 and 7). */
export interface ForwardingEvents {
  /** `policy`: `disabled` is AllowTcpForwarding and its like, `not-permitted` PermitOpen and PermitListen. */
  'forward.refused': Peer & Originator & ForwardTarget & { direction: 'local' | 'remote'; policy: 'disabled' | 'not-permitted' };
  'forward.requested': Originator & ForwardTarget & { direction: 'local' | 'remote' };
  'forward.target-failed': ForwardTarget & { reason?: string };
  /** DEBUG1: sshd connects to one address of the target; `error` where that failed. */
  'forward.connecting': ForwardTarget & { targetIp?: string; error?: string };
  /** The connection behind a channel failed. */
  'forward.connection-failed': { channel: number; reason: string };
  /** The address, port or path on which sshd could not listen for the client. */
  'forward.listen-failed': { listenIp?: string; listenPort?: number; path?: string; reason?: string; errno?: Errno };
  'x11.rejected': { reason: 'wrong-authentication' };
  'x11.failed': { reason: 'no-display-socket' | 'no-address' | 'already-active' | 'disabled' | 'disabled-by-user' | 'no-xauth' };
  'agent.failed': { reason: 'requested-twice' };
  'tunnel.opened': { interface: string };
}
