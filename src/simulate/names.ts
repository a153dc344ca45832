import { copyText } from '../connections/text.js';
import type { NamedCount } from './simulation.js';

/** Names that are kept of one client. */
const MAX_NAMES = 100;

/** Names with how often they came. */
export interface Names {
  add(name: string): void;
  /** Most frequent first. */
  all(): NamedCount[];
  /** Mentions of names that came when there were too many already. */
  omitted(): number;
}

export function createNames(): Names {
  const counts = new Map<string, number>();
  let omitted = 0;
  return {
    add(name) {
      const before = counts.get(name);
      if (before !== undefined) counts.set(name, before + 1);
      else if (counts.size < MAX_NAMES) counts.set(copyText(name), 1);
      else omitted++;
    },
    all: () => [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    omitted: () => omitted,
  };
}
