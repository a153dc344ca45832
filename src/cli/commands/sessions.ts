import { toSessionRow } from '../../pipeline/session-row.js';
import type { SessionRow } from '../../report/session.js';
import { formatSessionCsv, formatSessionNdjson, SESSION_CSV_HEAD, SESSIONS_JSON } from '../../report/session-machine.js';
import { formatSessionText, SESSION_TEXT_HEAD } from '../../report/session-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { openSink, parseTargets } from '../outputs.js';
import type { SharedOptions } from '../shared-options.js';

export const SESSIONS_FORMATS = ['text', 'json', 'ndjson', 'csv'] as const;

interface Layout {
  head?: string;
  row: (row: SessionRow, isFirst: boolean) => string;
  tail?: string;
}

const LAYOUTS: Record<string, Layout> = {
  text: { head: SESSION_TEXT_HEAD, row: formatSessionText },
  json: SESSIONS_JSON,
  ndjson: { row: formatSessionNdjson },
  csv: { head: SESSION_CSV_HEAD, row: formatSessionCsv },
};

/** Characters that are gathered before they are written: a system call for each row would cost more than the row. */
const BUFFER = 65_536;

/** `sshlog sessions`: one row per connection, in the order in which they end. @returns the exit status */
export async function sessions(files: readonly string[], options: SharedOptions): Promise<number> {
  const outputs = parseTargets(options.format, options.output, SESSIONS_FORMATS, 'text').map((target) => {
    const layout = LAYOUTS[target.format] ?? { row: formatSessionText };
    const head = target.format === 'text' && options.quiet ? '' : layout.head;
    return { layout, sink: openSink(target), text: head ?? '' };
  });
  const flush = () => {
    for (const output of outputs) {
      const { text } = output;
      output.text = '';
      if (text !== '') output.sink.write(text);
    }
  };
  // At the latest when the block of input is done: who watches a live log waits for the row.
  let waiting: NodeJS.Immediate | undefined;
  let count = 0;
  const { unreadable } = await analyzeInputs(files, options, {
    onConnectionEnd: (connection, outcome, code) => {
      const row = toSessionRow(connection, outcome, code);
      const isFirst = count++ === 0;
      for (const output of outputs) {
        output.text += output.layout.row(row, isFirst);
        if (output.text.length >= BUFFER) flush();
      }
      waiting ??= setImmediate(() => {
        waiting = undefined;
        flush();
      });
    },
  });
  clearImmediate(waiting);
  for (const output of outputs) output.text += output.layout.tail ?? '';
  flush();
  for (const { sink } of outputs) sink.close();
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
