import { copyText } from '../connections/text.js';
import type { Ranking } from '../report/html/overview.js';
import { MAX_NAMES } from './census.js';

/** Rows that are shown. */
const TOP = 12;

/** Counts connections by name and by how they went. Names that are new beyond the limit are not told apart. */
export interface Ranks {
  add(name: string, series: number): void;
  top(): Ranking;
}

/** @param series how many counts a name has */
export function createRanks(series: number, limit = MAX_NAMES): Ranks {
  const names = new Map<string, number[]>();
  let isFull = false;
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  return {
    add(name, index) {
      let counts = names.get(name);
      if (!counts) {
        isFull = names.size >= limit;
        if (isFull) return;
        names.set(copyText(name), (counts = Array.from({ length: series }, () => 0)));
      }
      counts[index] = (counts[index] ?? 0) + 1;
    },
    top: () => ({
      rows: [...names].sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1)).slice(0, TOP).map(([name, counts]) => ({ name, counts })),
      more: Math.max(0, names.size - TOP),
      ...(isFull && { evenMore: true }),
    }),
  };
}
