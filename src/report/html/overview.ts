import type { ListMismatch, Report } from '../../finding.js';

type Outcome = Exclude<keyof Report['connections'], 'total'>;

/** Outcomes that the page paints alike, in the order in which they are stacked; `Tally` counts in this order. */
export const OUTCOME_GROUPS = [
  { name: 'accepted', outcomes: ['accepted'] },
  { name: 'denied', outcomes: ['auth_failed', 'too_many_failures'] },
  { name: 'incompatible', outcomes: ['negotiation_failed'] },
  { name: 'dropped', outcomes: ['refused', 'timeout'] },
  { name: 'idle', outcomes: ['no_auth', 'no_identification', 'bad_protocol'] },
  { name: 'open', outcomes: ['open'] },
] as const satisfies readonly { name: string; outcomes: readonly Outcome[] }[];

export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number]['name'];

/** Connections by outcome group: one number for each of `OUTCOME_GROUPS`. */
export type Tally = number[];

/** Connections by the time they began. Buckets without any are left out. */
export interface Timeline {
  /** Length of a bucket in milliseconds. */
  width: number;
  /** In order of time; `at` is the beginning of the bucket in milliseconds since the epoch. */
  buckets: { at: number; counts: Tally }[];
  /** Connections that the log gives no time. */
  timeless: number;
}

/** Names by how many connections they had, the most first. */
export interface Ranking {
  rows: { name: string; counts: Tally }[];
  /** Names that are not in `rows`. */
  more: number;
  /** The log has more names than can be kept: there are more than those. */
  evenMore?: true;
}

/** What clients that got through the negotiation agreed on, where the log shows it (DEBUG1). */
export interface Agreements {
  host?: string;
  client: string;
  connections: number;
  agreed: Partial<Record<ListMismatch['kind'], { name: string; count: number }[]>>;
}

/** Milestones of a connection, and `problem`: the line that proves the finding. What they are called and look like is a matter of the page. */
export const STEPS = ['arrived', 'identified', 'exchanged', 'failed', 'accepted', 'session', 'ended', 'problem'] as const;
export type Step = (typeof STEPS)[number];

/** The course of one connection. Times in milliseconds since the epoch. */
export interface Lane {
  /** Index in `affected` of the finding. */
  affected: number;
  begin: number;
  end: number;
  /** In the order of the log; the line is the one of the file. */
  steps: { at: number; step: Step; line: number }[];
}

/** What the page shows beyond the findings; collected only when a page is asked for. */
export interface Overview {
  outcomes: Record<Outcome, number>;
  timeline: Timeline;
  sources: Ranking;
  users: Ranking;
  agreements: Agreements[];
  /** For each finding, in their order, the connections whose course is known. */
  lanes: Lane[][];
}
