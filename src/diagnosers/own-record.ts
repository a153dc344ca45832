import { copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';

/** Of a line that is kept, no more than this; the rest can be read in the file. */
const MAX_TEXT = 1024;

/** A record that outlives its line: it keeps copies, not the block of input that the line came in. */
export function ownRecord(record: LogRecord): LogRecord {
  return { ...record, raw: copyText(record.raw.slice(0, MAX_TEXT)), text: copyText(record.text.slice(0, MAX_TEXT)) };
}
