import { MAX_PENDING } from './bounds.js';
import type { Tries } from './tries.js';
import { addTo, clear, emptyWindow, forgetFirst, forgetOld, type Window } from './window.js';

export interface WatchOptions {
  /** Milliseconds. */
  window: number;
  /** Connections that it may take until it is enough. */
  needed: number;
  /** What one connection counts for. */
  weigh: (tries: Tries) => number;
  /** With less weight than this it is not enough, whatever it is. */
  least: number;
  /** Whether these, all within the window, are enough. Default: with that weight they are. */
  isEnough?: (tries: readonly Tries[]) => boolean;
}

/** Keeps what somebody did within a sliding window, until it is enough to be told. */
export interface Watch {
  begin(): Window;
  /** @returns what is to be told now: nothing, then everything in the window at once, then each as it comes */
  add(watched: Window, tries: Tries): readonly Tries[];
  /** Whether it is not clear yet what this is the beginning of. */
  isUndecided(watched: Window): boolean;
}

export function createWatch({ window, needed, weigh, least, isEnough = () => true }: WatchOptions): Watch {
  // Some of them count for nothing: names that were tried once.
  const kept = Math.max(MAX_PENDING, needed + 10);
  let latest: number | undefined;
  return {
    begin: emptyWindow,
    isUndecided(watched) {
      // What is older than the window would not have counted anyway, and a single try is no beginning of anything.
      if (watched.told === 0) forgetOld(watched, latest, window, weigh);
      return watched.told === 0 && watched.tries.length > 1;
    },
    add(watched, tries) {
      if (tries.time !== undefined && (latest === undefined || tries.time > latest)) latest = tries.time;
      if (watched.told > 0) return [tries];
      forgetOld(watched, tries.time, window, weigh);
      if (watched.tries.length >= kept) forgetFirst(watched, weigh);
      addTo(watched, tries, weigh);
      if (watched.weight < least || !isEnough(watched.tries)) return [];
      const all = watched.tries;
      clear(watched);
      watched.told = 1;
      return all;
    },
  };
}
