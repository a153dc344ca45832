import { copyText } from '../connections/text.js';

/** Names with how often they came; beyond `limit` names only how many were left out is known. */
export interface Counts {
  /** @returns whether the name was there before */
  add(name: string): boolean;
  /** Takes back what was added once. */
  remove(name: string): void;
  /** Most frequent first, then by name. */
  top(): { name: string; count: number }[];
  omitted(): number;
}

export function createCounts(limit: number): Counts {
  // A number is kept in the table itself; with an object for each name it would take twice the room.
  const counts = new Map<string, number>();
  let omitted = 0;
  return {
    add(name) {
      const known = counts.get(name);
      if (known !== undefined) counts.set(name, known + 1);
      else if (counts.size < limit) counts.set(copyText(name), 1);
      else omitted++;
      return known !== undefined;
    },
    remove(name) {
      const known = counts.get(name);
      if (known === undefined) omitted = Math.max(0, omitted - 1);
      else if (known === 1) counts.delete(name);
      else counts.set(name, known - 1);
    },
    top: () => Array.from(counts, ([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    omitted: () => omitted,
  };
}
