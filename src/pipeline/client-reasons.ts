import type { Attempt } from '../attempts/attempt.js';
import { releaseOf } from '../attempts/release.js';
import { copyText } from '../connections/text.js';
import { CLIENT_DIAGNOSERS } from '../diagnosers/client/index.js';
import { CLIENT_WEIGHT, type ClientContext, type ClientProblem } from '../diagnosers/client/diagnoser.js';
import type { Problem } from '../diagnosers/diagnoser.js';
import type { FindingMeta } from '../finding.js';

/** A problem of an attempt, ready to be told. */
export interface ToldProblem {
  meta: FindingMeta;
  problem: Problem;
  /** Absent where it is not the reason why the attempt failed. */
  weight?: number;
}

/** @param hasServerLog a log of the server was given, and no connection in it is known to be this attempt */
export function contextOf(attempt: Attempt, hasServerLog: boolean): ClientContext {
  return { client: releaseOf(attempt), hasServerLog };
}

/** What is wrong with an attempt: one reason why it failed, if it did, and all that stands by itself. */
export function reasonsOf(attempt: Attempt, context: ClientContext): ToldProblem[] {
  const party = {
    ip: undefined, port: undefined, user: own(attempt.user), client: own(attempt.software), countedIn: undefined, blamed: undefined, followed: false,
  };
  const all = CLIENT_DIAGNOSERS.flatMap(({ meta, look }): ToldProblem[] => {
    const seen = look(attempt, context);
    const problems: readonly ClientProblem[] = seen === undefined ? [] : 'proofs' in seen ? [seen] : seen;
    return problems.map(({ weight, ...problem }) => ({ meta, problem: { ...problem, host: undefined, connection: party }, ...(weight !== undefined && { weight }) }));
  });
  const reason = heaviest(all);
  // Where the jump host failed, how the carried connection ended says nothing more.
  const isEcho = attempt.hops.length > 0 && !attempt.hops.every(({ authenticated, carries }) => authenticated && carries !== false) && (reason?.weight ?? 0) <= CLIENT_WEIGHT.ending;
  return all.filter((told) => told.weight === undefined || (told === reason && !isEcho));
}

/** What a finding counts outlives the lines that it stood in. */
function own(name: string | undefined): string | undefined {
  return name === undefined ? undefined : copyText(name);
}

function heaviest(problems: readonly ToldProblem[]): ToldProblem | undefined {
  let found: ToldProblem | undefined;
  for (const told of problems) if (told.weight !== undefined && (found === undefined || told.weight > (found.weight ?? 0))) found = told;
  return found;
}
