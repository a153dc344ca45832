import type { Difference } from './difference.js';
import { compare, ENOUGH, LEAST } from './compare.js';
import type { Facts } from './facts.js';

/** One side of a possible pair: what it says, in which log, and how it went in the words of that log. */
export interface Side<T> {
  of: T;
  facts: Facts;
  /** Those of one log come in the order in which they began. */
  log: string;
  /** Two that ended alike tell the same story. */
  ending: string;
}

export interface Match<A, C> {
  client: Side<A>;
  server: Side<C>;
  differences: Difference[];
  /** Little speaks for it but that nothing else in both logs can be it. */
  byExclusion: boolean;
}

interface Candidate<C> {
  server: Side<C>;
  score: number;
  differences: Difference[];
}

/** What is left for an attempt, the best only. */
type Open<C> = readonly Candidate<C>[];

/**
 * Finds the connection of a server's log that each attempt of a client's log is. What fits several that ended differently
 * stays alone, unless those before and behind it leave only one place for it.
 * @param attempts in the order of their logs, as `connections`
 */
export function match<A, C>(attempts: readonly Side<A>[], connections: readonly Side<C>[]): Match<A, C>[] {
  const place = new Map(connections.map((side, i) => [side, i]));
  const at = (side: Side<C>): number => place.get(side) ?? 0;
  const possible = attempts.map((client) => connections.flatMap((server): Candidate<C>[] => {
    const fit = compare(client.facts, server.facts);
    return fit && fit.score >= LEAST ? [{ server, ...fit }] : [];
  }));
  const candidates = possible.map((fits) => fits.filter(({ score }) => score >= ENOUGH));
  const pairs = new Map<number, Match<A, C>>();
  const taken = new Set<Side<C>>();

  /** What came before and behind an attempt in its log came before and behind it in the server's log as well. */
  function windows(index: number): Map<string, { from: number; to: number }> {
    const found = new Map<string, { from: number; to: number }>();
    for (const [other, { client, server }] of pairs) {
      if (client.log !== attempts[index]?.log) continue;
      const window = found.get(server.log) ?? { from: -1, to: Number.POSITIVE_INFINITY };
      if (other < index) window.from = Math.max(window.from, at(server));
      else window.to = Math.min(window.to, at(server));
      found.set(server.log, window);
    }
    return found;
  }

  function openFor(index: number): Open<C> {
    if (pairs.has(index)) return [];
    const within = windows(index);
    let best: Candidate<C>[] = [];
    for (const candidate of candidates[index] ?? []) {
      const window = within.get(candidate.server.log);
      const there = at(candidate.server);
      if (taken.has(candidate.server) || (window && (there < window.from || there > window.to))) continue;
      const most = best[0]?.score ?? Number.NEGATIVE_INFINITY;
      if (candidate.score > most) best = [candidate];
      else if (candidate.score === most) best.push(candidate);
    }
    return best;
  }

  function pair(index: number, found: Candidate<C> | undefined, byExclusion = false): void {
    const client = attempts[index];
    if (!client || !found) return;
    pairs.set(index, { client, server: found.server, differences: found.differences, byExclusion });
    taken.add(found.server);
  }

  for (let before = -1; before < pairs.size;) {
    before = pairs.size;
    const open = attempts.map((_, index) => openFor(index));
    const rivals = strongest(open);
    open.forEach((best, index) => {
      const [only] = best;
      if (only && best.length === 1 && rivals.get(only.server)?.length === 1 && rivals.get(only.server)?.[0] === index) pair(index, only);
    });
    if (pairs.size === before) pairGroup(open, pair);
  }
  for (const [index, fits] of possible.entries()) {
    const [only] = fits;
    const isOnly = only && fits.length === 1 && only.differences.every(({ what }) => what === 'place') && !taken.has(only.server) && possible.every((others, other) => other === index || others.every(({ server }) => server !== only.server));
    if (isOnly && !pairs.has(index)) pair(index, only, true);
  }
  return [...pairs].sort(([a], [b]) => a - b).map(([, found]) => found);

  /** As many that are alike on one side as on the other: the order tells them apart. Several that ended alike: any. */
  function pairGroup(open: readonly Open<C>[], take: typeof pair): void {
    for (const [index, best] of open.entries()) {
      if (best.length === 0) continue;
      const alike = open.flatMap((other, i) => (attempts[i]?.log === attempts[index]?.log && sameServers(other, best) ? i : []));
      const ends = new Set(best.map(({ server }) => server.ending));
      const began = new Set(alike.map((i) => attempts[i]?.ending));
      if (best.length !== alike.length && (ends.size > 1 || began.size > 1)) continue;
      const inOrder = [...best].sort((a, b) => at(a.server) - at(b.server));
      alike.forEach((rival, i) => take(rival, inOrder[i]));
      return;
    }
  }
}

/** Of each connection, the attempts that fit it best. */
function strongest<C>(open: readonly Open<C>[]): Map<Side<C>, number[]> {
  const found = new Map<Side<C>, { score: number; of: number[] }>();
  for (const [index, best] of open.entries()) {
    for (const { server, score } of best) {
      const known = found.get(server);
      if (!known || score > known.score) found.set(server, { score, of: [index] });
      else if (score === known.score) known.of.push(index);
    }
  }
  return new Map([...found].map(([server, { of }]) => [server, of]));
}

function sameServers<C>(a: Open<C>, b: Open<C>): boolean {
  return a.length === b.length && a.every(({ server }, i) => server === b[i]?.server);
}
