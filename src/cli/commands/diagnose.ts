import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { Finding, FindingMeta, Report, Severity } from '../../finding.js';
import { plural } from '../../report/wording.js';
import { analyzeInputs } from '../analysis.js';
import { type BaselineOptions, openBaseline } from '../baseline.js';
import { withCodeLinks } from '../code-links.js';
import { describeSettings } from '../config/describe.js';
import { createIgnoring } from '../config/ignoring.js';
import { formatReport } from '../diagnose-formats.js';
import { EXIT, UsageError } from '../exit-status.js';
import { type Format, FORMATS } from '../formats.js';
import { type LiveOutput, observe } from '../live/observe.js';
import { LIVE_PRINTERS } from '../live/printers.js';
import { createStatusLine } from '../live/status-line.js';
import { tell } from '../open-inputs.js';
import { openOutputs, type Output, parseTargets, writeResult } from '../outputs.js';
import type { PatchOptions } from '../patch.js';
import { redactionFor } from '../redaction.js';
import { createSelection, isAtLeast, type Selection } from '../select-findings.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

export interface DiagnoseOptions extends SharedOptions, Selection, BaselineOptions, PatchOptions {
  failOn: Severity | 'never';
  failOnNoSshd?: boolean;
  follow?: boolean;
}

type DiagnoseOutput = Output<Format<'diagnose'> | 'patch'>;

