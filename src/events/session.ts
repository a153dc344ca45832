import type { Peer } from './vocabulary.js';

/** What a session runs (RFC 4254 section 6.5), or what sshd runs instead. */
export type SessionKind = 'shell' | 'command' | 'subsystem' | 'forced-command';
export type ChrootProblem = 'ownership' | 'missing' | 'not-a-directory' | 'not-absolute' | 'not-privileged' | 'failed';

export type SelinuxStep = 'default-context' | 'exec-context' | 'change-context';

/** Sessions, subsystems and what they need of the system (RFC 4254 section 6). */
export interface SessionEvents {
  /** `command` is the name of the subsystem or the forced command; `source` says what forced it. */
  'session.started': Peer & {
    user: string;
    kind: SessionKind;
    command?: string;
    source?: 'config' | 'key-option';
    tty?: string;
    id?: number;
  };
  'session.closed': Peer & { user: string; id: number };
  /** A process behind a login was ended by a signal: by the administrator or a shutdown. */
  'session.terminated': { signal: number };
  'session.refused': Peer & { reason: 'non-sftp' | 'max-sessions' };
  /** DEBUG3: what a session wrote to its standard error was thrown away, as a subsystem has no use for it. */
  'session.output-discarded': { channel: number };
  'session.forced-command': { command: string; source: 'config' | 'key-option' };
  /** Octets over the whole connection. */
  'connection.transferred': { sent: number; received: number };
  /** Authentication is over, and the session loop begins. */
  'session.loop-entered': object;

  'subsystem.requested': { subsystem: string; user?: string };
  'subsystem.failed': { subsystem: string; user?: string; reason: 'not-found' | 'execution-failed' };
  'subsystem.program-missing': { path: string; reason: string };
  'subsystem.started': { command: string };

  'chroot.entered': { path: string };
  /** `component` is true where a directory above the root is at fault. `error` is the system's. */
  'chroot.failed': { reason: ChrootProblem; path?: string; component?: boolean; error?: string };

  'pty.failed': { session?: number; path?: string; reason?: string };
  'environment.failed': { path: string; reason: 'too-many-lines' };
  'selinux.failed': { user?: string; enforcing: boolean; step: SelinuxStep; reason?: string };
  /** sshd could not take on the rights of the account; `operation` is the system call. */
  'privileges.failed': { operation: string; user?: string; id?: number; reason?: string };
  'login-record.failed': { user: string };
  'signal.refused': { reason: string };

  /** A request on a channel or session; `reply` where the client wants an answer. */
  'channel.requested': { channel?: number; session?: number; request: string; reply?: boolean };
  'channel.open-requested': { channelType: string; channel: number };
  'channel.open-answered': { channelType: string; confirmed: boolean };
  /** The other side refused a channel; `code` as in RFC 4254 section 5.1, absent for one that is not of these. */
  'channel.open-failed': { channel: number; code?: number; reason: string };
  /** ChannelTimeout ran out; seconds. */
  'channel.timed-out': { channel: number; seconds: number };
  /** UnusedConnectionTimeout ran out: no channel was open. */
  'connection.unused': Peer;
  'global.requested': { request: string; reply: boolean };
}
