import type { Report } from '../finding.js';
import { printable } from './safe-text.js';

/** `file:line: severity: text [code]`, one line a finding: the form that editors and grep understand. */
export function formatConcise(report: Report): string {
  return report.findings
    .map(({ evidence: [{ file, line }], severity, title, code }) => `${file}:${line}: ${severity}: ${title} [${code}]`)
    .map((line) => `${printable(line)}\n`)
    .join('');
}
