import { createStats } from '../../pipeline/stats.js';
import { safeJson } from '../../report/safe-json.js';
import { formatStatsText } from '../../report/stats-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { openOutputs, parseTargets } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

export const STATS_FORMATS = ['text', 'json'] as const;

/** `sshlog stats`: logins, failures, sources, users, clients and algorithms over time. @returns the exit status */
export async function stats(files: readonly string[], options: SharedOptions): Promise<number> {
  const outputs = openOutputs(parseTargets(options.format, options.output, STATS_FORMATS, 'text'));
  const collector = createStats();
  const { output: redacted, ...redaction } = await redactionFor(options);
  const { report, unreadable, nothingRead } = await analyzeInputs(files, options, {
    ...redaction,
    diagnosers: [],
    onEvent: (event, connection) => collector.event(event, connection),
    onConnectionEnd: (connection, outcome) => collector.connectionEnded(connection, outcome),
  });
  if (nothingRead) {
    for (const { sink } of outputs) sink.discard();
    return EXIT.unreadableInput;
  }
  const result = redacted(collector.result(report));
  for (const { target, sink } of outputs) {
    sink.write(target.format === 'json'
      ? `${safeJson(result, 2)}\n`
      : formatStatsText(result, terminalStyle(options.color, target.file !== undefined), options.verbose ? { verbose: true } : {}));
    sink.close();
  }
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}
