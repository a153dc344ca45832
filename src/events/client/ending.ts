import type { Errno } from '../vocabulary.js';
import type { ResolveFault } from './transport.js';

/** How a connection ends, as the client sees it. */
export interface ClientEndingEvents {
  /** The other side closed the connection; `duringIdentification`: before it had said what it is. */
  'client.closed-by-server': { hostName?: string; ip?: string; port?: number; duringIdentification?: true };
  'client.connection-reset': { hostName?: string; ip?: string; port?: number; duringIdentification?: true };
  /** SSH_MSG_DISCONNECT from the server. `because`: the reason is one of sshd's own; any other text is whatever the server likes. */
  'client.disconnect-received': { ip?: string; port?: number; code: number; reason: string; because?: 'too-many-failures' };
  /** Last words of a program that ran ssh: they say that it ended, not why. */
  'client.gave-up': { program: 'ssh' | 'sftp' | 'scp' | 'git' };
  /** The session was closed in good order. */
  'client.closed': { hostName?: string };
}

/** The client could not reach a port. */
export interface ClientNetworkEvents {
  /** `final`: ssh gives up; otherwise it goes on with the next address. Absent errno: another error than those known. */
  'client.connect-failed': { hostName?: string; ip?: string; port: number; errno?: Errno; final: boolean };
  'client.name-not-resolved': { hostName: string; reason: ResolveFault };
}
