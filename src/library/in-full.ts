import type { Finding, Report } from '../finding.js';

/** A finding of its own, with everything in it: what makes findings leaves what takes long until it is asked for. */
export function inFull(finding: Finding): Finding {
  return { ...finding };
}

export function reportInFull(report: Report): Report {
  return { ...report, findings: report.findings.map(inFull) };
}
