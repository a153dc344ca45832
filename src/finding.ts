import type { AlgorithmKind, Direction, Outcome, TimeAssumption } from './events.js';

export type { SftpTotals } from './events.js';

export type Severity = 'error' | 'warning' | 'info';
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export type Category =
  | 'negotiation' | 'access' | 'authentication' | 'certificate' | 'protocol' | 'limits' | 'session' | 'sftp' | 'server' | 'attack' | 'log'
  // What only a client's log tells.
  | 'network' | 'hostkey' | 'key-file' | 'config';

export type Strength = 'recommended' | 'ok' | 'weak' | 'broken';

/** What a code means, independent of any log. `explain` is Markdown without a title. */
export interface FindingMeta {
  code: string;
  category: Category;
  severity: Severity;
  /** One line, at most 80 characters. */
  summary: string;
  explain: string;
}

/** A line that proves the finding. `mark` is the part of `text` that the reader should look at: [start, end). */
export interface Evidence {
  file: string;
  line: number;
  text: string;
  mark?: [number, number];
}

/** One thing to do. `lines` go into `file`; `commands` are run as root unless the summary says otherwise. */
export interface Fix {
  side: 'server' | 'client' | 'ca' | 'network';
  summary: string;
  action: 'set' | 'append' | 'create' | 'run';
  file?: string;
  lines?: string[];
  commands?: string[];
  strength?: Strength;
  /** What the change is for, where a list is to take further names: the line depends on the list that is there. */
  adds?: { keyword: string; names: string[] };
  caution?: string;
  /** Where `lines` go in the configuration that was given, one edit after the other; absent where none was, or it does not tell. */
  edits?: Edit[];
  /** With `edits`: the lines as they would stand in an empty file. */
  advised?: string[];
}

/** A change to a file of the server's configuration. */
export interface Edit {
  file: string;
  /** From 1: the line that is replaced, or the one in front of which `lines` are inserted; one behind the last: at the end. */
  line: number;
  /** The present text of that line. Absent: nothing is replaced. */
  replaces?: string;
  lines: string[];
}

/** A line of the server's configuration that decides what a finding is about. */
export interface ConfiguredLine {
  file: string;
  line: number;
  text: string;
  mark?: [number, number];
  /** The keyword in the spelling of the newest release. */
  keyword: string;
  /** The Match lines that it holds under, outer ones first. */
  blocks?: { file: string; line: number; text: string }[];
}

export interface ListMismatch {
  kind: AlgorithmKind;
  direction: Direction | 'both' | 'unknown';
  clientOffer?: string[];
  serverOffer?: string[];
}

export interface Negotiation extends ListMismatch {
  common: string[];
  /** The log lost the end of a list. */
  offerTruncated: boolean;
  /** Whose list it was. */
  truncated?: ('client' | 'server')[];
  /** The failure came when the keys of a working session were renewed. */
  rekey?: boolean;
  /** Lists that would fail next, once this one is repaired, in the server's order. */
  next: ListMismatch[];
}

export interface Affected {
  host?: string;
  pid?: number;
  ip?: string;
  port?: number;
  user?: string;
  /** ISO 8601, UTC. */
  time?: string;
  line: number;
}

/** One problem of one server, told once however often it came. Times are ISO 8601, UTC. Unknown is absent. */
export interface Finding {
  code: string;
  category: Category;
  severity: Severity;
  title: string;
  summary: string;
  host?: string;
  /** Connections. */
  count: number;
  /** Tries. */
  attempts: number;
  firstSeen?: string;
  lastSeen?: string;
  state: 'new' | 'update' | 'final';
  /** Fingerprint of the finding of an attack that tells what these sources did. */
  absorbedBy?: string;
  sources: { ip: string; count: number }[];
  users: { name: string; count: number }[];
  clients: { name: string; count: number }[];
  negotiation?: Negotiation;
  /** At least one. */
  evidence: [Evidence, ...Evidence[]];
  causes: string[];
  fixes: Fix[];
  /** What the configuration that was given sets; absent where none was given, or it sets nothing of the kind. */
  configured?: ConfiguredLine[];
  /** What the log cannot tell, and which LogLevel would. */
  unknowns: string[];
  affected: Affected[];
  omitted: { sources: number; users: number; clients: number; evidence: number; affected: number };
  fingerprint: string;
}

/** The release that wrote a host's log, as far as the log tells. */
export interface ServerReport {
  host?: string;
  openssh?: { min?: string; max?: string; exact?: string; evidence: string };
  logLevel?: string;
  logLevelEvidence?: string;
}

/** A log that a client wrote: ssh, or what runs it. */
export interface ClientLog {
  file: string;
  /** Release of the last run that names it. */
  openssh?: string;
  /** Runs of ssh. */
  attempts: number;
  /** Those whose connections a server's log has too; absent where there is none. */
  paired?: number;
}

export interface Report {
  schema: 'sshlog.report/1';
  tool: { name: string; version: string };
  input: {
    files: string[];
    lines: number;
    bytes: number;
    /** Lines of sshd that the registry knows, lines of sshd that it does not, lines of other programs. */
    recognized: number;
    unknown: number;
    other: number;
    /** Lines over the line limit, cut. */
    truncated: number;
    firstTime?: string;
    lastTime?: string;
    timeAssumed: TimeAssumption[];
  };
  servers: ServerReport[];
  connections: { total: number } & Record<Outcome, number>;
  /** Those of `input.files` that a client wrote; absent where all are a server's. */
  clientLogs?: ClientLog[];
  findings: Finding[];
  /** Findings that a baseline accepts, which are not among `findings`; absent without one. */
  accepted?: number;
  /** What the bounds on memory left out; absent where everything had room. */
  limits?: { connectionsEndedEarly: number; problemsLeftOut: number };
  /** What configuration files of sshlog had a part in; absent without one. */
  settings?: {
    files?: string[];
    /** Networks whose addresses are never told as attackers. */
    trustedNetworks: number;
    /** Findings that were left out, by code or category. `expires` is the last day on which they are. */
    ignored: { code: string; count: number; reason?: string; expires?: string }[];
  };
}
