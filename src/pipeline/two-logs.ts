import type { Attempt } from '../attempts/attempt.js';
import { outcomeOf } from '../attempts/outcome.js';
import { laterSuccess } from '../attempts/tried-again.js';
import type { Connection } from '../connections/connection.js';
import type { Revision } from '../diagnosers/revision.js';
import { pairUp } from '../pairing/pair.js';
import type { ServerWatch } from '../pairing/server-facts.js';
import { tellStory } from '../pairing/story.js';
import { contextOf, reasonsOf, type ToldProblem } from './client-reasons.js';

/** What servers' logs tell of connections that clients' logs may tell of as well. */
export interface ServerLogs {
  connections: readonly Connection[];
  watch: ServerWatch;
  revision: Revision;
}

/** What is told of all attempts, beside what the servers' logs tell, and which of them those have too. */
export function tellAll(attempts: readonly Attempt[], servers: ServerLogs | undefined): { reasons: ToldProblem[]; paired: Attempt[] } {
  const hasServerLog = servers !== undefined && servers.connections.length > 0;
  const reasons = new Map(attempts.map((attempt) => [attempt, reasonsOf(attempt, contextOf(attempt, hasServerLog)).map((told) => overcome(told, laterSuccess(attempt, attempts)))]));
  if (!hasServerLog) return { reasons: [...reasons.values()].flat(), paired: [] };
  const sides = attempts.map((attempt) => ({ attempt, ending: `${outcomeOf(attempt)} ${reasons.get(attempt)?.find(({ weight }) => weight !== undefined)?.meta.code}` }));
  const pairs = pairUp(sides, servers.connections, servers.watch);
  for (const pair of pairs) reasons.set(pair.attempt, tellStory(pair, withoutQuestions(pair.attempt, reasons.get(pair.attempt) ?? []), servers.revision));
  return { reasons: [...reasons.values()].flat(), paired: pairs.map(({ attempt }) => attempt) };
}

/** Why a run failed is good to know where a later one got in, and no more. */
function overcome(told: ToldProblem, later: Attempt | undefined): ToldProblem {
  if (!later || told.weight === undefined) return told;
  const { meta, problem } = told;
  return {
    ...told,
    meta: { ...meta, severity: 'info' },
    problem: {
      ...problem,
      advise(seen) {
        const advice = problem.advise(seen);
        return { ...advice, causes: [`A later run in this log (from line ${later.firstLine}) got in at ${later.hostName}${later.port === undefined ? '' : `, port ${later.port}`}.`, ...advice.causes] };
      },
    },
  };
}

/**
 * What a diagnoser would ask of the server's log changes with whether one was given: what it says in either case is no
 * such question. The log that answers them is here.
 */
function withoutQuestions(attempt: Attempt, told: readonly ToldProblem[]): ToldProblem[] {
  const alone = reasonsOf(attempt, contextOf(attempt, false));
  return told.map((reason) => {
    const other = alone.find(({ meta, problem }) => meta.code === reason.meta.code && problem.key === reason.problem.key);
    if (!other) return reason;
    return {
      ...reason,
      problem: {
        ...reason.problem,
        advise(seen) {
          const advice = reason.problem.advise(seen);
          const inAnyCase = new Set(other.problem.advise(seen).unknowns);
          return { ...advice, unknowns: advice.unknowns.filter((unknown) => inAnyCase.has(unknown)) };
        },
      },
    };
  });
}
