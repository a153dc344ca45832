import { copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';

/** Of a line that is kept, no more than this; the rest can be read in the file. */
const MAX_TEXT = 1024;

/** A record that outlives its line. A line is a string of its own, so only what is longer than anybody reads has to go. */
export function ownRecord<T extends Pick<LogRecord, 'raw' | 'text'>>(record: T): T {
  if (record.raw.length <= MAX_TEXT && record.text.length <= MAX_TEXT) return record;
  return { ...record, raw: copyText(record.raw.slice(0, MAX_TEXT)), text: copyText(record.text.slice(0, MAX_TEXT)) };
}
