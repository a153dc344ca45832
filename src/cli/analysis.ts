import type { Report } from '../finding.js';
import { explainMissing } from '../input/input-error.js';
import type { Input } from '../input/input.js';
import type { TimeRange } from '../input/journal.js';
import { readFileLines } from '../input/read-file-lines.js';
import { type OnLine, readLines } from '../input/read-lines.js';
import type { Analyzer, AnalyzerOptions, LogInput } from '../pipeline/analyzer.js';
import { createTwoSidedAnalyzer, type TwoSidedOptions } from '../pipeline/two-sided.js';
import { chooseInputs } from './choose-inputs.js';
import { UsageError } from './exit-status.js';
import { keepHeapCompact } from './heap.js';
import { endOfInput as signal } from './interrupt.js';
import { localZone } from './local-zone.js';
import { type Complaints, createComplaints, openInputs, tell } from './open-inputs.js';
import { createProgress, type Progress } from './progress.js';
import { refuseOverwriting } from './overwriting.js';
import { outputReady } from './outputs.js';
import type { SharedOptions } from './shared-options.js';
import { type Source, toSources } from './sources.js';
import { timeBounds } from './time-bounds.js';
import { version } from '../version.js';

export interface Analysis {
  report: Report;
  /** An input could not be read, wholly or partly. */
  unreadable: boolean;
  /** No input could be read at all: the report is of nothing. */
  nothingRead: boolean;
}

/** What a command wants to be told while the log is read, and by which diagnosers it is looked at. */
export type AnalyzerHooks = Pick<TwoSidedOptions, 'onEvent' | 'onConnectionEnd' | 'diagnosers' | 'follower' | 'redaction' | 'onClientEvent' | 'wantsAttempt'>;

/** Looks on while the log is read. */
export interface Observer {
  /** Files are followed: read on when they grow, and under their name when they are rotated. */
  follow: boolean;
  /**
   * Comes before the first line.
   * @param endless an input may never end
   * @returns whether to call `line`
   */
  begin(analyzer: Analyzer, endless: boolean): boolean;
  /** Comes behind each line. */
  line(): void;
  /** Everything that was there has been read, where files are followed. */
  caughtUp(): void;
}

/**
 * Reads all inputs through one analyzer. What cannot be read is said on standard error, and the rest is read.
 * `showsRows`: something is printed on the terminal while the log is read, so that there is no place for a progress bar.
 * `ofServers`: the command has this to tell of servers' logs alone; that a log is a client's is said.
 */
export async function analyzeInputs(
  files: readonly string[], options: SharedOptions, { showsRows = false, ofServers, ...hooks }: AnalyzerHooks & { showsRows?: boolean; ofServers?: string } = {}, observer?: Observer,
): Promise<Analysis> {
  const choices = chooseInputs(files, options);
  refuseOverwriting(choices, options);
  const configuration = await configurationFor(options, hooks.redaction);
  const timezone = options.timezone ?? localZone();
  const complaints = createComplaints({ tellEmpty: choices.length > 1 && !options.quiet });
  let range: TimeRange = {};
  const inputs = await openInputs(choices, complaints, () => range, observer?.follow ?? false);
  const sources = await toSources(inputs, timezone);
  const bound = await timeBounds(inputs, options, timezone);
  const { user, from, host, since, until, year, openssh, merge, threshold, settings } = options;
  range = { ...(since && { since: bound(since) }), ...(until && { until: bound(until) }) };
  if (range.since !== undefined && range.until !== undefined && range.until < range.since) {
    throw new UsageError('--until is before --since, so that no line can be between them; exchange them');
  }
  const analyzer = createTwoSidedAnalyzer({
    several: sources.length > 1,
    timezone,
    ...(year !== undefined && { year }),
    ...(openssh !== undefined && { openssh }),
    ...(merge && { merge }),
    ...(threshold && { thresholds: threshold }),
    ...(configuration && { configuration }),
    ...(settings?.isTrusted && { isTrusted: settings.isTrusted }),
    ...hooks,
    ...(observer && { live: true }),
    filter: {
      ...(user !== undefined && { user }),
      ...(from && { from }),
      ...(host !== undefined && { host }),
      ...range,
    },
  });
  const looksOn = observer?.begin(analyzer, inputs.some(({ seekable, identity, follow }) => follow !== undefined || !(seekable || identity)));
  const progress = createProgress({ total: totalSize(inputs), wanted: !options.quiet && !showsRows && !observer?.follow });
  try {
    await readSources(analyzer, sources, { options, complaints, progress, onLine: looksOn ? () => observer?.line() : undefined }, () => observer?.caughtUp());
  } finally {
    progress.stop();
  }
  const logged = configuration ? undefined : analyzer.loggedSettings();
  if (logged && logged.size > 0) {
    const { fittingOfLog } = await import('../fitting/logged.js');
    analyzer.know(fittingOfLog(logged, hooks.redaction?.configurationLine));
  }
  const hosts = new Set(analyzer.servers().map(({ host }) => host));
  if (configuration && hosts.size > 1 && !options.quiet) tell(`the log has lines of ${hosts.size} hosts, and the configuration was taken for that of each; --host NAME picks one`);
  const report = analyzer.report(version());
  if (ofServers !== undefined && !options.quiet) {
    for (const { file } of report.clientLogs ?? []) tell(`${file === '-' ? 'standard input' : file} is a log of ssh, the client: ${ofServers} come from logs of sshd; sshlog diagnose, events and trace read it`);
  }
  const nothingRead = complaints.any() && report.input.bytes === 0;
  // What could be opened, but holds no text, was not read either.
  if (nothingRead) report.input.files = [];
  return { report, unreadable: complaints.any(), nothingRead };
}

