import { FIRST_ROWS, NONE, widened } from '../columns.js';
import type { Tries } from './attempts.js';
import type { TriesTable } from './tries-table.js';

/**
 * What somebody did within a sliding window of time, in the order in which it was added: a chain of rows. The sum and the oldest time
 * are kept beside it: to look at each of the tries again whenever one is added would cost more than all the rest.
 */
export interface Window {
  /** Rows of the table of tries; NONE where there are none. */
  first: number;
  last: number;
  count: number;
  /** Of the tries, as the window weighs them. */
  weight: number;
  /** Time of the oldest, in milliseconds; Infinity where none has one. */
  oldest: number;
  /** Time of the newest; -Infinity where none has one. */
  newest: number;
  /** How many of the tries were told, where some are told and stay; else whether everything is told from now on: 0 or 1. */
  told: number;
}

/** Windows that watch for the same: of each address one at most, so that a row is in one of them at most. */
export interface Windows {
  add(window: Window, tries: Tries): void;
  /**
   * Lets go what is older than the window, or newer where the log has gone back in time; without times everything is now.
   * @param length of the window in milliseconds
   * @returns how many went
   */
  forgetOld(window: Window, now: number | undefined, length: number): number;
  forgetFirst(window: Window): void;
  clear(window: Window): void;
  rows(window: Window): number[];
  read(window: Window): Tries[];
}

/** There are thousands of these, and V8 has one shape for all only where all are made by one literal. */
export function emptyWindow(): Window {
  return { first: NONE, last: NONE, count: 0, weight: 0, oldest: Number.POSITIVE_INFINITY, newest: Number.NEGATIVE_INFINITY, told: 0 };
}

/** @param weigh what one of the tries counts for, by its passwords and whether sshd knows the account */
export function createWindows(table: TriesTable, weigh: (passwords: number, validUser: boolean) => number): Windows {
  /** The row behind each in its window. */
  let next = new Int32Array(FIRST_ROWS);

  function append(window: Window, row: number): void {
    if (row >= next.length) next = widened(next, Math.max(row + 1, 2 * next.length));
    next[row] = NONE;
    if (window.last === NONE) window.first = row;
    else next[window.last] = row;
    window.last = row;
    window.count++;
    window.weight += weigh(table.passwords(row), table.validUser(row));
    const time = table.time(row);
    noteTime(window, time);
  }

  function rows({ first }: Window): number[] {
    const all: number[] = [];
    for (let row = first; row !== NONE; row = next[row] ?? NONE) all.push(row);
    return all;
  }

  /** Takes a row out of the chain. @param before the row in front of it @returns the row behind it */
  function takeOut(window: Window, row: number, before: number): number {
    const behind = next[row] ?? NONE;
    if (before === NONE) window.first = behind;
    else next[before] = behind;
    if (behind === NONE) window.last = before;
    window.count--;
    window.weight -= weigh(table.passwords(row), table.validUser(row));
    table.letGo(row);
    return behind;
  }

  return {
    add: (window, tries) => append(window, table.hold(tries)),
    forgetOld(window, now, length) {
      if (now === undefined || (now - window.oldest <= length && window.newest - now <= length)) return 0;
      const count = window.count;
      let before = NONE;
      noTimes(window);
      for (let row = window.first; row !== NONE;) {
        const time = table.time(row);
        if (Math.abs(now - time) > length) row = takeOut(window, row, before);
        else {
          noteTime(window, time);
          before = row;
          row = next[row] ?? NONE;
        }
      }
      return count - window.count;
    },
    forgetFirst(window) {
      takeOut(window, window.first, NONE);
      noTimes(window);
      for (let row = window.first; row !== NONE; row = next[row] ?? NONE) noteTime(window, table.time(row));
    },
    clear(window) {
      while (window.first !== NONE) takeOut(window, window.first, NONE);
      noTimes(window);
    },
    rows,
    read: (window) => rows(window).map((row) => table.read(row)),
  };
}

function noTimes(window: Window): void {
  window.oldest = Number.POSITIVE_INFINITY;
  window.newest = Number.NEGATIVE_INFINITY;
}

function noteTime(window: Window, time: number): void {
  if (time < window.oldest) window.oldest = time;
  if (time > window.newest) window.newest = time;
}
