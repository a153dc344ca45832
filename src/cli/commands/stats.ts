import { createStats } from '../../pipeline/stats.js';
import { safeJson } from '../../report/safe-json.js';
import type { Stats } from '../../report/stats.js';
import { formatStatsText } from '../../report/stats-text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { openOutputs, parseTargets, type Target, writeResult } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

/** `sshlog stats`: logins, failures, sources, users, clients and algorithms over time. @returns the exit status */
export async function stats(files: readonly string[], options: SharedOptions): Promise<number> {
  const outputs = openOutputs(parseTargets(options.format, options.output, FORMATS.stats, 'text'));
  const collector = createStats(options.settings?.isKnownClient);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const { report, unreadable, nothingRead } = await analyzeInputs(files, options, {
    ...redaction,
    ofServers: 'statistics',
    diagnosers: [],
    onEvent: (event, connection) => collector.event(event, connection),
    onConnectionEnd: (connection, outcome) => collector.connectionEnded(connection, outcome),
  });
  if (nothingRead) {
    for (const { sink } of outputs) sink.discard();
    return EXIT.unreadableInput;
  }
  const result = redacted(collector.result(report));
  for (const output of outputs) {
    await writeResult(output, await format(result, output.target, options), options.pager);
  }
  return unreadable ? EXIT.unreadableInput : EXIT.ok;
}

async function format(stats: Stats, { format, file }: Target<Format<'stats'>>, { color, verbose }: SharedOptions): Promise<string> {
  switch (format) {
    case 'text':
      return formatStatsText(stats, terminalStyle(color, file !== undefined), verbose ? { verbose } : {});
    case 'json':
      return `${safeJson(stats, 2)}\n`;
    case 'csv':
      return (await import('../../report/stats-csv.js')).formatStatsCsv(stats);
    case 'markdown':
      return (await import('../../report/stats-markdown.js')).formatStatsMarkdown(stats);
  }
}
