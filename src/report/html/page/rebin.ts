import type { Tally, Timeline } from '../overview.js';

export interface Bin {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  counts: Tally;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
  DAY, 7 * DAY, 28 * DAY, 91 * DAY, 364 * DAY,
];

/**
 * The part of a timeline from `from` to `to` in at most `most` bins of a length that people think in, which is never below what
 * was counted. Bins without connections are left out.
 */
export function rebin({ width, buckets }: Timeline, [from, to]: readonly [number, number], most: number): { step: number; bins: Bin[] } {
  const least = Math.max(width, (to - from) / most);
  const step = STEPS.find((candidate) => candidate >= least && candidate % width === 0) ?? Math.ceil(least / width) * width;
  const bins = new Map<number, Bin>();
  for (const { at, counts } of buckets) {
    if (at + width <= from || at >= to) continue;
    const start = Math.floor(at / step) * step;
    let bin = bins.get(start);
    if (!bin) bins.set(start, (bin = { from: start, to: start + step, counts: counts.map(() => 0) }));
    for (const [i, count] of counts.entries()) bin.counts[i] = (bin.counts[i] ?? 0) + count;
  }
  return { step, bins: [...bins.values()] };
}

/** From the first to the last bucket, and a little air where that is but a moment. */
export function extent({ width, buckets }: Timeline): [number, number] {
  const first = buckets[0]?.at ?? 0;
  const last = (buckets.at(-1)?.at ?? 0) + width;
  const air = Math.max(0, 30 * SECOND - (last - first)) / 2;
  return [first - air, last + air];
}

/** The same range moved and stretched about its middle, within `bounds`, and never shorter than ten of the shortest bins. */
export function zoomed([from, to]: readonly [number, number], factor: number, shift: number, bounds: readonly [number, number], width: number): [number, number] {
  const whole = bounds[1] - bounds[0];
  const length = Math.min(whole, Math.max((to - from) * factor, Math.min(whole, 10 * width)));
  const middle = (from + to) / 2 + (to - from) * shift;
  const start = Math.min(Math.max(middle - length / 2, bounds[0]), bounds[1] - length);
  return [start, start + length];
}
