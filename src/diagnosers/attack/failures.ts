import { asInteger, FIRST_ROWS, NONE, widened } from '../columns.js';
import type { Guess } from './attempts.js';

/** Lines of failures that are shown with the login. */
const SHOWN = 4;

/** The last failed passwords from one address, oldest first: a chain of rows. */
export interface Failures {
  /** Rows of the table; NONE where there are none. */
  first: number;
  last: number;
  count: number;
}

/** What failed within a window of time. */
export interface Tried {
  passwords: number;
  names: number;
  /** Lines of the last ones, oldest first. */
  lines: number[];
}

/** The failures of all addresses. There may be thousands of them with dozens each. */
export interface FailuresTable {
  add(failures: Failures, guess: Omit<Guess, 'origin' | 'ip'>): void;
  /** @param user only tries for this account, where given */
  within(failures: Failures, now: number | undefined, window: number, user?: string): Tried;
  clear(failures: Failures): void;
}

export function noFailures(): Failures {
  return { first: NONE, last: NONE, count: 0 };
}

/** @param kept tries of one address that are remembered at most; the oldest is forgotten for a further one */
export function createFailuresTable(kept: number): FailuresTable {
  let times = new Float64Array(FIRST_ROWS);
  let lines = new Float64Array(FIRST_ROWS);
  let repeats = new Int32Array(FIRST_ROWS);
  /** The row behind each: of the same address, or of those that are free. */
  let next = new Int32Array(FIRST_ROWS);
  const users: string[] = [];
  let free = NONE;
  let rows = 0;

  function take(): number {
    if (free !== NONE) {
      const row = free;
      free = next[row] ?? NONE;
      return row;
    }
    if (rows >= times.length) {
      const room = 2 * times.length;
      times = widened(times, room);
      lines = widened(lines, room);
      repeats = widened(repeats, room);
      next = widened(next, room);
    }
    return rows++;
  }

  function forgetFirst(failures: Failures): void {
    const row = failures.first;
    failures.first = next[row] ?? NONE;
    if (failures.first === NONE) failures.last = NONE;
    failures.count--;
    next[row] = free;
    free = row;
  }

  return {
    add(failures, { user, time, repeat, kept: line }) {
      if (failures.count >= kept) forgetFirst(failures);
      const row = take();
      users[row] = user;
      times[row] = time ?? Number.NaN;
      repeats[row] = repeat;
      lines[row] = line;
      next[row] = NONE;
      if (failures.last === NONE) failures.first = row;
      else next[failures.last] = row;
      failures.last = row;
      failures.count++;
    },
    within({ first }, now, window, user) {
      const tried = new Set<string>();
      const shown: number[] = [];
      let passwords = 0;
      for (let row = first; row !== NONE; row = next[row] ?? NONE) {
        const name = users[row] ?? '';
        const time = times[row] ?? Number.NaN;
        if ((user !== undefined && name !== user) || !(Number.isNaN(time) || now === undefined || Math.abs(now - time) <= window)) continue;
        tried.add(name);
        passwords += repeats[row] ?? 1;
        shown.push(asInteger(lines[row] ?? 0));
      }
      return { passwords, names: tried.size, lines: shown.sort((a, b) => a - b).slice(-SHOWN) };
    },
    clear(failures) {
      while (failures.first !== NONE) forgetFirst(failures);
    },
  };
}
