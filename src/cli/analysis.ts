import { explainReadError, InputError } from '../input/input-error.js';
import { lastLines } from '../input/last-lines.js';
import { type Input, openFile } from '../input/open-file.js';
import { readLines } from '../input/read-lines.js';
import type { Report } from '../finding.js';
import { type AnalyzerOptions, createAnalyzer } from '../pipeline/analyzer.js';
import { lastTime } from '../pipeline/last-time.js';
import { chooseInputs } from './choose-inputs.js';
import { endInputOnInterrupt } from './interrupt.js';
import type { TimeBound } from './parse-option.js';
import type { SharedOptions } from './shared-options.js';
import { version } from './version.js';

export interface Analysis {
  report: Report;
  /** An input could not be read, wholly or partly. */
  unreadable: boolean;
}

/** Reads all inputs through one analyzer. What cannot be read is said on standard error, and the rest is read. */
export async function analyzeInputs(files: readonly string[], options: SharedOptions, onEvent?: AnalyzerOptions['onEvent']): Promise<Analysis> {
  const names = chooseInputs(files, options.quiet ?? false);
  const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const signal = endInputOnInterrupt();
  let unreadable = false;

  const complain = (error: unknown, name: string) => {
    const known = error instanceof InputError ? error : explainReadError(name, error);
    process.stderr.write(`sshlog: ${known.message}\n`);
    unreadable = true;
  };

  const inputs: Input[] = [];
  for (const name of names) {
    try {
      inputs.push(name === '-' ? { name, stream: process.stdin, latest: Date.now() } : await openFile(name));
    } catch (error) {
      complain(error, name);
    }
  }
  const end = await endOfLog(inputs, options, timezone);
  const { user, from, host, since, until, year, openssh, lineLimit } = options;
  const analyzer = createAnalyzer({
    timezone,
    ...(year !== undefined && { year }),
    ...(openssh !== undefined && { openssh }),
    ...(onEvent && { onEvent }),
    filter: {
      ...(user !== undefined && { user }),
      ...(from && { from }),
      ...(host !== undefined && { host }),
      ...(since && { since: bound(since, end) }),
      ...(until && { until: bound(until, end) }),
    },
  });
  for (const { name, stream, latest } of inputs) {
    const input = analyzer.open(name, latest);
    let bytes = 0;
    try {
      bytes = await readLines(stream, (...line) => input.line(...line), { signal, ...(lineLimit !== undefined && { lineLimit }) });
    } catch (error) {
      complain(error, name);
    }
    input.end(bytes);
  }
  return { report: analyzer.report(version()), unreadable };
}

function bound(time: TimeBound, end: number): number {
  return 'at' in time ? time.at : end - time.before;
}

/** What `2h` counts back from: the last line of files, now for a stream. */
async function endOfLog(inputs: readonly Input[], { since, until }: SharedOptions, timezone: string): Promise<number> {
  if (![since, until].some((time) => time && 'before' in time)) return 0;
  const ends = await Promise.all(inputs.map(async ({ name, latest }) =>
    name === '-' ? latest : (lastTime(await lastLines(name), { latest, timezone }) ?? latest)));
  return Math.max(0, ...ends);
}
