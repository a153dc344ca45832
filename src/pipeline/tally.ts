import type { LogRecord, TimeAssumption } from '../events.js';
import type { Report } from '../finding.js';

/** Counts what went in. */
export interface Tally {
  open(file: string): void;
  line(overLimit: boolean): void;
  record(record: LogRecord, recognized: boolean): void;
  other(): void;
  end(bytes: number): void;
  input(): Report['input'];
}

export function createTally(): Tally {
  const files: string[] = [];
  const assumed = new Set<TimeAssumption>();
  const counts = { lines: 0, bytes: 0, recognized: 0, unknown: 0, other: 0, truncated: 0 };
  let lastAssumed: readonly TimeAssumption[] | undefined;
  let firstTime: number | undefined;
  let lastTime: number | undefined;
  return {
    open(file) {
      // Several logs may have come through one.
      if (!files.includes(file)) files.push(file);
    },
    line(overLimit) {
      counts.lines++;
      if (overLimit) counts.truncated++;
    },
    record({ time, timeAssumed }, recognized) {
      if (recognized) counts.recognized++;
      else counts.unknown++;
      if (time === undefined) return;
      // The same list comes with every line of a format.
      if (timeAssumed !== lastAssumed) for (const assumption of timeAssumed) assumed.add(assumption);
      lastAssumed = timeAssumed;
      if (firstTime === undefined || time < firstTime) firstTime = time;
      if (lastTime === undefined || time > lastTime) lastTime = time;
    },
    other() {
      counts.other++;
    },
    end(bytes) {
      counts.bytes += bytes;
    },
    input: () => ({
      files,
      ...counts,
      ...(firstTime !== undefined && { firstTime: new Date(firstTime).toISOString() }),
      ...(lastTime !== undefined && { lastTime: new Date(lastTime).toISOString() }),
      timeAssumed: [...assumed].sort(),
    }),
  };
}
