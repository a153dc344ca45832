import { asInFiles } from '../records/gathered.js';
import { createLogClock, type ClockOptions } from '../records/log-clock.js';
import { createRecordReader } from '../records/reader.js';

/** The latest time among these lines of sshd, in milliseconds since the epoch; undefined where none has a time. */
export function lastTime(lines: readonly string[], clock: ClockOptions): number | undefined {
  let last: number | undefined;
  const reader = createRecordReader('', createLogClock(clock), {
    record: ({ time }) => {
      if (time !== undefined && (last === undefined || time > last)) last = time;
    },
    other: () => {},
  });
  asInFiles(lines).forEach((line, i) => reader.line(line, i + 1, false));
  reader.end();
  return last;
}
