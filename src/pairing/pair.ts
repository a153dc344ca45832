import type { Attempt } from '../attempts/attempt.js';
import type { Connection } from '../connections/connection.js';
import { type Facts, factsOfAttempt } from './facts.js';
import { match } from './match.js';
import type { ServerWatch } from './server-facts.js';
import type { Pair } from './story.js';

/** Clocks that differ by less do so by how long a connection takes to come about; in milliseconds. */
const MIN_SKEW = 5000;

/**
 * Finds the attempts and the connections that are the same.
 * @param attempts with what each ended in, in the words of their findings
 */
export function pairUp(attempts: readonly { attempt: Attempt; ending: string }[], connections: readonly Connection[], watch: ServerWatch): Pair[] {
  const found = match(
    attempts.map(({ attempt, ending }) => ({ of: attempt, facts: factsOfAttempt(attempt), log: attempt.file, ending })),
    [...connections].sort(byBeginning).map((connection) => ({ of: connection, facts: watch.facts(connection), log: connection.home.server.file, ending: `${connection.outcome} ${connection.blamed}` })),
  );
  const skew = skewOf(found.filter(({ byExclusion }) => !byExclusion).map(({ client, server }) => [client.facts, server.facts]));
  return found.map(({ client, server, differences, byExclusion }) => ({ attempt: client.of, connection: server.of, differences, byExclusion, skew }));
}

/** They ended in another order than that in which they began. */
function byBeginning(a: Connection, b: Connection): number {
  if (a.file === b.file) return a.firstLine - b.firstLine;
  return (a.firstTime ?? 0) - (b.firstTime ?? 0);
}

/** By how much the clock of the server is ahead: the median, as a name that resolves slowly makes an attempt begin early. */
function skewOf(pairs: readonly (readonly [client: Facts, server: Facts])[]): number | undefined {
  const offsets = pairs.flatMap(([{ first: client }, { first: server }]) => (client === undefined || server === undefined ? [] : server - client)).sort((a, b) => a - b);
  const median = offsets[Math.floor(offsets.length / 2)];
  return median === undefined || Math.abs(median) < MIN_SKEW ? undefined : median;
}
