/** Members that are looked up at once. */
const BATCH = 256;

interface Members<T> {
  keys(): Iterable<T>;
  has(member: T): boolean;
}

/**
 * The first of a set, or the first key of a map, in the order of insertion, again and again as the first ones are removed. An
 * iterator made anew each time would pass over all that V8 has not cleared away yet: quadratic. One that is kept would keep
 * alive all that was removed since. Members may be removed in any order, and do not come back.
 */
export function oldestOf<T>(members: Members<T>): () => T | undefined {
  /** The oldest of a while ago, the newest of them first. */
  let batch: T[] = [];
  return () => {
    do {
      for (let next = batch.pop(); next !== undefined; next = batch.pop()) if (members.has(next)) return next;
      batch = firstOf(members.keys()).toReversed();
    } while (batch.length > 0);
    return undefined;
  };
}

function firstOf<T>(members: Iterable<T>): T[] {
  const first: T[] = [];
  for (const member of members) {
    first.push(member);
    if (first.length === BATCH) break;
  }
  return first;
}
