import type { FindingMeta, Severity } from '../finding.js';
import { SEVERITIES } from '../finding.js';
import { UsageError } from './exit-status.js';

export interface Selection {
  severity?: Severity;
  select?: string[];
  ignore?: string[];
}

/** A finding, or what is known of its kind. */
type Selectable = Pick<FindingMeta, 'code' | 'category' | 'severity'>;

/**
 * Whether the user wants to see a finding, or such findings.
 * @throws UsageError for a code or category that does not exist
 */
export function createSelection({ severity = 'info', select, ignore = [] }: Selection, metas: readonly FindingMeta[]): (finding: Selectable) => boolean {
  const known = new Set(metas.flatMap(({ code, category }): string[] => [code, category]));
  for (const name of [...(select ?? []), ...ignore]) {
    if (!known.has(name)) throw new UsageError(`there is no code or category ${name}; sshlog codes lists them`, { word: name, known: [...known] });
  }
  const names = (list: readonly string[], { code, category }: Selectable) => list.includes(code) || list.includes(category);
  return (finding) => isAtLeast(finding.severity, severity) && (!select || names(select, finding)) && !names(ignore, finding);
}

/** Whether a severity is as grave as the limit, or graver. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
