const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** Each is a multiple of the one before, so that buckets can be joined. */
const WIDTHS = [
  SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, 3600 * SECOND, 10_800 * SECOND, 21_600 * SECOND,
  DAY, 7 * DAY, 28 * DAY, 364 * DAY,
];
/** Buckets that are kept at most; a chart has fewer pixels. */
const MAX_BUCKETS = 2000;

/** Counts over time: as finely as a bound on memory allows, whatever span the log covers. */
export interface Buckets {
  /** @param time milliseconds since the epoch */
  add(time: number, series: number): void;
  /** Length of a bucket in milliseconds. */
  width(): number;
  /** In order of time, with when they begin. */
  all(): { at: number; counts: number[] }[];
}

/** @param series how many counts a bucket has */
export function createBuckets(series: number, most = MAX_BUCKETS): Buckets {
  let level = 0;
  let buckets = new Map<number, number[]>();
  const width = () => WIDTHS[level] ?? SECOND;

  function countsAt(time: number): number[] {
    const at = Math.floor(time / width());
    let counts = buckets.get(at);
    if (!counts) buckets.set(at, (counts = Array.from({ length: series }, () => 0)));
    return counts;
  }

  function join(): void {
    const finer = buckets;
    const finerWidth = width();
    level++;
    buckets = new Map();
    for (const [at, counts] of finer) {
      const into = countsAt(at * finerWidth);
      for (const [i, count] of counts.entries()) into[i] = (into[i] ?? 0) + count;
    }
  }

  return {
    add(time, index) {
      const counts = countsAt(time);
      counts[index] = (counts[index] ?? 0) + 1;
      while (buckets.size > most && level < WIDTHS.length - 1) join();
    },
    width,
    all: () => [...buckets].sort(([a], [b]) => a - b).map(([at, counts]) => ({ at: at * width(), counts })),
  };
}
