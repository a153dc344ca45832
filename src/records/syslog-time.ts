import type { LogClock } from './log-clock.js';

const MONTHS = new Map(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, month) => [name, month]));
/** `Nov 20 12:00:00`, with the fraction that journalctl -o short-precise adds. Some loggers pad the day with a zero. */
const TIME = /^([A-Z][a-z][a-z]) ([ 0-3]?\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d{1,9}))?$/;

/**
 * Reads the time stamp of RFC 3164, which has neither year nor zone. Milliseconds since the epoch, UTC.
 * Many lines are of the same second, so the clock keeps the last one.
 */
export function readSyslogTime(stamp: string, clock: LogClock): number | undefined {
  if (clock.last.stamp === stamp) return clock.last.time;
  const match = TIME.exec(stamp);
  const month = match ? monthOf(match[1]) : undefined;
  if (!match || month === undefined) return undefined;
  const [, , day, hour, minute, second, fraction] = match;
  const millisecond = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const time = clock.withoutYear(month, Number(day), millisecond);
  clock.last = { stamp, time };
  return time;
}

/** The same of the beginning of a line, up to `end`. */
export function readSyslogTimeOf(line: string, end: number, clock: LogClock): number | undefined {
  const { stamp, time } = clock.last;
  return stamp.length === end && line.startsWith(stamp) ? time : readSyslogTime(line.slice(0, end), clock);
}

/** The number of a month, 0 to 11, by the first three letters of its English name. */
export function monthOf(name: string | undefined): number | undefined {
  return MONTHS.get(name ?? '');
}
