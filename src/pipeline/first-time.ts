import type { TimeAssumption } from '../events.js';
import { asInFiles } from '../records/gathered.js';
import { type ClockOptions, createLogClock } from '../records/log-clock.js';
import { ENVELOPES } from '../records/reader.js';

/** The time of the first line that has one, of whatever program, in milliseconds since the epoch; undefined where none has. */
export function firstTime(lines: readonly string[], options: ClockOptions): { time: number; assumed: readonly TimeAssumption[] } | undefined {
  const clock = createLogClock(options);
  for (const line of asInFiles(lines)) {
    for (const envelope of ENVELOPES) {
      const header = envelope.read(line, clock);
      if (header?.time !== undefined) return { time: header.time, assumed: header.timeAssumed };
    }
  }
  return undefined;
}
