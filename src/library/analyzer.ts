import { DEFAULT_LINE_LIMIT } from '../input/line-limit.js';
import { type Analyzer, createAnalyzer } from '../pipeline/analyzer.js';
import { openGathered } from '../pipeline/gathered.js';
import { version } from '../version.js';
import { inFull, reportInFull } from './in-full.js';
import { type LogOptions, toAnalyzerOptions } from './options.js';

export interface LogAnalyzerOptions extends LogOptions {
  /** Findings are asked for while lines still come: see `news`. */
  live?: boolean;
}

/** One log, given line by line. */
export interface LogFile {
  /** The next line, with or without its line end. */
  line(text: string): void;
  /** The log has ended. */
  end(): void;
}

/** Takes lines as they come; nothing waits, and nothing is read by itself. */
export interface LogAnalyzer extends Pick<Analyzer, 'tick' | 'news' | 'findings' | 'servers' | 'progress'> {
  /**
   * Opens a log; several may be open at once.
   * @param file its name in events and findings. Default `-`
   * @param latest milliseconds since the epoch that no line can be later than; a log without years needs it, or `year`
   */
  open(file?: string, latest?: number): LogFile;
  /** Ends all connections and gives the result. Call it once, after the last log has ended. */
  report(): ReturnType<Analyzer['report']>;
}

/**
 * An analyzer to which you give the lines: for logs that are still written, and where lines do not come from a stream.
 *
 * @example
 * const analyzer = createAnalyzer({ live: true });
 * const log = analyzer.open('auth.log', Date.now());
 * log.line(line);
 * for (const finding of analyzer.news(Date.now())) show(finding);
 *
 * @throws RangeError for a release that does not exist; `open` for a `timezone`
 */
export function createLogAnalyzer(options: LogAnalyzerOptions = {}): LogAnalyzer {
  const { live, ...rest } = options;
  const { tick, news, findings, servers, progress, ...analyzer } = createAnalyzer({ ...toAnalyzerOptions(rest), ...(live !== undefined && { live }) });
  const open = openGathered(analyzer.open, rest);
  return {
    tick, news, servers, progress,
    findings: () => findings().map(inFull),
    open(file = '-', latest) {
      const input = open(file, latest);
      let number = 0;
      let bytes = 0;
      return {
        line(text) {
          // The stages behind take one character for each byte.
          const line = Buffer.from(text.endsWith('\n') ? text.slice(0, -1) : text, 'utf8').toString('latin1');
          number++;
          bytes += line.length + 1;
          input.line(line.slice(0, DEFAULT_LINE_LIMIT), number, line.length > DEFAULT_LINE_LIMIT);
        },
        end: () => input.end(bytes),
      };
    },
    report: () => reportInFull(analyzer.report(version())),
  };
}
