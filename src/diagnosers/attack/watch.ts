import type { Tries } from './attempts.js';
import { MAX_PENDING } from './bounds.js';
import type { TriesTable } from './tries-table.js';
import { createWindows, emptyWindow, type Window } from './window.js';

export interface WatchOptions {
  /** Milliseconds. */
  window: number;
  /** Connections that it may take until it is enough. */
  needed: number;
  /** What one connection counts for. */
  weigh: (passwords: number, validUser: boolean) => number;
  /** With less weight than this it is not enough, whatever it is. */
  least: number;
  /** Whether these rows, all within the window, are enough. Default: with that weight they are. */
  isEnough?: (rows: readonly number[]) => boolean;
}

/** Keeps what somebody did within a sliding window, until it is enough to be told. */
export interface Watch {
  begin(): Window;
  /** @returns what is to be told now: nothing, then everything in the window at once, then each as it comes */
  add(watched: Window, tries: Tries): readonly Tries[];
  /** Nothing more comes. @returns whether it was not clear yet what this was the beginning of */
  forget(watched: Window): boolean;
}

export function createWatch(table: TriesTable, { window, needed, weigh, least, isEnough = () => true }: WatchOptions): Watch {
  const windows = createWindows(table, weigh);
  // Some of them count for nothing: names that were tried once.
  const kept = Math.max(MAX_PENDING, needed + 10);
  let latest: number | undefined;
  return {
    begin: emptyWindow,
    forget(watched) {
      // What is older than the window would not have counted anyway, and a single try is no beginning of anything.
      windows.forgetOld(watched, latest, window);
      const isUndecided = watched.told === 0 && watched.count > 1;
      windows.clear(watched);
      return isUndecided;
    },
    add(watched, tries) {
      if (tries.time !== undefined && (latest === undefined || tries.time > latest)) latest = tries.time;
      if (watched.told > 0) return [tries];
      windows.forgetOld(watched, tries.time, window);
      if (watched.count >= kept) windows.forgetFirst(watched);
      windows.add(watched, tries);
      if (watched.weight < least || !isEnough(windows.rows(watched))) return [];
      const all = windows.read(watched);
      windows.clear(watched);
      watched.told = 1;
      return all;
    },
  };
}
