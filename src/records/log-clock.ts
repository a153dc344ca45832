import { timeZone, type ToUtc } from './time-zone.js';

const DAY = 86_400_000;
/** Lines of one log arrive a little out of order, and clocks are set back a little; more than this is a new year. */
const BACKWARD_TOLERANCE = 7 * DAY;

const HALF_YEAR = 183 * DAY;

/** Where nothing bounds the year. A leap year, so that every date of the log exists. */
const UNKNOWN_YEAR = 1972;

export interface ClockOptions {
  /** Year of the first line, for formats that write none. */
  year?: number;
  /** Zone of a wall clock without offset: IANA name, `+02:00` or `UTC`. Default UTC. */
  timezone?: string;
  /** Milliseconds since the epoch that no line can be later than: when the file was last written, or now. */
  latest?: number;
}

/** Turns what a time stamp says into UTC. One per input: the year follows from the lines before. */
export interface LogClock {
  /** Month 0 to 11; `millisecond` is the time of day. Undefined for a date that does not exist. */
  withoutYear(month: number, day: number, millisecond: number): number | undefined;
  withoutZone(wallClock: number): number;
  /** The log goes on in another file, none of whose lines can be later than that; its year follows from it. */
  goOn(latest: number): void;
  /** Time has gone on since the input was opened: from now on no line can be later than this. */
  advance(latest: number): void;
  /** The time stamp that was read last, as written, and what it meant. */
  last: { stamp: string; time: number | undefined };
  /** The host that stood in a line last. */
  lastHost: string;
}

export function createLogClock(options: ClockOptions = {}): LogClock {
  const ofZone: ToUtc = timeZone(options.timezone ?? 'UTC');
  let latest = options.latest === undefined ? Number.POSITIVE_INFINITY : options.latest + DAY;
  let year = options.year;
  let previous: number | undefined;
  let previousUtc: number | undefined;

  const toUtc = (wallClock: number) => (previousUtc = ofZone(wallClock, previousUtc));
  const at = (inYear: number, month: number, day: number, millisecond: number) => Date.UTC(inYear, month, day) + millisecond;

  /** The latest year in which the date is not after the end of the log; a 29 February asks for a leap year. */
  function firstYear(month: number, day: number, millisecond: number): number {
    let candidate = Number.isFinite(latest) ? new Date(latest).getUTCFullYear() : UNKNOWN_YEAR;
    while (at(candidate, month, day, millisecond) > latest || !existsDay(candidate, month, day)) candidate--;
    return candidate;
  }

  return {
    withoutYear(month, day, millisecond) {
      if (!existsDay(2000, month, day)) return undefined;
      year ??= firstYear(month, day, millisecond);
      let time = at(year, month, day, millisecond);
      if (previous !== undefined) {
        const later = at(year + 1, month, day, millisecond);
        if (time < previous - BACKWARD_TOLERANCE && (later <= latest || options.year !== undefined)) {
          year++;
          time = later;
        } else if (at(year - 1, month, day, millisecond) > previous - BACKWARD_TOLERANCE) {
          // 31 December behind 1 January: a straggler of the old year, which stays the exception.
          return toUtc(at(year - 1, month, day, millisecond));
        } else if (time > latest && time - previous > HALF_YEAR && options.year === undefined) {
          // Pieces of a log, the newest first.
          year = firstYear(month, day, millisecond);
          time = at(year, month, day, millisecond);
        }
      }
      previous = time;
      return toUtc(time);
    },
    withoutZone: toUtc,
    goOn(newLatest) {
      // A year that the user gave is that of the first line of all; it goes on by the order of months.
      if (options.year !== undefined) return;
      latest = newLatest + DAY;
      year = undefined;
      previous = undefined;
      this.last = { stamp: '', time: undefined };
    },
    advance(now) {
      latest = Math.max(latest, now + DAY);
    },
    last: { stamp: '', time: undefined },
    lastHost: '',
  };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has that day; month 0 to 11. */
export function existsDay(year: number, month: number, day: number): boolean {
  const leap = month === 1 && (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 1 : 0;
  return day >= 1 && day <= (DAYS[month] ?? 0) + leap;
}
