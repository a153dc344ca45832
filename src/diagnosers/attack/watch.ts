import { MAX_PENDING } from './bounds.js';
import type { Tries } from './tries.js';

export interface Watched {
  pending: Tries[];
  told: boolean;
}

export interface WatchOptions {
  /** Milliseconds. */
  window: number;
  /** Connections that it may take until it is enough. */
  needed: number;
  /** Whether these, all within the window, are enough. */
  isEnough: (tries: readonly Tries[]) => boolean;
}

/** Keeps what somebody did within a sliding window, until it is enough to be told. */
export interface Watch {
  begin(): Watched;
  /** @returns what is to be told now: nothing, then everything in the window at once, then each as it comes */
  add(watched: Watched, tries: Tries): readonly Tries[];
  /** Whether it is not clear yet what this is the beginning of. */
  isUndecided(watched: Watched): boolean;
}

export function createWatch({ window, needed, isEnough }: WatchOptions): Watch {
  // Some of them count for nothing: names that were tried once.
  const kept = Math.max(MAX_PENDING, needed + 10);
  let latest = Number.NEGATIVE_INFINITY;
  return {
    begin: () => ({ pending: [], told: false }),
    // What is older than the window would not have counted anyway, and a single try is no beginning of anything.
    isUndecided: ({ pending, told }) => !told && within(pending, latest, window).length > 1,
    add(source, tries) {
      if (tries.time !== undefined && tries.time > latest) latest = tries.time;
      if (source.told) return [tries];
      if (!areWithin(source.pending, tries.time, window)) source.pending = within(source.pending, tries.time, window);
      if (source.pending.length >= kept) source.pending.shift();
      source.pending.push(tries);
      if (!isEnough(source.pending)) return [];
      source.told = true;
      const all = source.pending;
      source.pending = [];
      return all;
    },
  };
}

/** Those not older than the window; without times everything is now. */
function within(tries: readonly Tries[], now: number | undefined, window: number): Tries[] {
  return tries.filter(({ time }) => isWithin(time, now, window));
}

function areWithin(tries: readonly Tries[], now: number | undefined, window: number): boolean {
  return tries.every(({ time }) => isWithin(time, now, window));
}

function isWithin(time: number | undefined, now: number | undefined, window: number): boolean {
  return time === undefined || now === undefined || now - time <= window;
}
