import { allBefore, type ReleaseRange } from '../openssh/version.js';
import { addressListFault } from './patterns.js';
import type { Criterion, CriterionName, Word } from './types.js';

const CRITERIA: readonly { name: CriterionName; since?: string; alone?: true }[] = [
  { name: 'User' },
  { name: 'Group' },
  { name: 'Host' },
  { name: 'Address' },
  { name: 'LocalAddress', since: '6.1' },
  { name: 'LocalPort', since: '6.1' },
  { name: 'All', since: '6.5', alone: true },
  { name: 'RDomain', since: '7.7' },
  { name: 'Invalid-User', since: '9.9', alone: true },
  { name: 'Version', since: '10.0' },
];

/** Criteria that only ssh has; some would run a command. */
const OF_CLIENT = /^(?:exec|canonical|final|originalhost|localuser|localnetwork|tagged|sessiontype|command)$/i;

/** Reads the arguments of a Match line. Faults are reasons for which sshd refuses it. */
export function readCriteria(words: readonly Word[], range: ReleaseRange): { criteria: Criterion[]; faults: string[] } {
  const criteria: Criterion[] = [];
  const faults: string[] = [];
  const parts = words.flatMap(({ text }) => splitAtEquals(text));
  for (let i = 0; i < parts.length; i++) {
    const written = parts[i] ?? '';
    const known = CRITERIA.find(({ name }) => name.toLowerCase() === written.toLowerCase());
    if (known === undefined) {
      faults.push(OF_CLIENT.test(written)
        ? `Match ${written} is of ssh_config: sshd has no such criterion`
        : `Match has no criterion ${written}: write ${CRITERIA.map(({ name }) => name).join(', ')}`);
      criteria.push({});
      i++;
      continue;
    }
    const { name, since, alone } = known;
    if (since !== undefined && allBefore(range, since)) faults.push(`Match ${name} is known from OpenSSH ${since} on`);
    if (alone) {
      criteria.push({ name });
      continue;
    }
    const pattern = parts[++i];
    if (pattern === undefined || pattern === '') {
      faults.push(`Match ${name} lacks its pattern`);
      criteria.push({});
      continue;
    }
    const fault = faultOf(name, pattern);
    if (fault !== undefined) faults.push(fault);
    criteria.push({ name, pattern });
  }
  if (parts.length === 0) faults.push('Match lacks its criteria');
  if (criteria.length > 1 && criteria.some(({ name }) => name === 'All')) faults.push('Match All must stand alone');
  return { criteria, faults };
}

function faultOf(name: CriterionName, pattern: string): string | undefined {
  if (name === 'LocalPort') return /^\d{1,5}$/.test(pattern) && Number(pattern) <= 65535 ? undefined : `Match LocalPort takes one port, not ${pattern}`;
  if (name !== 'Address' && name !== 'LocalAddress') return undefined;
  const fault = addressListFault(pattern);
  return fault === undefined ? undefined : `Match ${name}: ${fault}`;
}

/** `User=fred` and `User = fred` are `User fred`; the equals sign of a pattern stays. */
function splitAtEquals(text: string): string[] {
  if (text === '=') return [];
  const [, name, value] = /^([A-Za-z-]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || !CRITERIA.some((known) => known.name.toLowerCase() === name.toLowerCase())) return [text];
  return value === '' || value === undefined ? [name] : [name, value];
}
