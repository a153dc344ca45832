import type { Report } from '../../src/finding.js';
import { analyze, type AnalyzeOptions } from '../../src/index.js';
import { LATEST } from './analyze-file.js';

/** Analyzes lines of one syslog file; `[pid] text` is short for a line of sshd on host `server` at a fixed time. */
export function analyzeLines(lines: readonly string[], options: AnalyzeOptions = {}): Promise<Report> {
  const text = lines.map((line) => `${syslog(line)}\n`).join('');
  return analyze(text, { file: 'log', latest: LATEST, ...options });
}

export function syslog(line: string): string {
  const short = /^\[(\d+)(?:@(\S+))?(?: (\d\d:\d\d:\d\d))?\] (.*)$/s.exec(line);
  return short ? `Nov 20 ${short[3] ?? '12:00:00'} ${short[2] ?? 'server'} sshd[${short[1]}]: ${short[4]}` : line;
}
