import type { Finding } from '../finding.js';
import { safeJson } from './safe-json.js';

/** A finding that is accepted as it is. Only the fingerprint counts; the rest says to people what it is. */
export interface BaselineEntry {
  code: string;
  host?: string;
  summary: string;
  /** Why it is accepted, in somebody's words. */
  reason?: string;
  fingerprint: string;
}

export interface Baseline {
  schema: 'sshlog.baseline/1';
  accepted: BaselineEntry[];
}

/** The entry of a finding. */
export function toBaselineEntry({ code, host, summary, fingerprint }: Finding): BaselineEntry {
  return { code, ...(host !== undefined && { host }), summary, fingerprint };
}

/** A baseline as the text of its file, in an order that does not depend on the log, so that a change is a small difference. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const key = ({ code, host = '', fingerprint }: BaselineEntry) => [code, host, fingerprint].join('\0');
  const accepted = [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const baseline: Baseline = { schema: 'sshlog.baseline/1', accepted };
  return `${safeJson(baseline, 2)}\n`;
}
