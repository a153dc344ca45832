import { analyzeInputs } from '../analysis.js';
import { type Chosen, createChoice } from '../diagnose/choice.js';
import type { DiagnoseOptions } from '../diagnose/options.js';
import { diagnoseTargets, isStreaming, liveOutputs, writeOutputs } from '../diagnose/outputs.js';
import { hasLines, tellRemarks } from '../diagnose/remarks.js';
import { EXIT, UsageError } from '../exit-status.js';
import { observe } from '../live/observe.js';
import { createStatusLine } from '../live/status-line.js';
import { openOutputs } from '../outputs.js';
import { redactionFor } from '../redaction.js';
import { isAtLeast } from '../select-findings.js';
import { terminalStyle } from '../terminal-style.js';

/** `sshlog diagnose`: what went wrong, for whom, why, and what to change. @returns the exit status */
export async function diagnose(files: readonly string[], options: DiagnoseOptions): Promise<number> {
  if (options.follow && options.merge) throw new UsageError('--merge needs the ends of all files; follow one of them, or leave out --follow');
  const patching = await patchingFor(options);
  const targets = diagnoseTargets(options, patching !== undefined);
  const choice = await createChoice(options, targets);
  const outputs = openOutputs(targets);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const wantsPage = targets.some((target) => target.format === 'html');
  const page = wantsPage ? (await import('../html-output.js')).createHtmlOutput(targets, redacted) : undefined;
  const live = observe({
    ...(await liveOutputs(outputs, options)),
    follow: options.follow ?? false,
    wants: choice.wants,
    redacted,
    status: createStatusLine(terminalStyle(options.color, false).chalk.dim),
  });
  const showsRows = process.stdout.isTTY && outputs.some(isStreaming);
  // What is told while the log is read has to be known in one place, and so have pseudonyms.
  const mayShare = !options.follow && !outputs.some(isStreaming) && !redaction.redaction;
  const { report: read, unreadable } = await analyzeInputs(files, options, { ...redaction, ...page?.hooks, showsRows, mayShare }, live);
  const chosen = await choice.from(read);
  const { whole, wanted, lookedFor } = chosen;
  const wentLive = live.finish(whole);
  await writeOutputs(outputs, redacted({ ...whole, findings: wanted }), {
    quiet: false,
    verbose: false,
    ...options,
    metas: lookedFor,
    page: (of) => page?.format(of, wanted) ?? '',
    patch: (of) => patching?.makePatch(of, options) ?? '',
    wentLive,
  });
  choice.settle(chosen, !unreadable);
  if (!options.quiet) tellRemarks(whole, targets, unreadable, options);
  return unreadable ? EXIT.unreadableInput : exitStatus(chosen, options);
}

/** Loaded only where a patch is wanted. What speaks against it is told before the log is read. */
async function patchingFor(options: DiagnoseOptions): Promise<typeof import('../patch.js') | undefined> {
  if (options.patch === undefined && !options.dropIn && !options.allowWeak) return undefined;
  const patching = await import('../patch.js');
  patching.checkPatchOptions(options);
  return patching;
}

/** Of a log that could be read. Who writes a baseline accepts what is found. */
function exitStatus({ whole, wanted }: Chosen, { failOn, failOnNoSshd, writeBaseline }: DiagnoseOptions): number {
  const fails = failOn !== 'never' && !writeBaseline && wanted.some(({ severity }) => isAtLeast(severity, failOn));
  return fails || (failOnNoSshd && !hasLines(whole)) ? EXIT.findings : EXIT.ok;
}
