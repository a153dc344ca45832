import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { Report, Severity } from '../../finding.js';
import { formatConcise } from '../../report/concise.js';
import { formatJson } from '../../report/json.js';
import { formatText } from '../../report/text.js';
import { analyzeInputs } from '../analysis.js';
import { EXIT, UsageError } from '../exit-status.js';
import { type LiveOutput, observe } from '../live/observe.js';
import { LIVE_PRINTERS } from '../live/printers.js';
import { createStatusLine } from '../live/status-line.js';
import { tell } from '../open-inputs.js';
import { openOutputs, parseTargets, type Sink, type Target } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { createSelection, isAtLeast, type Selection } from '../select-findings.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

export interface DiagnoseOptions extends SharedOptions, Selection {
  failOn: Severity | 'never';
  failOnNoSshd?: boolean;
  follow?: boolean;
}

export const DIAGNOSE_FORMATS = ['text', 'concise', 'json', 'ndjson'] as const;

/** `sshlog diagnose`: what went wrong, for whom, why, and what to change. @returns the exit status */
export async function diagnose(files: readonly string[], options: DiagnoseOptions): Promise<number> {
  if (options.follow && options.merge) throw new UsageError('--merge needs the ends of all files; follow one of them, or leave out --follow');
  const targets = parseTargets(options.format, options.output, DIAGNOSE_FORMATS, 'text');
  const wants = createSelection(options, DIAGNOSERS.map(({ meta }) => meta));
  const outputs = openOutputs(targets);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const live = observe({
    streaming: outputs.filter(isStreaming).map((output) => liveOutput(output, options)),
    patient: outputs.filter((output) => !isStreaming(output) && isLive(output)).map((output) => liveOutput(output, options)),
    follow: options.follow ?? false,
    wants,
    redacted,
    status: createStatusLine(terminalStyle(options.color, false).chalk.dim),
  });
  const { report: whole, unreadable } = await analyzeInputs(files, options, redaction, live);
  const wentLive = live.finish(whole);
  const report = redacted({ ...whole, findings: whole.findings.filter(wants) });
  for (const output of outputs) {
    if (!isStreaming(output) && !(wentLive && isLive(output))) output.sink.write(format(report, output.target, options));
    output.sink.close();
  }
  const noSshd = whole.input.recognized + whole.input.unknown === 0;
  if (noSshd && !unreadable && !options.quiet) {
    const bounds = (['since', 'until', 'host'] as const).filter((name) => options[name] !== undefined).map((name) => `--${name}`);
    if (bounds.length > 0 && whole.input.lines > 0) tell(`no line of sshd is within ${bounds.join(' and ')}; look at the log without`);
    else if (targets.every((target) => target.format !== 'text')) tell('no line of sshd was found; is this the right log?');
  }
  if (unreadable) return EXIT.unreadableInput;
  const { failOn } = options;
  const fails = failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn));
  return fails || (options.failOnNoSshd && noSshd) ? EXIT.findings : EXIT.ok;
}

interface Output {
  target: Target;
  sink: Sink;
}

/** A file is complete only when its report is. */
function isLive({ target }: Output): boolean {
  return target.file === undefined && Object.hasOwn(LIVE_PRINTERS, target.format);
}

function isStreaming({ target }: Output): boolean {
  return target.format === 'ndjson';
}

function liveOutput({ target, sink }: Output, options: DiagnoseOptions): LiveOutput {
  const style = terminalStyle(options.color, target.file !== undefined);
  const printer = LIVE_PRINTERS[target.format]?.({ style, quiet: options.quiet ?? false, verbose: options.verbose ?? false });
  if (!printer) throw new Error(`${target.format} cannot be printed live`);
  return { printer, write: (text) => sink.write(text) };
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
