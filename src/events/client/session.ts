import type { Errno } from '../vocabulary.js';

/** A request of a session (RFC 4254, section 6) as ssh names it when the server declines it. */
export type SessionRequest = 'pty' | 'x11' | 'shell' | 'exec' | 'subsystem' | 'agent';

/** Why a channel was not opened (RFC 4254, section 5.1). */
export type ChannelRefusal = 'prohibited' | 'connect-failed' | 'unknown-type' | 'resources' | 'other';

/** What the server says of its own accord in a debug message, of what it forbids. */
export type ServerRemark = 'forwarding-disabled' | 'forwarding-refused' | 'pty-disabled' | 'x11-disabled' | 'agent-forwarding-disabled' | 'forced-command';

/** What happens behind the login. */
export interface ClientSessionEvents {
  'client.session-started': object;
  /** What is to run; without a line of this kind a shell. */
  'client.command-sent': { command: string } | { subsystem: string };
  /** The line of authorized_keys, or the certificate, that let the client in, and what it allows. */
  'client.key-options': { path?: string; line?: number; options: string[] };
  'client.server-remark': { remark: ServerRemark };
  'client.request-refused': { request: SessionRequest; channel: number };
  /** The master of a shared connection got no further session from the server. */
  'client.shared-session-refused': object;
  /** A program here asked for a connection to be forwarded. */
  'client.forward-requested': { listenPort: number; targetHost: string; targetPort: number };
  /** Standard input and output are to be a connection to there: -W, or a jump. */
  'client.stdio-forward': { targetHost: string; targetPort: number };
  'client.channel-refused': { channel: number; reason: ChannelRefusal; errno?: Errno };
  'client.stdio-forward-failed': object;
  /** `fatal`: ExitOnForwardFailure. A port of 0 lets the server choose. */
  'client.remote-forward-failed': { port?: number; path?: string; fatal: boolean };
  'client.listen-failed': { ip?: string; port?: number; errno?: Errno };
  'client.local-forward-failed': { port?: number };
  /** Ports below 1024, as releases to 7.7 say without having tried. */
  'client.privileged-port-refused': object;
  /** The connection broke under a session. */
  'client.session-lost': { hostName?: string; ip?: string; port?: number; errno?: Errno };
  /** No answer to ServerAliveCountMax messages. */
  'client.server-silent': { hostName?: string };
  /** ssh was told to end: by a signal, or a control connection. */
  'client.killed': { signal: number };
}
