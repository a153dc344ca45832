import type { Report, SftpTotals } from '../finding.js';

export interface NamedCount {
  name: string;
  count: number;
}

/** Names with how often they came, most frequent first. */
export interface Census {
  /** Different names; where `uncounted` is not 0 there were at least as many. */
  distinct: number;
  top: NamedCount[];
  /** Names that `top` has no room for. */
  omitted: number;
  /** How often names came that were new when there were too many to keep. */
  uncounted: number;
}

/** What `stats` prints: a form of its own, `sshlog.stats/1`. */
export interface Stats {
  schema: 'sshlog.stats/1';
  tool: Report['tool'];
  input: Report['input'];
  /** `withoutAddress`: connections none of whose lines names an address, such as those that ended before the identification. */
  connections: Report['connections'] & { withoutAddress: number; sources: Census; clients: Census };
  /** Clients that configuration does not list among known ones; absent without such a list. */
  unexpectedClients?: Census;
  /** Failed tries, never the probe `none`; a line that the logger folded counts as often as it says. */
  attempts: { failed: number; byMethod: Record<string, number>; sources: Census; users: Census; invalidUsers: Census };
  /** `certificates` are those of `byMethod.publickey` in which the log shows a certificate. */
  logins: { accepted: number; byMethod: Record<string, number>; certificates: number; users: Census; sources: Census; fromSourcesWithFailures: number };
  negotiationFailures: { total: number; byKind: Record<string, number> };
  /** What the listening process turned away; `dropped` also counts what it named only in sums. */
  listener: { refused: Record<string, number>; throttling: { episodes: number; dropped: number } };
  sftp: SftpTotals & { users: Census };
  /** What connections agreed on, where the log shows it (DEBUG1); `connections` is how many show any. */
  algorithms: { connections: number; kex: Census; hostkey: Census; cipher: Census; mac: Census; compression: Census };
  /** Tries to log in by hour; `time` is its beginning, ISO 8601, UTC. Hours without any are left out. */
  timeline: { time: string; accepted: number; failed: number }[];
  /** Tries without a time, or in more hours than are kept. */
  timelineOmitted: number;
}
