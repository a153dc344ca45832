import { MAX_PENDING, MAX_SOURCES } from './bounds.js';
import { createRecent } from './recent.js';
import type { Tries } from './tries.js';

interface Watched {
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
  /** An address had to be forgotten before it was clear what it does. */
  forgotten: () => void;
}

/** Keeps what each key did within a sliding window, until it is enough to be told. */
export interface Watch {
  /** @returns what is to be told now: nothing, then everything in the window at once, then each as it comes */
  add(key: string, tries: Tries): readonly Tries[];
}

export function createWatch({ window, needed, isEnough, forgotten }: WatchOptions): Watch {
  // Some of them count for nothing: names that were tried once.
  const kept = Math.max(MAX_PENDING, needed + 10);
  let latest = Number.NEGATIVE_INFINITY;
  const sources = createRecent<Watched>(MAX_SOURCES, ({ pending, told }) => {
    // What is older than the window would not have counted anyway, and a single try is no beginning of anything.
    if (!told && within(pending, latest, window).length > 1) forgotten();
  });
  return {
    add(key, tries) {
      if (tries.time !== undefined && tries.time > latest) latest = tries.time;
      const source = sources.use(key, () => ({ pending: [], told: false }));
      if (source.told) return [tries];
      source.pending = within(source.pending, tries.time, window).slice(1 - kept);
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
  return tries.filter(({ time }) => time === undefined || now === undefined || now - time <= window);
}
