import type { Connection } from '../connections/connection.js';
import type { EventOf, EventType, LogRecord } from '../events.js';
import type { FindingMeta, Fix, ListMismatch, Negotiation } from '../finding.js';

/** What a finding says beyond the bare facts. Asked for when the report is made, when most is known. */
export interface Advice {
  summary: string;
  causes: string[];
  fixes: Fix[];
  unknowns: string[];
}

/** A line that proves a problem, and the part of its text to look at. */
export interface Proof {
  record: LogRecord;
  /** The text to underline; the message as a whole where absent. */
  look?: string;
}

/** One occurrence. Occurrences with the same code, host and key are one finding. */
export interface Problem {
  host: string | undefined;
  /** What tells this problem from others of its code on that host; never a line number, pid or time. */
  key: string;
  title: string;
  proofs: [Proof, ...Proof[]];
  connection?: Connection | undefined;
  /** Of which an occurrence knows more than another (a direction, a complete list). */
  negotiation?: Negotiation;
  /** Both proposals were in the log, so `negotiation.next` is all that would fail. */
  replayed?: boolean;
  advise: (seen: Seen) => Advice;
}

/** What was collected over all occurrences. */
export interface Seen {
  clients: readonly string[];
  ips: readonly string[];
  negotiation?: Negotiation;
  /** Lists that would fail next for some of the connections, not for all. */
  nextForSome: readonly ListMismatch[];
}

export interface DiagnoserContext {
  report(problem: Problem): void;
}

export type Handlers = {
  [T in EventType]?: (event: EventOf<T>, connection: Connection | undefined) => void;
} & {
  /** Every line of a known server, whatever its type. For what can only be seen in the lines as such; keep it cheap. */
  line?: (record: LogRecord, connection: Connection | undefined) => void;
  /** Nothing more can come from the connection. */
  connectionEnded?: (connection: Connection) => void;
};

/** One kind of problem: what its code means, and the handlers that recognize it. */
export interface Diagnoser {
  meta: FindingMeta;
  create(context: DiagnoserContext): Handlers;
}

export function defineDiagnoser(diagnoser: Diagnoser): Diagnoser {
  return diagnoser;
}
