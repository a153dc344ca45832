import { OUTCOME_GROUPS, type OutcomeGroup, type Tally } from '../overview.js';

/** What the groups of outcomes are called. Each is painted by the class `s-NAME`. */
export const GROUP_NAMES: Record<OutcomeGroup, string> = {
  accepted: 'logged in',
  denied: 'login failed',
  incompatible: 'no algorithm in common',
  dropped: 'refused or timed out',
  idle: 'left before a login',
  open: 'end not in the log',
};

export const GROUPS = OUTCOME_GROUPS.map(({ name }) => name);

export function sum(counts: Tally): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** `12 logged in, 3 login failed`: only what there is. */
export function tallyText(counts: Tally): string {
  const parts = GROUPS.flatMap((group, i) => (counts[i] ? [`${counts[i].toLocaleString('en')} ${GROUP_NAMES[group]}`] : []));
  return parts.length === 0 ? 'none' : parts.join(', ');
}
