import { copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';
import type { ProofLine } from './diagnoser.js';

/** Of a line that is kept, no more than this; the rest can be read in the file. */
const MAX_TEXT = 1024;

/** A record that outlives its line. A line is a string of its own, so only what is longer than anybody reads has to go. */
export function ownRecord<T extends Pick<LogRecord, 'raw' | 'text'>>(record: T): T {
  if (record.raw.length <= MAX_TEXT && record.text.length <= MAX_TEXT) return record;
  return { ...record, raw: copyText(record.raw.slice(0, MAX_TEXT)), text: copyText(record.text.slice(0, MAX_TEXT)) };
}

/** What is needed to show a line, and nothing else of its record: there are thousands of them. */
export function proofLine(record: ProofLine): ProofLine {
  if (!('level' in record)) return record;
  const { file, line, host, pid, time, repeat, raw, text } = ownRecord(record);
  return { file, line, host, pid, time, repeat, raw, text };
}
