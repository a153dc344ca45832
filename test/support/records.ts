import type { LogRecord, SshEvent } from '../../src/events.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { type ClockOptions, createLogClock } from '../../src/records/log-clock.js';
import { createRecordReader } from '../../src/records/reader.js';

export interface Read {
  records: LogRecord[];
  /** Lines of other programs, or no log lines at all. */
  others: number;
}

/** The lines of a text as the record reader gets them: latin1, without line feed. */
export function linesOf(text: string): string[] {
  const lines = Buffer.from(text, 'utf8').toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** All records of a text. The clock is that of a file written last on 21 November 2026, unless told otherwise. */
export function readRecords(text: string, clock: ClockOptions = { latest: Date.UTC(2026, 10, 21) }): Read {
  const read: Read = { records: [], others: 0 };
  const reader = createRecordReader('log', createLogClock(clock), {
    record: (record) => read.records.push(record),
    other: () => read.others++,
  });
  linesOf(text).forEach((line, i) => reader.line(line, i + 1, false));
  reader.end();
  return read;
}

/** The times of the records of a text, as ISO text. */
export function timesOf(text: string, clock: ClockOptions): string[] {
  return readRecords(text, clock).records.map(({ time }) => (time === undefined ? 'none' : new Date(time).toISOString()));
}

/** Every event of a text, `unknown` ones included. */
export function eventsOf(text: string): SshEvent[] {
  const events: SshEvent[] = [];
  const input = createAnalyzer({ diagnosers: [], onEvent: (event) => events.push(event) }).open('log');
  linesOf(text).forEach((line, i) => input.line(line, i + 1, false));
  input.end(0);
  return events;
}
