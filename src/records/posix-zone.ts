import type { OffsetAt } from './time-zone.js';

const NAME = '(?:[A-Za-z]{3,16}|<[A-Za-z0-9+-]{1,16}>)';
const TIME = String.raw`([+-]?\d{1,3}(?::\d\d){0,2})`;
const RULE = String.raw`M(\d{1,2})\.([1-5])\.([0-6])(?:/${TIME})?`;
const ZONE = new RegExp(`^:?${NAME}${TIME}${NAME}${TIME}?,${RULE},${RULE}$`);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When summer time begins or ends: on a weekday of a week of a month, the fifth being the last; `time` is that of the wall clock. */
interface Change {
  month: number;
  week: number;
  weekday: number;
  time: number;
}

/** How POSIX writes a zone with summer time: `CET-1CEST,M3.5.0,M10.5.0/3`. Undefined for any other name. */
export function posixZone(name: string): OffsetAt | undefined {
  const match = ZONE.exec(name);
  if (!match) return undefined;
  // POSIX counts westwards.
  const standard = -duration(match[1]);
  const summer = match[2] === undefined ? standard + HOUR : -duration(match[2]);
  const begin = changeOf(match.slice(3, 7));
  const end = changeOf(match.slice(7, 11));
  return (utc) => {
    const year = new Date(utc + standard).getUTCFullYear();
    const from = wallClockOf(begin, year) - standard;
    const to = wallClockOf(end, year) - summer;
    // South of the equator a year begins and ends in summer.
    const isSummer = from < to ? utc >= from && utc < to : utc >= from || utc < to;
    return isSummer ? summer : standard;
  };
}

function duration(text = '2'): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function changeOf([month, week, weekday, time]: readonly string[]): Change {
  return { month: Number(month) - 1, week: Number(week), weekday: Number(weekday), time: duration(time) };
}

function wallClockOf({ month, week, weekday, time }: Change, year: number): number {
  const first = Date.UTC(year, month);
  const day = ((weekday - new Date(first).getUTCDay() + 7) % 7) + (week - 1) * 7;
  const isOver = first + day * DAY >= Date.UTC(year, month + 1);
  return first + (isOver ? day - 7 : day) * DAY + time;
}
