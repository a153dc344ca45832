import type { Attempt } from '../../attempts/attempt.js';
import type { Release } from '../../openssh/version.js';
import type { FindingMeta } from '../../finding.js';
import type { Problem } from '../diagnoser.js';

/**
 * How much a reason explains. An attempt that failed has one reason: the heaviest that its lines show; of equal ones, that of
 * the diagnoser that is asked first.
 */
export const CLIENT_WEIGHT = {
  /** It ended, and nothing says why. */
  unexplained: 0,
  /** How the other side left. */
  ending: 10,
  /** What the server refused, without a reason: keys, passwords. */
  refused: 20,
  /** Why the refusal was to be expected: no key to offer, a key that could not be read. */
  explained: 30,
  /** The log's own words name the reason. */
  named: 40,
  /** Named as well, and closer to the cause than the words that come with it. */
  exact: 50,
} as const;

/** What a diagnoser saw in an attempt. Occurrences with the same code and key are one finding. */
export interface ClientProblem extends Omit<Problem, 'host' | 'connection' | 'once' | 'byUser' | 'stays'> {
  /** Why the attempt failed; absent: it stands by itself (a warning, a fault of a session that went on). */
  weight?: number;
}

/** What is known besides the log. */
export interface ClientContext {
  /** Release of the client, where its log tells. */
  client: Release | undefined;
  /** A log of the server was given as well: what only that could tell may be there. */
  hasServerLog: boolean;
}

/** One kind of problem of a client: what its code means, and what of it an attempt shows. */
export interface ClientDiagnoser {
  meta: FindingMeta;
  /** Asked once for each attempt, when it is over. */
  look(attempt: Attempt, context: ClientContext): readonly ClientProblem[] | ClientProblem | undefined;
}

/** Types a diagnoser where it is written. */
export function defineClientDiagnoser(diagnoser: ClientDiagnoser): ClientDiagnoser {
  return diagnoser;
}
