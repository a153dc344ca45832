import type { Peer } from './vocabulary.js';

/**
 * Which process of a connection: the unprivileged one before authentication (`preauth`), the one that serves the
 * connection (`session`), or one that the log does not tell apart (`child`).
 */
export type ProcessRole = 'preauth' | 'session' | 'child';

/** The connection that a process served, as the listener knows it from 9.8 on. */
export type Served = Peer & { localIp?: string };

/** How the processes of a connection end. */
export interface ProcessEvents {
  /** Signal 31 (SIGSYS) is the sandbox; 6 and 11 are crashes. */
  'process.killed': Served & { role: ProcessRole; child?: number; signal: number };
  /** Absent `exitStatus`: not normal, and no more is said. */
  'process.exited': Served & { role: ProcessRole; child?: number; exitStatus?: number };
  /** The listener saw the unprivileged process die unexpectedly; it counts towards PerSourcePenalties. */
  'process.crashed': Served & { child: number };
  /** The listener's account of a connection that ended, which decides over a penalty for its source. */
  'process.reaped': Served & { child: number; outcome: 'auth-failed' | 'invalid-user' };
  /** The privileged process refused a request of the unprivileged one. */
  'monitor.request-refused': { requestType: number };
  'process.not-started': { reason?: string; path?: string };
}
