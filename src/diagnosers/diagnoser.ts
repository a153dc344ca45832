import type { Thresholds } from './attack/thresholds.js';
import type { Connection, Party } from '../connections/connection.js';
import type { ConnectionNotes } from './connection-notes.js';
import type { KnownConfiguration } from './known-configuration.js';
import type { EventOf, EventType, LogRecord } from '../events.js';
import type { Affected, Evidence, FindingMeta, Fix, ListMismatch, Negotiation } from '../finding.js';

/** What a finding says beyond the bare facts. Asked for when the report is made, when most is known. */
export interface Advice {
  summary: string;
  causes: string[];
  fixes: Fix[];
  unknowns: string[];
  /** With what was found out elsewhere than in the lines of the problem. */
  negotiation?: Negotiation;
}

/** What is needed of a line to show it. */
export type ProofLine = Pick<LogRecord, 'file' | 'line' | 'host' | 'pid' | 'time' | 'repeat' | 'raw' | 'text'>;

/** A line that proves a problem, and the part of its text to look at. */
export interface Proof {
  record: ProofLine;
  /** Where `record` has no text: the line as a whole, if it is still remembered when it is to be shown. */
  recall?: () => ProofLine | undefined;
  /** The text to underline; the message as a whole where absent. */
  look?: string;
}

/** One occurrence. Occurrences with the same code, host and key are one finding. */
export interface Problem {
  host: string | undefined;
  /** What tells this problem from others of its code on that host; never a line number, pid or time. */
  key: string;
  /** Only with `suspect`: the key begins with the user, whom the lines of a connection may name later than its problem. */
  byUser?: true;
  /** Only with `suspect`: told even where the login succeeded in the end, since its line is a matter of its own. */
  stays?: true;
  title: string;
  proofs: [Proof, ...Proof[]];
  connection?: Omit<Party, 'server'> | undefined;
  /** No other occurrence of this finding comes from that connection. */
  once?: true;
  /** Tries that this occurrence stands for. Default: how often the logger says that the first proof came. */
  attempts?: number;
  /** Of which an occurrence knows more than another (a direction, a complete list). */
  negotiation?: Negotiation;
  /** Both proposals were in the log, so `negotiation.next` is all that would fail. */
  replayed?: boolean;
  /** What its occurrences may differ in, in a word; those of a finding are in `seen`. */
  variant?: string | undefined;
  advise: (seen: Seen) => Advice;
}

/** What was collected over all occurrences. */
export interface Seen {
  clients: readonly string[];
  ips: readonly string[];
  /** Names of the accounts that were tried, most frequent first. */
  users: readonly string[];
  /** There were more than are listed. */
  moreIps: boolean;
  moreUsers: boolean;
  attempts: number;
  /** Connections, with time, address and port, as many as are kept. */
  affected: readonly Affected[];
  evidence: readonly Evidence[];
  /** ISO 8601, UTC. */
  firstSeen?: string;
  lastSeen?: string;
  negotiation?: Negotiation;
  /** The first few, that of the first occurrence first. */
  variants: readonly string[];
  /** Lists that would fail next for some of the connections, not for all. */
  nextForSome: readonly ListMismatch[];
}

export interface DiagnoserContext {
  /** Asked when the report is made, as it may become known with the log. */
  configuration(): KnownConfiguration | undefined;
  /** From how much on something is an attack. */
  thresholds: Thresholds;
  /** Whether the user vouches for an address: it may fail, but is never told as an attacker. */
  isTrusted(ip: string): boolean;
  /** A problem that stands by itself. */
  report(problem: Problem): void;
  /**
   * A possible reason why the login of a connection failed, with its WEIGHT. The heaviest is reported when the connection
   * ends, unless it ended accepted and the problem does not stay; the same reason again counts as a further attempt.
   */
  suspect(connection: Connection, weight: number, problem: Problem): void;
  /**
   * Adds a line and its attempts where this reason, by its key, is the heaviest of the connection already. Most failed passwords follow
   * another one: for these a problem need not be made.
   * @returns whether it was
   */
  suspectAgain(connection: Connection, key: string, proof: Proof, attempts: number): boolean;
  /** Whether another reason of this connection weighs as much: then to suspect anything lighter is in vain. */
  isOutweighed(connection: Connection, weight: number): boolean;
  /** Whether a problem of that host and key has a finding already, or room for one. */
  hasRoom(host: string | undefined, key: string): boolean;
  /** Something that would have counted was forgotten for want of room. @param party whom a filter asks for, where it is one connection */
  leaveOut(party?: Problem['connection']): void;
  /** Notes about connections that are still open; a note goes when its connection has ended. */
  perConnection<T>(): ConnectionNotes<T>;
  /** What several diagnosers of one analysis have in common: made for the first that asks. */
  shared<T>(make: () => T): T;
}

export type Handlers = {
  [T in EventType]?: (event: EventOf<T>, connection: Connection | undefined) => void;
} & {
  /** Every line of a known server, whatever its type. For what can only be seen in the lines as such; keep it cheap. */
  line?: (record: LogRecord, connection: Connection | undefined, type: EventType) => void;
  /** Nothing more can come from the connection. */
  connectionEnded?: (connection: Connection) => void;
};

/** One kind of problem: what its code means, and the handlers that recognize it. */
export interface Diagnoser {
  meta: FindingMeta;
  create(context: DiagnoserContext): Handlers;
  /** Names of its handlers, where they are known beforehand: it is created when there is something for one of them. */
  hears?: readonly (keyof Handlers)[];
  /** Those with the same number have something in common (`shared`), and are created together. */
  kin?: number;
}

export function defineDiagnoser(diagnoser: Diagnoser): Diagnoser {
  return diagnoser;
}
