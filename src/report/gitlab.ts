import type { Finding, Report, Severity } from '../finding.js';
import { pathUnder } from './file-place.js';
import { safeJson } from './safe-json.js';
import { printable } from './safe-text.js';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * A Code Quality report of GitLab: what its widget in a merge request compares by fingerprint.
 * @param directory absolute path of the checkout
 */
export function formatGitlab({ findings }: Report, directory: string): string {
  return `${safeJson(findings.map((finding) => issue(finding, directory)), 2)}\n`;
}

function issue({ code, severity, title, summary, fingerprint, evidence: [{ file, line }] }: Finding, directory: string): object {
  return {
    description: printable(summary === title ? title : `${title}: ${summary}`),
    check_name: code,
    fingerprint,
    severity: SEVERITY[severity],
    location: { path: pathUnder(directory, file), lines: { begin: line } },
  };
}
