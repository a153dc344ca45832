import type { Finding } from '../../finding.js';
import type { Ignored } from './settings.js';

/** What configuration leaves out. */
export interface Ignoring {
  ignores(finding: Pick<Finding, 'code' | 'category'>): boolean;
  /** How many of these findings each rule leaves out; rules that leave out none are not there. */
  count(findings: readonly Finding[]): (Ignored & { count: number })[];
}

/** @param rules the first that fits a finding leaves it out */
export function createIgnoring(rules: readonly Ignored[] = []): Ignoring {
  const ruleOf = (finding: Pick<Finding, 'code' | 'category'>) => rules.find(({ code }) => code === finding.code || code === finding.category);
  return {
    ignores: (finding) => ruleOf(finding) !== undefined,
    count(findings) {
      const counts = new Map<Ignored, number>();
      for (const finding of findings) {
        const rule = ruleOf(finding);
        if (rule) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      }
      return [...counts].map(([rule, count]) => ({ ...rule, count }));
    },
  };
}
