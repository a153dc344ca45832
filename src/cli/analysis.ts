import type { Report } from '../finding.js';
import type { Input } from '../input/input.js';
import type { TimeRange } from '../input/journal.js';
import { readLines } from '../input/read-lines.js';
import { type Analyzer, type AnalyzerOptions, createAnalyzer, type LogInput } from '../pipeline/analyzer.js';
import { chooseInputs } from './choose-inputs.js';
import { endOfInput as signal } from './interrupt.js';
import { type Complaints, createComplaints, openInputs } from './open-inputs.js';
import { outputReady } from './outputs.js';
import type { SharedOptions } from './shared-options.js';
import { type Source, toSources } from './sources.js';
import { timeBounds } from './time-bounds.js';
import { version } from './version.js';

export interface Analysis {
  report: Report;
  /** An input could not be read, wholly or partly. */
  unreadable: boolean;
  /** No input could be opened: there is nothing to tell beside the error. */
  nothingRead: boolean;
}

/** What a command wants to be told while the log is read, and by which diagnosers it is looked at. */
export type AnalyzerHooks = Pick<AnalyzerOptions, 'onEvent' | 'onConnectionEnd' | 'diagnosers' | 'follower' | 'redaction'>;

/** Reads all inputs through one analyzer. What cannot be read is said on standard error, and the rest is read. */
export async function analyzeInputs(files: readonly string[], options: SharedOptions, hooks: AnalyzerHooks = {}): Promise<Analysis> {
  const choices = chooseInputs(files, options);
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const complaints = createComplaints({ tellEmpty: choices.length > 1 && !options.quiet });
  let range: TimeRange = {};
  const inputs = await openInputs(choices, complaints, () => range);
  const sources = await toSources(inputs, timezone);
  const bound = await timeBounds(inputs, options, timezone);
  const { user, from, host, since, until, year, openssh, merge, threshold } = options;
  range = { ...(since && { since: bound(since) }), ...(until && { until: bound(until) }) };
  const analyzer = createAnalyzer({
    timezone,
    ...(year !== undefined && { year }),
    ...(openssh !== undefined && { openssh }),
    ...(merge && { merge }),
    ...(threshold && { thresholds: threshold }),
    ...hooks,
    filter: {
      ...(user !== undefined && { user }),
      ...(from && { from }),
      ...(host !== undefined && { host }),
      ...range,
    },
  });
  await readSources(analyzer, sources, options, complaints);
  const report = analyzer.report(version());
  return { report, unreadable: complaints.any(), nothingRead: complaints.any() && report.input.files.length === 0 };
}

/** Merged, all sources are read side by side; otherwise one after the other. */
async function readSources(analyzer: Analyzer, sources: readonly Source[], options: SharedOptions, complaints: Complaints): Promise<void> {
  if (options.merge) {
    const opened = sources.map((source) => ({ source, log: open(analyzer, source) }));
    await Promise.all(opened.map(({ source, log }) => readSource(log, source, options, complaints)));
    return;
  }
  for (const source of sources) {
    if (signal.aborted) return;
    await readSource(open(analyzer, source), source, options, complaints);
  }
}

function open(analyzer: Analyzer, { name, files: [first] }: Source): LogInput {
  return analyzer.open(first?.name ?? name, first?.latest, name);
}

async function readSource(log: LogInput, { files }: Source, options: SharedOptions, complaints: Complaints): Promise<void> {
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    if (signal.aborted) break;
    if (i > 0) log.goOn(file.name, file.latest);
    const read = await readInput(log, file, options, complaints);
    if (read === 0 && !signal.aborted) complaints.empty(file.name);
    bytes += read;
  }
  log.end(bytes);
}

/** @returns bytes that were read */
async function readInput(log: LogInput, input: Input, { lineLimit }: SharedOptions, { complain }: Complaints): Promise<number> {
  let bytes = 0;
  const counted = async function* () {
    for await (const block of input.blocks(signal)) {
      bytes += block.length;
      yield block;
    }
  };
  try {
    const ready = () => outputReady() ?? log.ready();
    await readLines(counted(), (...line) => log.line(...line), { signal, ready, ...(lineLimit !== undefined && { lineLimit }) });
  } catch (error) {
    complain(error, input.name);
  }
  return bytes;
}
