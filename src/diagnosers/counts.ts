import { copyText } from '../connections/text.js';

/** Names with how often they came; beyond `limit` names only how many were left out is known. */
export interface Counts {
  add(name: string): void;
  /** Most frequent first, then by name. */
  top(): { name: string; count: number }[];
  omitted(): number;
}

export function createCounts(limit: number): Counts {
  const counts = new Map<string, { name: string; count: number }>();
  let omitted = 0;
  return {
    add(name) {
      const known = counts.get(name);
      if (known) known.count++;
      else if (counts.size < limit) {
        const own = copyText(name);
        counts.set(own, { name: own, count: 1 });
      } else omitted++;
    },
    top: () => [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    omitted: () => omitted,
  };
}
