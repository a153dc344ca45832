import { explainReadError, InputError } from '../input/input-error.js';
import { edgeLines } from '../input/edge-lines.js';
import { type Input, openFile } from '../input/open-file.js';
import { readLines } from '../input/read-lines.js';
import type { Report } from '../finding.js';
import { type AnalyzerOptions, createAnalyzer } from '../pipeline/analyzer.js';
import { lastTime } from '../pipeline/last-time.js';
import { printable } from '../report/safe-text.js';
import { timeZone } from '../records/time-zone.js';
import { chooseInputs } from './choose-inputs.js';
import { endOfInput as signal } from './interrupt.js';
import { outputReady } from './outputs.js';
import type { TimeBound } from './parse-option.js';
import type { SharedOptions } from './shared-options.js';
import { version } from './version.js';

export interface Analysis {
  report: Report;
  /** An input could not be read, wholly or partly. */
  unreadable: boolean;
  /** No input could be opened: there is nothing to tell beside the error. */
  nothingRead: boolean;
}

/** What a command wants to be told while the log is read, and by which diagnosers it is looked at. */
export type AnalyzerHooks = Pick<AnalyzerOptions, 'onEvent' | 'onConnectionEnd' | 'diagnosers' | 'follower'>;

/** Reads all inputs through one analyzer. What cannot be read is said on standard error, and the rest is read. */
export async function analyzeInputs(files: readonly string[], options: SharedOptions, hooks: AnalyzerHooks = {}): Promise<Analysis> {
  const names = chooseInputs(files, options.quiet ?? false);
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  let unreadable = false;

  const complain = (error: unknown, name: string) => {
    // A system error has a code; anything else is a defect of ours and no reason to blame the file.
    if (!(error instanceof InputError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const known = error instanceof InputError ? error : explainReadError(name, error);
    process.stderr.write(`sshlog: ${printable(known.message)}\n`);
    unreadable = true;
  };

  const inputs: Input[] = [];
  for (const name of names) {
    try {
      inputs.push(name === '-' ? standardInput() : await openFile(name));
    } catch (error) {
      complain(error, name);
    }
  }
  const bound = await timeBounds(inputs, options, timezone);
  const { user, from, host, since, until, year, openssh, lineLimit } = options;
  const analyzer = createAnalyzer({
    timezone,
    ...(year !== undefined && { year }),
    ...(openssh !== undefined && { openssh }),
    ...hooks,
    filter: {
      ...(user !== undefined && { user }),
      ...(from && { from }),
      ...(host !== undefined && { host }),
      ...(since && { since: bound(since) }),
      ...(until && { until: bound(until) }),
    },
  });
  for (const { name, stream, latest } of inputs) {
    if (signal.aborted) break;
    const input = analyzer.open(name, latest);
    let bytes = 0;
    try {
      const reading = { signal, ready: outputReady, ...(lineLimit !== undefined && { lineLimit }) };
      bytes = await readLines(stream(), (...line) => input.line(...line), reading);
    } catch (error) {
      complain(error, name);
    }
    input.end(bytes);
  }
  const report = analyzer.report(version());
  return { report, unreadable, nothingRead: unreadable && report.input.files.length === 0 };
}

function standardInput(): Input {
  return { name: '-', stream: () => process.stdin, latest: Date.now(), seekable: false };
}

type ToMilliseconds = (time: TimeBound) => number;

/** From what the user gives to milliseconds since the epoch. */
async function timeBounds(inputs: readonly Input[], options: SharedOptions, timezone: string): Promise<ToMilliseconds> {
  const toUtc = timeZone(timezone);
  const end = await endOfLog(inputs, options, timezone);
  return (time) => {
    if ('at' in time) return time.at;
    return 'wallClock' in time ? toUtc(time.wallClock) : end - time.before;
  };
}

/** What `2h` counts back from: the last line of files, now for a stream. */
async function endOfLog(inputs: readonly Input[], { since, until, year }: SharedOptions, timezone: string): Promise<number> {
  if (![since, until].some((time) => time && 'before' in time)) return 0;
  const ends = await Promise.all(inputs.map(async ({ name, latest, seekable }) => {
    if (!seekable) return latest;
    // Whoever cannot be read here is complained of when its turn comes.
    const lines = await edgeLines(name).catch(() => []);
    return lastTime(lines, { latest, timezone, ...(year !== undefined && { year }) }) ?? latest;
  }));
  return Math.max(0, ...ends);
}
