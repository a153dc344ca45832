/** Lines of failures that are shown with the login. */
const SHOWN = 4;

/**
 * The last failed passwords from one address. There may be thousands of addresses with dozens of tries each, so the tries are
 * parallel lists of numbers and of names that are shared, written round and round.
 */
export interface Failures {
  users: string[];
  /** Milliseconds since the epoch; NaN where the log has no times. */
  times: number[];
  /** How often the logger says that each came; empty until it says so of one. */
  repeats: number[];
  /** Their lines, as the line store knows them. */
  lines: number[];
  /** Where the next one goes. */
  next: number;
}

export interface Failure {
  /** A string of its own: it is kept. */
  user: string;
  time: number | undefined;
  repeat: number;
  line: number;
}

/** What failed within a window of time. */
export interface Tried {
  passwords: number;
  names: number;
  /** Lines of the last ones, oldest first. */
  lines: number[];
}

export function noFailures(): Failures {
  return { users: [], times: [], repeats: [], lines: [], next: 0 };
}

/** @param kept tries that are remembered at most; the oldest is forgotten for a further one */
export function addFailure(failures: Failures, { user, time, repeat, line }: Failure, kept: number): void {
  const { users, times, repeats, lines, next } = failures;
  const before = users[next === 0 ? users.length - 1 : next - 1];
  // Almost always the same name again: one copy serves all.
  users[next] = before === user ? before : user;
  times[next] = time ?? Number.NaN;
  if (repeat !== 1 || repeats.length > 0) repeats[next] = repeat;
  lines[next] = line;
  failures.next = next + 1 < kept ? next + 1 : 0;
}

/** @param user only tries for this account, where given */
export function triedWithin({ users, times, repeats, lines }: Failures, now: number | undefined, window: number, user?: string): Tried {
  const isInWindow = (time = Number.NaN) => Number.isNaN(time) || now === undefined || now - time <= window;
  const names = new Set<string>();
  const shown: number[] = [];
  let passwords = 0;
  users.forEach((name, at) => {
    if ((user !== undefined && name !== user) || !isInWindow(times[at])) return;
    names.add(name);
    passwords += repeats[at] ?? 1;
    shown.push(lines[at] ?? 0);
  });
  return { passwords, names: names.size, lines: shown.sort((a, b) => a - b).slice(-SHOWN) };
}
