import { NOTHING_ASSUMED, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import { type IsoTime, readIsoTime } from './iso-time.js';
import type { LogClock } from './log-clock.js';
import { readSyslogTime } from './syslog-time.js';

/** What separates seconds, milliseconds, microseconds and nanoseconds since the epoch, and how many microseconds each is: each holds the years 1973 to 5138. */
const UNITS = [[1e11, 1e6], [1e14, 1e3], [1e17, 1], [1e20, 1e-3]] as const;

/**
 * Reads the time in a field of structured data: ISO 8601, RFC 3164, or a number since the epoch in a unit that its size tells.
 * Undefined where it is none of these.
 */
export function readAnyTime(value: unknown, clock: LogClock): IsoTime | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{9,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
  if (number !== undefined) {
    const factor = UNITS.find(([limit]) => number < limit)?.[1];
    if (factor === undefined || !(number > 0)) return undefined;
    // A number holds microseconds exactly, and nanoseconds not quite: a little too few must not cost a millisecond.
    return { time: Math.floor(Math.round(number * factor) / 1000), timeAssumed: NOTHING_ASSUMED };
  }
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const iso = readIsoTime(value, clock);
  if (iso) return iso;
  const time = readSyslogTime(value, clock);
  return time === undefined ? undefined : { time, timeAssumed: YEAR_AND_ZONE_ASSUMED };
}
