import { Readable } from 'node:stream';
import type { SshEvent } from './events.js';
import type { Report } from './finding.js';
import { readLines } from './input/read-lines.js';
import { type AnalyzerOptions, createAnalyzer } from './pipeline/analyzer.js';

export type * from './events.js';
export type * from './finding.js';
export type { AnalyzerOptions } from './pipeline/analyzer.js';
export { DEFAULT_THRESHOLDS, type Thresholds } from './pipeline/analyzer.js';
export type { Filter } from './pipeline/filter.js';

export interface AnalyzeOptions extends AnalyzerOptions {
  /** Name of the input in events and findings. Default `-`. */
  file?: string;
  /** Milliseconds since the epoch that no line can be later than; a log without years needs it. */
  latest?: number;
  /** Bytes of a line that are kept. */
  lineLimit?: number;
}

type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Analyzes a log: a text, or its bytes in chunks of any size.
 * @throws what reading the chunks throws; the content of a log never throws
 */
export async function analyze(log: string | Chunks, options: AnalyzeOptions = {}): Promise<Report> {
  const analyzer = createAnalyzer(options);
  const input = analyzer.open(options.file ?? '-', options.latest);
  const stream = Readable.from(bytes(typeof log === 'string' ? [log] : log), { objectMode: false });
  const read = await readLines(stream, input.line, {
    ...(options.lineLimit !== undefined && { lineLimit: options.lineLimit }),
  });
  input.end(read);
  const logged = analyzer.loggedSettings();
  if (logged.size > 0 && options.configuration === undefined) {
    const { fittingOfLog } = await import('./fitting/logged.js');
    analyzer.know(fittingOfLog(logged));
  }
  return analyzer.report('');
}

/** The event of a single line, or undefined where it is no line of sshd. */
export function parseLine(line: string): SshEvent | undefined {
  let found: SshEvent | undefined;
  const analyzer = createAnalyzer({ diagnosers: [], onEvent: (event) => { found = event; } });
  const input = analyzer.open('-');
  input.line(Buffer.from(line, 'utf8').toString('latin1'), 1, false);
  input.end(line.length);
  return found;
}

async function* bytes(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : Buffer.from(chunk);
}
