const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The zone of this system. It is not asked for by its name: Intl has none for `TZ=:/etc/localtime` and `TZ=JST-9`, takes `TZ=GMT-1` for the
 * zone on the other side of Greenwich, and loads its tables for longer than a short log takes.
 */
export const LOCAL = 'local';

/** From a wall clock reading, written as if it were UTC in milliseconds, to UTC. */
export type ToUtc = (wallClock: number) => number;

/**
 * A time zone by IANA name (`Europe/Berlin`), as a fixed offset (`+02:00`), `UTC` or LOCAL.
 * In the hour that a change to winter time repeats, the first reading is taken.
 * @throws RangeError where the zone is not known
 */
export function timeZone(name: string): ToUtc {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (fixed) {
    const offset = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3]) * MINUTE);
    return (wallClock) => wallClock - offset;
  }
  if (name === 'UTC') return (wallClock) => wallClock;
  if (name === LOCAL) return hourByHour((utc) => -new Date(utc).getTimezoneOffset() * MINUTE);
  const format = formatOf(name);
  if (format.resolvedOptions().timeZone === 'UTC') return (wallClock) => wallClock;
  return hourByHour((utc) => offsetOf(format, utc));
}

/** Intl costs microseconds a call, and offsets change at most once an hour. @param offsetAt milliseconds ahead of UTC at a time */
function hourByHour(offsetAt: (utc: number) => number): ToUtc {
  let hour = Number.NaN;
  let offset = 0;
  return (wallClock) => {
    const thisHour = Math.floor(wallClock / HOUR);
    if (thisHour !== hour) {
      hour = thisHour;
      const first = offsetAt(wallClock - offsetAt(wallClock - 24 * HOUR));
      offset = first === offsetAt(wallClock - first) ? first : offsetAt(wallClock - first);
    }
    return wallClock - offset;
  };
}

/** One is made in a third of a millisecond, and each file of an input has a clock. */
let made: { name: string; format: Intl.DateTimeFormat } | undefined;

function formatOf(name: string): Intl.DateTimeFormat {
  if (made?.name !== name) made = { name, format: new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }) };
  return made.format;
}

function offsetOf(format: Intl.DateTimeFormat, utc: number): number {
  const name = format.formatToParts(utc).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * 1000);
}
