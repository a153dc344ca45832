import type { Report } from '../finding.js';
import { decode } from '../input/decode.js';
import { readLines } from '../input/read-lines.js';
import { createTwoSidedAnalyzer } from '../pipeline/two-sided.js';
import { version } from '../version.js';
import { bytesOf } from './bytes.js';
import { reportInFull } from './in-full.js';
import type { Log } from './log.js';
import { LogReadError } from './log-read-error.js';
import { type LogOptions, toAnalyzerOptions } from './options.js';

export interface AnalyzeOptions extends LogOptions {
  /** Name of the input in events and findings. Default `-`. */
  file?: string;
  /** Milliseconds since the epoch that no line can be later than; a log without years needs it, or `year`. */
  latest?: number;
  /** Bytes of a line that are kept. Default 16384; a longer line is cut and counted. */
  lineLimit?: number;
  /** Ends the log early, as if there were nothing more: the report is of what came before. */
  signal?: AbortSignal;
}

/**
 * Analyzes a log as `sshlog diagnose` does: text, or bytes packed by gzip, zstd, xz or bzip2, or UTF-16, told by their content.
 *
 * @example
 * const { findings } = await analyze(createReadStream('/var/log/auth.log'), { latest: Date.now() });
 *
 * @throws LogReadError where the log cannot be read to its end; its `report` is of what came before
 * @throws RangeError for a `timezone` or a release that does not exist
 */
export async function analyze(log: Log, options: AnalyzeOptions = {}): Promise<Report> {
  const { file = '-', latest, lineLimit, signal, ...rest } = options;
  const analyzer = createTwoSidedAnalyzer(toAnalyzerOptions(rest));
  const input = analyzer.open(file, latest);
  let bytes = 0;
  let failure: { error: unknown } | undefined;
  const counted = async function* () {
    for await (const block of decode(bytesOf(log, signal), file === '-' ? 'the log' : file)) {
      bytes += block.length;
      yield block;
    }
  };
  try {
    await readLines(counted(), input.line, { ready: () => input.ready(), ...(lineLimit !== undefined && { lineLimit }), ...(signal && { signal }) });
  } catch (error) {
    failure = { error };
  }
  await input.ready();
  input.end(bytes);
  const logged = analyzer.loggedSettings();
  if (logged.size > 0) {
    const { fittingOfLog } = await import('../fitting/logged.js');
    analyzer.know(fittingOfLog(logged));
  }
  const report = reportInFull(analyzer.report(version()));
  if (failure) throw new LogReadError(report, failure.error);
  return report;
}
