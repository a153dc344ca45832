import type { Finding, Report } from '../finding.js';
import { printable } from './safe-text.js';

/** `file:line: severity: text [code]`, one line a finding: the form that editors and grep understand. */
export function formatConcise(report: Report): string {
  return report.findings.map(conciseLine).join('');
}

/** One finding; how often it came where it is told again. */
export function conciseLine({ evidence, severity, title, code, state, count, attempts }: Finding): string {
  const isAgain = state === 'update';
  const { file, line } = (isAgain ? evidence.at(-1) : undefined) ?? evidence[0];
  const often = isAgain ? ` (again: now ${Math.max(count, attempts)} times)` : '';
  return `${printable(`${file}:${line}: ${severity}: ${title}${often} [${code}]`)}\n`;
}
