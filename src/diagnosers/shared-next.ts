import type { ListMismatch } from '../finding.js';

/** What would fail next, over all connections of a finding whose proposals are in the log. */
export interface SharedNext {
  add(next: readonly ListMismatch[]): void;
  forAll(): ListMismatch[];
  forSome(): ListMismatch[];
}

/** Lists that are told apart; an attacker can send any number. */
const MAX_LISTS = 32;

export function createSharedNext(): SharedNext {
  const seen = new Map<string, { mismatch: ListMismatch; count: number }>();
  let connections = 0;
  const select = (wanted: (count: number) => boolean) =>
    [...seen.values()].filter(({ count }) => wanted(count)).map(({ mismatch }) => mismatch);
  return {
    add(next) {
      connections++;
      for (const mismatch of next) {
        const key = [mismatch.kind, mismatch.direction, mismatch.clientOffer, mismatch.serverOffer].join(' ');
        const known = seen.get(key);
        if (known) known.count++;
        else if (seen.size < MAX_LISTS) seen.set(key, { mismatch, count: 1 });
      }
    },
    forAll: () => select((count) => count === connections),
    forSome: () => select((count) => count < connections),
  };
}
