import type { Finding, Report } from '../../finding.js';
import { formatText } from '../../report/text.js';
import { analyzeInputs } from '../analysis.js';
import { redactionFor } from '../redaction.js';
import type { SharedOptions } from '../shared-options.js';
import { tell } from '../tell.js';
import { terminalStyle } from '../terminal-style.js';

/**
 * Says on standard error what a log of ssh tells about the failure.
 * @param shownAs what the evidence calls the log: a file that is gone when somebody reads it is of no use
 */
export async function printDiagnosis(path: string, shownAs: string, options: Pick<SharedOptions, 'color' | 'redact'>): Promise<void> {
  const shared: SharedOptions = { ...options, pager: false, quiet: true };
  const { output: redacted, ...redaction } = await redactionFor(shared);
  const { report } = await analyzeInputs([path], shared, redaction);
  const findings = report.findings.filter(isNews);
  if (findings.length === 0) {
    tell('ssh failed, and nothing in its log is known to be the reason; the log of the server may tell more (sshlog diagnose there)');
    return;
  }
  const named = redacted(renamed({ ...report, findings }, path, shownAs));
  process.stderr.write(`\n${formatText(named, terminalStyle(options.color, false, process.stderr), { quiet: true })}`);
}

/** That the log is one of a client, and at DEBUG3, is this command's own doing. */
function isNews({ category }: Finding): boolean {
  return category !== 'log';
}

/** The report with another name for the file. */
function renamed(report: Report, from: string, to: string): Report {
  return JSON.parse(JSON.stringify(report), (_, value: unknown) => (value === from ? to : value)) as Report;
}
