import { NOTHING_ASSUMED, ZONE_ASSUMED } from './envelope.js';
import { existsDay, type LogClock } from './log-clock.js';
import type { TimeAssumption } from '../events.js';

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:[.,](\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)?$/;

export interface IsoTime {
  time: number;
  timeAssumed: readonly TimeAssumption[];
}

/** Reads a time of RFC 3339 or ISO 8601, with any fraction, `Z`, an offset or none. Milliseconds since the epoch, UTC. */
export function readIsoTime(text: string, clock: LogClock): IsoTime | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (!existsDay(Number(year), Number(month) - 1, Number(day))) return undefined;
  const wallClock =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) return { time: clock.withoutZone(wallClock), timeAssumed: ZONE_ASSUMED };
  return { time: wallClock - offset(zone), timeAssumed: NOTHING_ASSUMED };
}

function offset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(zone.length > 3 ? -2 : 3));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
