import { edgeLines } from '../input/edge-lines.js';
import type { Input } from '../input/input.js';
import { lastTime } from '../pipeline/last-time.js';
import { timeZone } from '../records/time-zone.js';
import type { TimeBound } from './parse-option.js';
import type { SharedOptions } from './shared-options.js';

type ToMilliseconds = (time: TimeBound) => number;

/** From what the user gives to milliseconds since the epoch. */
export async function timeBounds(inputs: readonly Input[], options: SharedOptions, timezone: string): Promise<ToMilliseconds> {
  const toUtc = timeZone(timezone);
  const end = await endOfLog(inputs, options, timezone);
  return (time) => {
    if ('at' in time) return time.at;
    return 'wallClock' in time ? toUtc(time.wallClock) : end - time.before;
  };
}

/** What `2h` counts back from: the last line of files, now for a stream. */
async function endOfLog(inputs: readonly Input[], { since, until, year }: SharedOptions, timezone: string): Promise<number> {
  if (![since, until].some((time) => time && 'before' in time)) return 0;
  const ends = await Promise.all(inputs.map(async ({ name, latest, seekable }) => {
    if (!seekable) return latest;
    // Whoever cannot be read here is complained of when its turn comes.
    const lines = await edgeLines(name).catch(() => []);
    return lastTime(lines, { latest, timezone, ...(year !== undefined && { year }) }) ?? latest;
  }));
  return Math.max(0, ...ends);
}
