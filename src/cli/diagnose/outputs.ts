import type { Report } from '../../finding.js';
import { withCodeLinks } from '../code-links.js';
import { type Format, FORMATS } from '../formats.js';
import type { LiveOptions, LiveOutput } from '../live/observe.js';
import { LIVE_PRINTERS } from '../live/printers.js';
import { type Output, parseTargets, type Target, writeResult } from '../outputs.js';
import { terminalStyle } from '../terminal-style.js';
import { type FormatContext, formatReport } from './formats.js';
import type { DiagnoseOptions } from './options.js';

type DiagnoseFormat = Format<'diagnose'> | 'patch';
export type DiagnoseTarget = Target<DiagnoseFormat>;
export type DiagnoseOutput = Output<DiagnoseFormat>;

/** Where the report goes. A patch takes the place of the text that is printed where no format is asked for. */
export function diagnoseTargets({ format, output }: DiagnoseOptions, withPatch: boolean): DiagnoseTarget[] {
  return withPatch
    ? parseTargets([...(format ?? []), 'patch'], output, [...FORMATS.diagnose, 'patch'], 'patch')
    : parseTargets(format, output, FORMATS.diagnose, 'text');
}

/** Prints findings as soon as they are certain, whatever the input. */
export function isStreaming({ target }: DiagnoseOutput): boolean {
  return target.format === 'ndjson';
}

/** Prints findings one by one where the input is live. A file is complete only when its report is. */
function isPatient(output: DiagnoseOutput): boolean {
  return !isStreaming(output) && output.target.file === undefined && Object.hasOwn(LIVE_PRINTERS, output.target.format);
}

/** What is printed to while the log is read. */
export async function liveOutputs(outputs: readonly DiagnoseOutput[], options: DiagnoseOptions): Promise<Pick<LiveOptions, 'streaming' | 'patient'>> {
  const toLive = (wanted: readonly DiagnoseOutput[]) => Promise.all(wanted.map((output) => liveOutput(output, options)));
  return { streaming: await toLive(outputs.filter(isStreaming)), patient: await toLive(outputs.filter(isPatient)) };
}

async function liveOutput({ target, sink }: DiagnoseOutput, { color, quiet = false, verbose = false }: DiagnoseOptions): Promise<LiveOutput> {
  const toFile = target.file !== undefined;
  const style = await withCodeLinks(terminalStyle(color, toFile), toFile);
  const printer = LIVE_PRINTERS[target.format]?.({ style, quiet, verbose });
  if (!printer) throw new Error(`${target.format} cannot be printed live`);
  return { printer, write: (text) => sink.write(text) };
}

/** What outputs are written with, beyond the report. */
export interface WriteContext extends FormatContext {
  pager: boolean;
  /** Findings were printed one by one: those who can wait for them have got all. */
  wentLive: boolean;
  /** Makes the patch, where one is asked for. */
  patch: (report: Report) => string | Uint8Array;
}

/** Completes each output, with the report where it has not printed the findings already. */
export async function writeOutputs(outputs: readonly DiagnoseOutput[], report: Report, context: WriteContext): Promise<void> {
  for (const output of outputs) {
    const { target, sink } = output;
    const { format } = target;
    if (isStreaming(output) || (context.wentLive && isPatient(output))) sink.close();
    else if (format === 'patch') {
      sink.write(context.patch(report));
      sink.close();
    } else await writeResult(output, await formatReport(report, { ...target, format }, context), context.pager);
  }
}
