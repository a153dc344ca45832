/** Numbers for things that are named again and again. */
export interface Numbering<T> {
  /** The number of a thing; the complement of it (`~number`, which is negative) where it has just got it. */
  of(thing: T): number;
  /** What has a number, in that order. */
  all(): Iterable<T>;
}

/**
 * @param most things that have numbers at a time; beyond it they are given anew from 0
 * @param full called before that
 */
export function createNumbering<T extends object>(most: number, full: () => void = () => {}): Numbering<T> {
  const numbers = new Map<T, number>();
  return {
    of(thing) {
      const known = numbers.get(thing);
      if (known !== undefined) return known;
      if (numbers.size >= most) {
        full();
        numbers.clear();
      }
      const number = numbers.size;
      numbers.set(thing, number);
      return ~number;
    },
    all: () => numbers.keys(),
  };
}
