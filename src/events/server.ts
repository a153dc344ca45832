import type { Errno } from './vocabulary.js';

/** Why the server did not start. */
export type StartProblem =
  | 'privsep-directory-missing' | 'privsep-directory-permissions' | 'privsep-user-missing' | 'privsep-chroot' | 'daemon'
  | 'no-randomness' | 'library-mismatch' | 'relative-path';

/** The listener and the processes that it starts. */
export interface ServerEvents {
  'server.listening': { ip: string; port: number };
  'server.reloaded': object;
  'server.terminated': { signal: number };
  /** A reload waits for connections that are not set up yet. */
  'server.reload-pending': object;
  'server.restart-failed': { path: string; reason: string };
  'server.binding': { ip?: string; port: number };
  /** A listening socket could not be had; `reason` is the system's error. */
  'server.bind-failed': { ip?: string; port: number; reason: string; errno?: Errno };
  /** No listening socket at all: sshd ends. */
  'server.not-listening': object;
  'server.start-failed': { reason: StartProblem; path?: string; user?: string; detail?: string };
  'server.pid-file-failed': { path: string; reason: string };
  /** The program that serves a connection could not be run, or is of another release than the listener. */
  'server.rexec-failed': { path?: string; reason?: string };
  'server.oom-adjusted': { from?: number; to: number };
  'server.oom-not-adjusted': { reason: string };
  'server.socket-option-failed': { option: string; reason: string };
  'server.command-line-deprecated': { argument: string };
  /** The server names its own release. */
  'server.version': { version: string; software: string };

  'process.forked': { child: number };
  'process.network-child': { child: number };
  'process.user-child': { child: number };
}
