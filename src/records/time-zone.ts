import { posixZone } from './posix-zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The zone of this system. It is not asked for by its name: Intl has none for `TZ=:/etc/localtime` and `TZ=JST-9`, takes `TZ=GMT-1` for the
 * zone on the other side of Greenwich, and loads its tables for longer than a short log takes.
 */
export const LOCAL = 'local';

/** A line may be that much older than the one before it: processes log side by side. */
const DISORDER = 30_000;

/**
 * From a wall clock reading, written as if it were UTC in milliseconds, to UTC.
 * @param previous what the reading before it meant: of an hour that comes twice, it tells which of the two is read
 */
export type ToUtc = (wallClock: number, previous?: number) => number;

/**
 * A time zone by IANA name (`Europe/Berlin`), as a fixed offset (`+02:00`), by its rule as POSIX writes it, `UTC` or LOCAL.
 * In the hour that a change to winter time repeats, the first reading is taken, unless the clock has shown a later time before.
 * @throws RangeError where the zone is not known
 */
export function timeZone(name: string): ToUtc {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (fixed) {
    const offset = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3]) * MINUTE);
    return (wallClock) => wallClock - offset;
  }
  if (name === 'UTC') return (wallClock) => wallClock;
  if (name === LOCAL) return withChanges((utc) => -new Date(utc).getTimezoneOffset() * MINUTE);
  const rule = posixZone(name);
  if (rule) return withChanges(rule);
  const format = formatOf(name);
  if (format.resolvedOptions().timeZone === 'UTC') return (wallClock) => wallClock;
  return withChanges((utc) => offsetAt(format, utc));
}

/** How far a zone is ahead of UTC at a time, in milliseconds. */
export type OffsetAt = (utc: number) => number;

function withChanges(offset: OffsetAt): ToUtc {
  let known: Reading = { offset: 0, again: 0, begin: 0, end: 0 };
  return (wallClock, previous) => {
    if (wallClock < known.begin || wallClock >= known.end) known = readingAround(offset, wallClock);
    const first = wallClock - known.offset;
    const second = wallClock - known.again;
    return previous !== undefined && first < previous - DISORDER && second > previous - HOUR ? second : first;
  };
}

/** The offset of the readings of a wall clock from `begin` to `end`; `again` is that of their second time, where they come twice. */
interface Reading {
  offset: number;
  again: number;
  begin: number;
  end: number;
}

/** Intl costs microseconds a call: what it says holds for an hour, or where the zone changes in that, for a minute. */
function readingAround(offset: OffsetAt, wallClock: number): Reading {
  const begin = Math.floor(wallClock / HOUR) * HOUR;
  const end = begin + HOUR;
  const first = offsetsOf(offset, begin);
  const last = offsetsOf(offset, end - 1);
  if (first.offset === last.offset && first.again === last.again) return { ...first, begin, end };
  const minute = Math.floor(wallClock / MINUTE) * MINUTE;
  return { ...offsetsOf(offset, minute), begin: minute, end: minute + MINUTE };
}

/** A zone changes once in two days at most, so that a reading has yesterday's offset or tomorrow's. */
function offsetsOf(offset: OffsetAt, wallClock: number): Pick<Reading, 'offset' | 'again'> {
  const before = offset(wallClock - 24 * HOUR);
  const after = offset(wallClock + 24 * HOUR);
  const isBefore = offset(wallClock - before) === before;
  const isAfter = offset(wallClock - after) === after;
  // What does not exist is read as by a clock that nobody has put forward yet.
  return { offset: isBefore || !isAfter ? before : after, again: isAfter ? after : before };
}

/** One is made in a third of a millisecond, and each file of an input has a clock. */
let made: { name: string; format: Intl.DateTimeFormat } | undefined;

function formatOf(name: string): Intl.DateTimeFormat {
  if (made?.name !== name) made = { name, format: new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }) };
  return made.format;
}

function offsetAt(format: Intl.DateTimeFormat, utc: number): number {
  const name = format.formatToParts(utc).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * 1000);
}
