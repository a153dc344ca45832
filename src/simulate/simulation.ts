import type { AlgorithmKind, Direction } from '../events.js';
import type { Evidence, Fix, Report, ServerReport } from '../finding.js';
import type { NegotiatedList } from './lists.js';

/** How a client or a login fares with the new configuration. */
export type Verdict = 'connects' | 'locked-out' | 'cannot-tell';
/** The most urgent first. */
export const VERDICTS: readonly Verdict[] = ['locked-out', 'cannot-tell', 'connects'];

export interface NamedCount {
  name: string;
  count: number;
}

/** A line of a configuration. */
export interface Setting {
  keyword: string;
  /** Absent where no line sets it: the default of the release holds. */
  file?: string;
  line?: number;
}

/** Algorithms by the list that they stand in; what is not certain is absent. `<implicit>` stands for the MAC of an AEAD cipher. */
export type Chosen = Partial<Record<NegotiatedList, string>>;

/** A list in which client and new server have nothing in common. */
export interface FailingList {
  kind: AlgorithmKind;
  /** `unknown`: sshd's verdict, which does not say it, is all there is. */
  direction: Direction | 'both' | 'unknown';
  clientOffer?: string[];
  serverOffer: string[];
  setting: Setting;
}

export interface Weakening {
  list: NegotiatedList;
  from: string;
  to: string;
}

/** Clients that cannot be told apart: same software, same offers on the same server. Times are ISO 8601, UTC. */
export interface SimulatedClient {
  verdict: Verdict;
  /** How it fares today, as the log shows it. */
  today: 'connects' | 'locked-out' | 'unknown';
  /** What the log shows of its negotiation. */
  basis: 'proposals' | 'agreed' | 'failure' | 'none';
  host?: string;
  client?: string;
  /** Connections, and those of them that logged in. */
  count: number;
  logins: number;
  firstSeen?: string;
  lastSeen?: string;
  sources: NamedCount[];
  users: NamedCount[];
  omitted: { sources: number; users: number };
  evidence: Evidence;
  /** What it agrees on today and what it would agree on. */
  before: Chosen;
  after: Chosen;
  weaker: Weakening[];
  /** The first is what sshd would report. */
  failures: FailingList[];
  /** The smallest change of the new configuration that lets it in, or what else helps. */
  exceptions: Fix[];
  unknowns: string[];
}

/** Logins that fare alike: one user, one way to log in. */
export interface SimulatedLogin {
  verdict: Verdict;
  host?: string;
  user: string;
  /** Methods that together logged the user in (AuthenticationMethods), in their order. */
  methods: string[];
  key?: { type: string; algorithm?: string };
  /** Type of the key that signed the user's certificate. */
  ca?: string;
  count: number;
  firstSeen?: string;
  lastSeen?: string;
  sources: NamedCount[];
  omitted: { sources: number };
  evidence: Evidence;
  /** Why it would be refused, or what is not known: the line that decides, and what it asks. */
  reasons: { text: string; setting: Setting }[];
}

export interface Tally {
  connects: number;
  lockedOut: number;
  cannotTell: number;
}

/** What `simulate` prints: a form of its own, `sshlog.simulate/1`. */
export interface Simulation {
  schema: 'sshlog.simulate/1';
  tool: Report['tool'];
  input: Report['input'];
  servers: ServerReport[];
  /** The configuration that is tried, today's where it was given, and the release that is upgraded to. */
  change: { file?: string; today?: { file: string }; target?: string };
  /** Different clients and ways to log in. `alreadyLockedOut` are those of `lockedOut` that cannot connect today either. */
  summary: { clients: Tally & { alreadyLockedOut: number; weaker: number }; logins: Tally };
  /** Locked out first, then what cannot be told; within these by logins and connections. */
  clients: SimulatedClient[];
  logins: SimulatedLogin[];
  /** What was taken for granted, because neither log nor configuration tells. */
  assumptions: string[];
  /** Clients and logins that came when too many were known already. */
  omitted: { clients: number; logins: number };
}
