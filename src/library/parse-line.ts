import type { SshEvent } from '../events.js';
import { createAnalyzer } from '../pipeline/analyzer.js';
import { openGathered } from '../pipeline/gathered.js';
import { type LogEvent, toLogEvent } from './event.js';
import { type LogOptions, toAnalyzerOptions } from './options.js';

/**
 * What a line says; undefined where it is no line of sshd. A line of sshd that no wording fits is of type `unknown`.
 * Where the line has no year, and `year` is not given, its time is of 1972: `timeAssumed` says so.
 *
 * @example
 * parseLine('Nov 20 12:00:00 server sshd[42]: Invalid user fred from 192.0.2.1 port 4711')?.type // 'auth.invalid-user'
 *
 * @throws RangeError for a `timezone` or a release that does not exist
 */
export function parseLine(line: string, options: Pick<LogOptions, 'year' | 'timezone' | 'openssh'> = {}): LogEvent | undefined {
  const seen: SshEvent[] = [];
  const analyzer = createAnalyzer({ ...toAnalyzerOptions(options), diagnosers: [], onEvent: (event) => seen.push(event) });
  const input = openGathered(analyzer.open, options)('-');
  input.line(Buffer.from(line.trimEnd(), 'utf8').toString('latin1'), 1, false);
  input.end(line.length);
  return seen[0] && toLogEvent(seen[0]);
}
