import type { Report } from '../finding.js';
import { safeJson } from './safe-json.js';

/** The report as one JSON document of the form `sshlog.report/1`. */
export function formatJson(report: Report): string {
  return `${safeJson(report, 2)}\n`;
}
