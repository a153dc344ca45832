import type { Finding, Report } from '../finding.js';
import { safeJson } from './safe-json.js';

/** A line of a traced connection. */
export interface TracedLine {
  line: number;
  file: string;
  /** ISO 8601, UTC. */
  time?: string;
  type: string;
  /** In a few words, from type and fields. */
  meaning: string;
  /** What sshd wrote, without the envelope. */
  text: string;
  repeat?: number;
}

/** A connection of whom was asked for. Unknown is absent. */
export interface TracedConnection {
  host?: string;
  firstTime?: string;
  lastTime?: string;
  user?: string;
  ip?: string;
  port?: number;
  client?: string;
  /** Of all its processes. */
  pids: number[];
  outcome: keyof Omit<Report['connections'], 'total'>;
  lines: TracedLine[];
  /** Lines that were left out, and how many of `lines` stand before them. */
  omitted?: { lines: number; behind: number };
}

export interface TraceReport {
  schema: 'sshlog.trace/1';
  tool: Report['tool'];
  /** As it was asked for: a user, an address or network, or a pid. */
  target: string;
  input: Report['input'];
  connections: TracedConnection[];
  /** Connections before these that were left out. */
  omittedConnections: number;
  findings: Finding[];
}

/** One JSON document of the form `sshlog.trace/1`. */
export function formatTraceJson(trace: TraceReport): string {
  return `${safeJson(trace, 2)}\n`;
}
