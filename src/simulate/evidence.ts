import { asUnicode, copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';
import type { Evidence } from '../finding.js';

/** As much of a line as findings keep. */
const MAX_TEXT = 1024;

/** A line as evidence. @param look what the reader should look at in it */
export function evidenceOf({ file, line, raw }: Pick<LogRecord, 'file' | 'line' | 'raw'>, look = ''): Evidence {
  const text = asUnicode(copyText(raw.slice(0, MAX_TEXT)));
  const at = look === '' ? -1 : text.lastIndexOf(look);
  return { file, line, text, ...(at >= 0 && { mark: [at, at + look.length] as [number, number] }) };
}
