import { copyText } from '../connections/text.js';
import type { Census } from '../report/stats.js';

/** Names that are kept at most of each kind: up to here every count is exact. */
export const MAX_NAMES = 100_000;
/** Names that are printed at most. */
const TOP = 100;

/** Counts names. Beyond the limit, names that are new are only summed up. */
export interface Counter {
  add(name: string, times?: number): void;
  has(name: string): boolean;
  total(): number;
  census(): Census;
  /** All names, most frequent first. Only for names of which there are few. */
  all(): Record<string, number>;
  names(): IterableIterator<string>;
}

export function createCounter(limit = MAX_NAMES): Counter {
  const counts = new Map<string, number>();
  let uncounted = 0;
  let total = 0;
  const sorted = () => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    add(name, times = 1) {
      total += times;
      const before = counts.get(name);
      if (before !== undefined) counts.set(name, before + times);
      else if (counts.size < limit) counts.set(copyText(name), times);
      else uncounted += times;
    },
    has: (name) => counts.has(name),
    total: () => total,
    census: () => ({
      distinct: counts.size,
      top: sorted().slice(0, TOP).map(([name, count]) => ({ name, count })),
      omitted: Math.max(0, counts.size - TOP),
      uncounted,
    }),
    all: () => Object.fromEntries(sorted()),
    names: () => counts.keys(),
  };
}
