import type { Finding, Report, SftpTotals } from '../finding.js';

/** How a connection went: the counts of a report have one entry for each. */
export type Outcome = Exclude<keyof Report['connections'], 'total'>;

/** An algorithm that both directions use, or `ctos` and `stoc` where they differ (RFC 4253 section 7.1). */
export interface SessionAlgorithms {
  kex?: string[];
  hostkey?: string[];
  cipher?: string[];
  mac?: string[];
  compression?: string[];
}

/** One connection as `sessions` prints it. What the log does not say is absent. */
export interface SessionRow {
  file: string;
  /** First line of the connection. */
  line: number;
  host?: string;
  pid?: number;
  /** ISO 8601, UTC. */
  start?: string;
  end?: string;
  /** Seconds from the first to the last line. */
  duration?: number;
  user?: string;
  ip?: string;
  port?: number;
  client?: string;
  /** Method that was accepted, as RFC 4252 names it. */
  method?: string;
  key?: { type: string; fingerprint?: string };
  certificate?: { id: string; serial?: string; ca: { type: string; fingerprint?: string } };
  /** Tries to log in that failed. */
  failures: number;
  algorithms?: SessionAlgorithms;
  /** Only where sftp logs (`-l INFO`); bytes are octets. */
  sftp?: SftpTotals;
  outcome: Outcome;
  /** Code of the finding that says why. */
  code?: Finding['code'];
}