/** What reads a configuration is loaded only where there is one. */
async function configurationFor({ sshdConfig, openssh, quiet }: SharedOptions, redaction: AnalyzerOptions['redaction']): Promise<AnalyzerOptions['configuration']> {
  if (sshdConfig === undefined) return undefined;
  const { readKnownConfiguration } = await import('./known-configuration.js');
  return readKnownConfiguration({ sshdConfig, ...(openssh !== undefined && { openssh }), ...(quiet && { quiet }) }, redaction?.configurationLine);
}

/** Undefined where one of them has no size. */
function totalSize(inputs: readonly Input[]): number | undefined {
  return inputs.reduce<number | undefined>((sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}

interface Reading {
  options: SharedOptions;
  complaints: Complaints;
  progress: Progress;
  onLine: (() => void) | undefined;
}

/** Merged, all sources are read side by side; otherwise one after the other what is there, and then all that is followed at once. */
async function readSources(analyzer: Analyzer, sources: readonly Source[], reading: Reading, caughtUp: () => void): Promise<void> {
  if (reading.options.merge) {
    const opened = sources.map((source) => ({ source, log: open(analyzer, source) }));
    await Promise.all(opened.map(({ source, log }) => readSource(log, source, reading, () => {})));
    return;
  }
  const following: Promise<void>[] = [];
  for (const source of sources) {
    if (signal.aborted) break;
    await new Promise<void>((sourceCaughtUp, failed) => {
      const read = readSource(open(analyzer, source), source, reading, sourceCaughtUp).then(sourceCaughtUp);
      read.catch(failed);
      following.push(read);
    });
  }
  caughtUp();
  await Promise.all(following);
}

function open(analyzer: Analyzer, { name, files: [first] }: Source): LogInput {
  return analyzer.open(first?.name ?? name, first?.latest, name);
}

async function readSource(log: LogInput, { files }: Source, reading: Reading, caughtUp: () => void): Promise<void> {
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    if (signal.aborted) break;
    if (i > 0) log.goOn(file.name, file.latest);
    // Of a rotated set only the newest file grows.
    const isFollowed = file.follow !== undefined && i === files.length - 1;
    const read = await (isFollowed ? followInput(log, file, reading, caughtUp) : readInput(log, file, file.blocks(signal, (bytes) => reading.progress.read(bytes, file.name)), reading));
    if (read === 0 && !signal.aborted) reading.complaints.empty(file.name);
    bytes += read;
  }
  await log.ready();
  log.end(bytes);
}

/** @returns bytes that were read */
async function followInput(log: LogInput, input: Input, reading: Reading, caughtUp: () => void): Promise<number> {
  const { name } = input;
  let bytes = 0;
  let found = false;
  try {
    for await (const blocks of input.follow?.({ signal, caughtUp, missing: (error) => tell(explainMissing(name, error)) }) ?? []) {
      found = true;
      bytes += await readInput(log, input, blocks, reading);
    }
    if (!found) reading.complaints.missing(name);
  } catch (error) {
    reading.complaints.complain(error, name);
  }
  return bytes;
}

/** @returns bytes that were read */
async function readInput(log: LogInput, input: Input, blocks: AsyncIterable<Buffer>, { options, complaints, onLine }: Reading): Promise<number> {
  const { lineLimit } = options;
  let bytes = 0;
  const counted = async function* () {
    for await (const block of blocks) {
      bytes += block.length;
      keepHeapCompact(bytes);
      yield block;
    }
  };
  const take: OnLine = onLine
    ? (...line) => {
      log.line(...line);
      onLine();
    }
    : (...line) => log.line(...line);
  try {
    const ready = () => outputReady() ?? log.ready();
    // What is piped, packed or still written comes in pieces of any size, and in its own time.
    const read = input.seekable && input.follow === undefined ? readFileLines : readLines;
    await read(counted(), take, { signal, ready, ...(lineLimit !== undefined && { lineLimit }) });
  } catch (error) {
    complaints.complain(error, input.name);
  }
  return bytes;
}
