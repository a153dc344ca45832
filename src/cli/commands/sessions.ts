import { toSessionRow } from '../../pipeline/session-row.js';
import type { SessionRow } from '../../report/session.js';
import { formatSessionCsv, formatSessionNdjson, SESSION_CSV_HEAD, SESSIONS_JSON } from '../../report/session-machine.js';
import { formatSessionText, SESSION_TEXT_HEAD } from '../../report/session-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { parseTargets } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { type Layout, openRowOutputs } from '../row-outputs.js';
import type { SharedOptions } from '../shared-options.js';

export const SESSIONS_FORMATS = ['text', 'json', 'ndjson', 'csv'] as const;

const LAYOUTS: Record<string, Layout<SessionRow>> = {
  json: SESSIONS_JSON,
  ndjson: { row: formatSessionNdjson },
  csv: { head: SESSION_CSV_HEAD, row: formatSessionCsv },
};

/** `sshlog sessions`: one row per connection, in the order in which they end. @returns the exit status */
export async function sessions(files: readonly string[], options: SharedOptions): Promise<number> {
  const text: Layout<SessionRow> = { ...(!options.quiet && { head: SESSION_TEXT_HEAD }), row: formatSessionText };
  const targets = parseTargets(options.format, options.output, SESSIONS_FORMATS, 'text');
  const outputs = openRowOutputs(targets, (format) => LAYOUTS[format] ?? text);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const { unreadable, nothingRead } = await analyzeInputs(files, options, {
    ...redaction,
    onConnectionEnd: (connection, outcome, code) => outputs.write(redacted(toSessionRow(connection, outcome, code))),
  });
  if (nothingRead) outputs.discard();
  else outputs.close();
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
