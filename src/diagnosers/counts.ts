/**
 * Names with how often they came; of those for which there was no room only how many is known. There are thousands of these, and most
 * have a single name: a table is made for the second one.
 */
export interface Counts {
  only: string | undefined;
  times: number;
  all: Map<string, number> | undefined;
  omitted: number;
}

export function noCounts(): Counts {
  return { only: undefined, times: 0, all: undefined, omitted: 0 };
}

/**
 * @param name a string of its own: it is kept
 * @param limit names that are told apart
 * @returns whether the name was there before
 */
export function addName(counts: Counts, name: string, limit: number): boolean {
  const { only, all } = counts;
  if (!all) {
    if (only !== undefined && only !== name) counts.all = new Map([[only, counts.times], [name, 1]]);
    else {
      counts.only = name;
      counts.times++;
    }
    return only === name;
  }
  const known = all.get(name);
  if (known !== undefined) all.set(name, known + 1);
  else if (all.size < limit) all.set(name, 1);
  else counts.omitted++;
  return known !== undefined;
}

/** Takes back what was added once. */
export function removeName(counts: Counts, name: string): void {
  const all = named(counts);
  const known = all.get(name);
  if (known === undefined) counts.omitted = Math.max(0, counts.omitted - 1);
  else if (known === 1) all.delete(name);
  else all.set(name, known - 1);
  counts.all = all;
}

/** Most frequent first, then by name. */
export function topNames(counts: Counts): { name: string; count: number }[] {
  return Array.from(named(counts), ([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function named({ only, times, all }: Counts): Map<string, number> {
  return all ?? new Map(only === undefined ? [] : [[only, times]]);
}
