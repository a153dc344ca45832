import { toSessionRow } from '../../pipeline/session-row.js';
import type { SessionRow } from '../../report/session.js';
import { formatSessionCsv, formatSessionNdjson, SESSION_CSV_HEAD, SESSIONS_JSON } from '../../report/session-machine.js';
import { formatSessionMarkdown, SESSION_MARKDOWN_HEAD } from '../../report/session-markdown.js';
import { formatSessionText, SESSION_TEXT_HEAD, wrapSessionText } from '../../report/session-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { parseTargets } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { type Layout, mayPage, openRowOutputs } from '../row-outputs.js';
import type { SharedOptions } from '../shared-options.js';

/** `sshlog sessions`: one row per connection, in the order in which they end. @returns the exit status */
export async function sessions(files: readonly string[], options: SharedOptions): Promise<number> {
  const targets = parseTargets(options.format, options.output, FORMATS.sessions, 'text');
  // Where programs read, a line is a row.
  const { isTTY, columns } = process.stdout;
  const wraps = isTTY && columns && targets.some(({ format, file }) => format === 'text' && file === undefined);
  const fitted = (row: string) => (wraps ? wrapSessionText(row, columns) : row);
  const layouts: Record<Format<'sessions'>, Layout<SessionRow>> = {
    text: { ...(!options.quiet && { head: fitted(SESSION_TEXT_HEAD) }), row: (row) => fitted(formatSessionText(row)) },
    json: SESSIONS_JSON,
    ndjson: { row: formatSessionNdjson },
    csv: { head: SESSION_CSV_HEAD, row: formatSessionCsv },
    markdown: { head: SESSION_MARKDOWN_HEAD, row: formatSessionMarkdown },
  };
  const outputs = openRowOutputs(targets, layouts, mayPage(files, options));
  const { output: redacted, ...redaction } = await redactionFor(options);
  const { unreadable, nothingRead } = await analyzeInputs(files, options, {
    ...redaction,
    ofServers: 'sessions',
    showsRows: process.stdout.isTTY && targets.some(({ file }) => file === undefined),
    onConnectionEnd: (connection, outcome, code) => outputs.write(redacted(toSessionRow(connection, outcome, code))),
  });
  if (nothingRead) outputs.discard();
  else await outputs.close();
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