/** `sshlog diagnose`: what went wrong, for whom, why, and what to change. @returns the exit status */
export async function diagnose(files: readonly string[], options: DiagnoseOptions): Promise<number> {
  if (options.follow && options.merge) throw new UsageError('--merge needs the ends of all files; follow one of them, or leave out --follow');
  const patching = await patchingFor(options);
  const targets = patching
    ? parseTargets([...(options.format ?? []), 'patch'], options.output, [...FORMATS.diagnose, 'patch'], 'patch')
    : parseTargets(options.format, options.output, FORMATS.diagnose, 'text');
  // The codes of clients' logs are loaded where they can matter: most logs are a server's.
  const choosesCodes = [options.select, options.ignore].some((codes) => codes !== undefined && codes.length > 0);
  let metas: readonly FindingMeta[] = choosesCodes ? await allMetas() : DIAGNOSERS.map(({ meta }) => meta);
  const isChosen = createSelection(options, metas);
  const { settings } = options;
  const ignoring = createIgnoring(settings?.ignored);
  const isSelected = (finding: Pick<Finding, 'code' | 'category' | 'severity'>) => isChosen(finding) && !ignoring.ignores(finding);
  const baseline = await openBaseline(options, targets);
  const wants = (finding: Finding) => isSelected(finding) && !baseline?.accepts(finding);
  if (!options.quiet) {
    for (const { code, expires, file } of settings?.expired ?? []) tell(`${file}: ${code} was to be ignored until ${expires} and is told again; take it out, or give it a new day`);
  }
  const outputs: DiagnoseOutput[] = openOutputs(targets);
  const { output: redacted, ...redaction } = await redactionFor(options);
  const wantsPage = targets.some((target) => target.format === 'html');
  const page = wantsPage ? (await import('../html-output.js')).createHtmlOutput(targets, redacted) : undefined;
  const live = observe({
    streaming: await Promise.all(outputs.filter(isStreaming).map((output) => liveOutput(output, options))),
    patient: await Promise.all(outputs.filter((output) => !isStreaming(output) && isLive(output)).map((output) => liveOutput(output, options))),
    follow: options.follow ?? false,
    wants,
    redacted,
    status: createStatusLine(terminalStyle(options.color, false).chalk.dim),
  });
  const showsRows = process.stdout.isTTY && outputs.some(isStreaming);
  // What is told while the log is read has to be known in one place, and so have pseudonyms.
  const mayShare = !options.follow && !outputs.some(isStreaming) && !redaction.redaction;
  const { report: read, unreadable } = await analyzeInputs(files, options, { ...redaction, ...page?.hooks, showsRows, mayShare }, live);
  if (read.findings.some(({ code }) => !metas.some((meta) => meta.code === code))) metas = await allMetas();
  const selected = read.findings.filter(isSelected);
  const left = selected.filter(wants);
  const whole = {
    ...read,
    ...(baseline && { accepted: selected.length - left.length }),
    ...(settings && { settings: describeSettings(settings, ignoring.count(read.findings.filter(isChosen)), options.redact !== undefined) }),
  };
  const wentLive = live.finish(whole);
  const report = redacted({ ...whole, findings: left });
  const lookedFor = metas.filter((meta) => isSelected(meta) || report.findings.some(({ code }) => code === meta.code));
  for (const output of outputs) {
    if (isStreaming(output) || (wentLive && isLive(output))) output.sink.close();
    else {
      const context = { quiet: false, verbose: false, ...options, metas: lookedFor, page: (of: Report) => page?.format(of, left) ?? '' };
      const { format } = output.target;
      if (format !== 'patch') await writeResult(output, await formatReport(report, { ...output.target, format }, context), options.pager);
      else {
        if (patching) output.sink.write(patching.makePatch(report, options));
        output.sink.close();
      }
    }
  }
  baseline?.settle(selected, lookedFor, { complete: !unreadable, verbose: options.verbose ?? false });
  const isText = targets.some(({ format }) => format === 'text' || format === 'markdown');
  if (whole.accepted && !isText && !options.quiet) {
    tell(`${plural(whole.accepted, 'finding is', 'findings are')} left out, which ${options.baseline} accepts`);
  }
  const noSshd = whole.input.recognized + whole.input.unknown === 0;
  if (noSshd && !unreadable && !options.quiet) {
    const bounds = (['since', 'until', 'host'] as const).filter((name) => options[name] !== undefined).map((name) => `--${name}`);
    if (bounds.length > 0 && whole.input.lines > 0) tell(`no line of sshd is within ${bounds.join(' and ')}; look at the log without`);
    else if (targets.every((target) => target.format !== 'text')) tell('no line of sshd was found; is this the right log?');
  }
  // A name that is mistyped must not pass for one without problems.
  const whose = (['user', 'from'] as const).filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  if (whose.length > 0 && !noSshd && whole.connections.total === 0 && read.findings.length === 0 && !options.quiet) {
    tell(`no connection is within ${whose.join(' and ')}; look at the log without`);
  }
  if (unreadable) return EXIT.unreadableInput;
  const { failOn } = options;
  const fails = failOn !== 'never' && !options.writeBaseline && left.some(({ severity }) => isAtLeast(severity, failOn));
  return fails || (options.failOnNoSshd && noSshd) ? EXIT.findings : EXIT.ok;
}

/** Loaded only where a patch is wanted. What speaks against it is told before the log is read. */
async function patchingFor(options: DiagnoseOptions): Promise<typeof import('../patch.js') | undefined> {
  if (options.patch === undefined && !options.dropIn && !options.allowWeak) return undefined;
  const patching = await import('../patch.js');
  patching.checkPatchOptions(options);
  return patching;
}

/** A file is complete only when its report is. */
function isLive({ target }: DiagnoseOutput): boolean {
  return target.file === undefined && Object.hasOwn(LIVE_PRINTERS, target.format);
}

function isStreaming({ target }: DiagnoseOutput): boolean {
  return target.format === 'ndjson';
}

async function liveOutput({ target, sink }: DiagnoseOutput, options: DiagnoseOptions): Promise<LiveOutput> {
  const toFile = target.file !== undefined;
  const style = await withCodeLinks(terminalStyle(options.color, toFile), toFile);
  const printer = LIVE_PRINTERS[target.format]?.({ style, quiet: options.quiet ?? false, verbose: options.verbose ?? false });
  if (!printer) throw new Error(`${target.format} cannot be printed live`);
  return { printer, write: (text) => sink.write(text) };
}

async function allMetas(): Promise<readonly FindingMeta[]> {
  const { METAS } = await import('../../diagnosers/metas.js');
  return METAS;
}
