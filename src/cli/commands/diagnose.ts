import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { Report, Severity } from '../../finding.js';
import { formatConcise } from '../../report/concise.js';
import { formatJson } from '../../report/json.js';
import { formatText } from '../../report/text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT } from '../exit-status.js';
import { openOutputs, parseTargets, type Target } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { isAtLeast, type Selection, selectFindings } from '../select-findings.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

export interface DiagnoseOptions extends SharedOptions, Selection {
  failOn: Severity | 'never';
  failOnNoSshd?: boolean;
}

export const DIAGNOSE_FORMATS = ['text', 'concise', 'json'] as const;

/** `sshlog diagnose`: what went wrong, for whom, why, and what to change. @returns the exit status */
export async function diagnose(files: readonly string[], options: DiagnoseOptions): Promise<number> {
  const targets = parseTargets(options.format, options.output, DIAGNOSE_FORMATS, 'text');
  const metas = DIAGNOSERS.map(({ meta }) => meta);
  // A wrong code is told before a large log is read.
  selectFindings({ findings: [] } as unknown as Report, options, metas);
  const outputs = openOutputs(targets);
  const redaction = await redactionFor(options);
  const { report: whole, unreadable } = await analyzeInputs(files, options, redaction);
  const report = redaction.output(selectFindings(whole, options, metas));
  for (const { target, sink } of outputs) {
    sink.write(format(report, target, options));
    sink.close();
  }
  const noSshd = whole.input.recognized + whole.input.unknown === 0;
  if (noSshd && !unreadable && !options.quiet && targets.every((target) => target.format !== 'text')) {
    process.stderr.write('sshlog: no line of sshd was found; is this the right log?\n');
  }
  if (unreadable) return EXIT.unreadableInput;
  const { failOn } = options;
  const fails = failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn));
  return fails || (options.failOnNoSshd && noSshd) ? EXIT.findings : EXIT.ok;
}

function format(report: Report, target: Target, options: DiagnoseOptions): string {
  switch (target.format) {
    case 'json':
      return formatJson(report);
    case 'concise':
      return formatConcise(report);
    default:
      return formatText(report, terminalStyle(options.color, target.file !== undefined), {
        ...(options.quiet && { quiet: true }),
        ...(options.verbose && { verbose: true }),
      });
  }
}
