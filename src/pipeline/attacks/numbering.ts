/** Numbers for things that are named again and again. */
export interface Numbering<T> {
  /** The number of a thing; the complement of it (`~number`, which is negative) where it has just got it. */
  of(thing: T): number;
  /** What has a number, each at its place. */
  all(): readonly T[];
}

/**
 * @param most things that have numbers at a time; beyond it the one that has had its number longest gives it to the next
 * @param gone called before that
 */
export function createNumbering<T extends object>(most: number, gone: (thing: T, number: number) => void = () => {}): Numbering<T> {
  const numbers = new Map<T, number>();
  const things: T[] = [];
  let next = 0;
  return {
    of(thing) {
      const known = numbers.get(thing);
      if (known !== undefined) return known;
      const number = next;
      const before = things[number];
      if (before) {
        gone(before, number);
        numbers.delete(before);
      }
      things[number] = thing;
      numbers.set(thing, number);
      next = (number + 1) % most;
      return ~number;
    },
    all: () => things,
  };
}
