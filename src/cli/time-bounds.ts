import { edgeLines, edgeLinesOfStream } from '../input/edge-lines.js';
import type { Input } from '../input/input.js';
import { lastTime } from '../pipeline/last-time.js';
import { timeZone } from '../records/time-zone.js';
import type { TimeBound } from './parse-option.js';
import { endOfInput } from './interrupt.js';
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

/**
 * What `2h` counts back from: the last line of files, now for a stream. The time of an archive may be that of its last copy; it is
 * read for its last line where no plain file tells.
 */
async function endOfLog(inputs: readonly Input[], { since, until, year }: SharedOptions, timezone: string): Promise<number> {
  if (![since, until].some((time) => time && 'before' in time)) return 0;
  const isPlain = inputs.some(({ seekable }) => seekable);
  const telling = inputs.filter(({ seekable, identity }) => seekable || identity === undefined || !isPlain);
  const ends = await Promise.all(telling.map(async ({ name, latest, seekable, identity, blocks }) => {
    if (identity === undefined) return latest;
    // Whoever cannot be read here is complained of when its turn comes.
    const lines = await (seekable ? edgeLines(name) : edgeLinesOfStream(blocks(endOfInput))).catch(() => []);
    return lastTime(lines, { latest, timezone, ...(year !== undefined && { year }) }) ?? latest;
  }));
  return Math.max(0, ...ends);
}
