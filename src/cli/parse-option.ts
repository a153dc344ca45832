import { InvalidArgumentError } from 'commander';
import { REDACTABLE, type Redactable } from '../pipeline/redact/pseudonyms.js';
import { existsDay } from '../records/log-clock.js';
import { posixZone } from '../records/posix-zone.js';

// Parsers of option values. Each throws what commander turns into one sentence about the option.

/** `2026`. */
export function parseYear(text: string): number {
  if (!/^[12]\d{3}$/.test(text)) throw new InvalidArgumentError('A year has four digits, such as 2026.');
  return Number(text);
}

/** Bytes of a line. */
export function parseLineLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1024) throw new InvalidArgumentError('Give a number of bytes, 1024 or more, in nine digits at most.');
  return limit;
}

/** Threads. */
export function parseJobs(text: string): number {
  const jobs = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (jobs < 1) throw new InvalidArgumentError('Give a number of threads, 1 or more.');
  return jobs;
}

/** `Europe/Berlin`, `UTC` or `+02:00`; the name as Node spells it. */
export function parseTimezone(text: string): string {
  if (/^[+-](?:0\d|1[0-4]):?[0-5]\d$/.test(text) || posixZone(text)) return text;
  try {
    // Some releases of Node take any offset here.
    if (/^[+-]/.test(text)) throw new RangeError();
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('Give a zone such as Europe/Berlin, UTC or +02:00.');
  }
}

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a time such as 90s, 30m, 1h or 2d; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit ?? ''] ?? 0);
}

/**
 * A point in time: absolute in milliseconds since the epoch; as the clock of the log shows it, written as if it were UTC;
 * or that long before the end of the log.
 */
export type TimeBound = { at: number } | { wallClock: number } | { before: number };

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/;

/** `2026-11-20T12:00`, or `2h`. */
export function parseTimeBound(text: string): TimeBound {
  const before = parseDuration(text);
  if (before !== undefined) return { before };
  const [, date = '', time = '00:00', zone] = ISO.exec(text) ?? [];
  const at = Date.parse(`${date}T${time}${zone?.replace(/(\d\d)(\d\d)$/, '$1:$2') ?? 'Z'}`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(at) || !existsDay(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)))) {
    throw new InvalidArgumentError('Give an ISO time such as 2026-11-20T12:00, or 2h, 3d before the end.');
  }
  return zone === undefined ? { wallClock: at } : { at };
}

/** For options that may be repeated and take several values separated by commas. */
export function collectList(text: string, previous: string[] = []): string[] {
  return [...previous, ...text.split(',').map((part) => part.trim()).filter((part) => part !== '')];
}

/** As collectList, for an option that means nothing without a value: an empty variable of a script must not pass for one. */
export function collectSome(text: string, previous: string[] = []): string[] {
  const list = collectList(text);
  if (list.length === 0) throw new InvalidArgumentError('Give at least one, as sshlog codes lists them.');
  return [...previous, ...list];
}

/** For options that may be repeated. */
export function collect(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}

/** `ip,user`, or `all`; the classes of every mention together. */
export function parseRedact(text: string, previous: Redactable[] = []): Redactable[] {
  const names = collectList(text);
  const kinds = names.flatMap((name) => REDACTABLE.filter((kind) => name === kind || name === 'all'));
  const areKnown = names.every((name) => name === 'all' || REDACTABLE.some((kind) => kind === name));
  if (!areKnown || kinds.length === 0) throw new InvalidArgumentError(`Give ${REDACTABLE.join(', ')}, separated by commas, or all.`);
  return [...previous, ...kinds];
}
