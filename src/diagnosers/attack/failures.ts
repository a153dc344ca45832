import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { ownRecord } from '../own-record.js';

/** Lines of failures that are shown with the login. */
const SHOWN = 4;
/** Lines that are kept of one address, for its accounts together. */
const MAX_LINES = 2 * SHOWN;

/** A line of a failed password. */
interface FailedLine {
  user: string;
  validUser: boolean;
  record: LogRecord;
}

/**
 * The last failed passwords from one address. There may be thousands of addresses with dozens of tries each, so the tries are
 * parallel lists of numbers and of names that are shared, written round and round; only a few of them keep their lines.
 */
export interface Failures {
  users: string[];
  /** Milliseconds since the epoch; NaN where the log has no times. */
  times: number[];
  /** How often the logger says that each came; empty until it says so of one. */
  repeats: number[];
  /** Where the next one goes. */
  next: number;
  /** Oldest first. */
  lines: FailedLine[];
}

/** What failed within a window of time. */
export interface Tried {
  passwords: number;
  names: number;
  /** The last ones. */
  records: LogRecord[];
}

export function noFailures(): Failures {
  return { users: [], times: [], repeats: [], next: 0, lines: [] };
}

/** @param kept tries that are remembered at most; the oldest is forgotten for a further one */
export function addFailure(failures: Failures, { user, validUser }: { user: string; validUser: boolean }, record: LogRecord, kept: number): void {
  const { users, times, repeats, next, lines } = failures;
  const before = lines.at(-1)?.user;
  // Almost always the same name again: one copy serves all.
  const name = before === user ? before : copyText(user);
  users[next] = name;
  times[next] = record.time ?? Number.NaN;
  if (record.repeat !== 1 || repeats.length > 0) repeats[next] = record.repeat;
  failures.next = next + 1 < kept ? next + 1 : 0;
  lines.push({ user: name, validUser, record: ownRecord(record) });
  forgetLine(lines, name);
}

/**
 * Makes room. An account needs its last lines only, and nobody logs in to one that does not exist; of those before the last
 * tries, the ones of the account that was tried most stay longest.
 */
function forgetLine(lines: FailedLine[], user: string): void {
  const linesOf = (name: string) => lines.filter((line) => line.user === name).length;
  if (linesOf(user) > SHOWN) lines.splice(lines.findIndex((line) => line.user === user), 1);
  if (lines.length <= MAX_LINES) return;
  const past = lines.slice(0, -SHOWN);
  const least = past.find(({ validUser }) => !validUser) ?? past.reduce((a, b) => (linesOf(b.user) < linesOf(a.user) ? b : a));
  lines.splice(lines.indexOf(least), 1);
}

/** @param user only tries for this account, where given */
export function triedWithin({ users, times, repeats, lines }: Failures, now: number | undefined, window: number, user?: string): Tried {
  const isInWindow = (time: number | undefined) => time === undefined || Number.isNaN(time) || now === undefined || now - time <= window;
  const names = new Set<string>();
  let passwords = 0;
  users.forEach((name, at) => {
    if ((user !== undefined && name !== user) || !isInWindow(times[at])) return;
    names.add(name);
    passwords += repeats[at] ?? 1;
  });
  const shown = lines.filter((line) => (user === undefined || line.user === user) && isInWindow(line.record.time)).slice(-SHOWN);
  return { passwords, names: names.size, records: shown.map(({ record }) => record) };
}
