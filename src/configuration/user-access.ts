import type { Decision } from './decide.js';
import type { Effective } from './effective.js';
import { matchAddressList, matchesPattern, matchList } from './patterns.js';
import type { ConnectionFacts, Setting } from './types.js';

/** Whether AllowUsers and its kin let a user in, in the order in which sshd asks. */
export type Access =
  | { verdict: 'allowed' }
  /** `setting`: the line that denies, or the first of a list that leaves the user out. */
  | { verdict: 'denied'; keyword: AccessKeyword; setting: Setting }
  | { verdict: 'unknown'; keyword: AccessKeyword };

type AccessKeyword = 'DenyUsers' | 'AllowUsers' | 'DenyGroups' | 'AllowGroups';
const ORDER: readonly AccessKeyword[] = ['DenyUsers', 'AllowUsers', 'DenyGroups', 'AllowGroups'];

/** What the four lists say of who connects, asked in the order in which sshd does. */
export function userAccess(configuration: Effective, connection: ConnectionFacts): Access {
  for (const keyword of ORDER) {
    const { settings, perhaps } = configuration.get(keyword);
    if (settings.length === 0 && perhaps.length === 0) continue;
    if (perhaps.length > 0) return { verdict: 'unknown', keyword };
    const decisions = settings.map(({ args }) => anyOf(args.map((pattern) => named(keyword, pattern, connection))));
    const decision = anyOf(decisions);
    if (decision === 'unknown') return { verdict: 'unknown', keyword };
    const denies = keyword.startsWith('Deny');
    const setting = settings[denies ? decisions.indexOf('yes') : 0];
    if ((decision === 'yes') === denies && setting) return { verdict: 'denied', keyword, setting };
  }
  return { verdict: 'allowed' };
}

function named(keyword: AccessKeyword, pattern: string, connection: ConnectionFacts): Decision {
  if (keyword.endsWith('Groups')) {
    const { groups } = connection;
    return groups === undefined ? 'unknown' : decision(groups.some((group) => matchesPattern(group, pattern)));
  }
  const at = pattern.lastIndexOf('@');
  const { user, host, address } = connection;
  if (user === undefined) return 'unknown';
  if (at < 0) return decision(matchesPattern(user, pattern));
  if (!matchesPattern(user, pattern.slice(0, at))) return 'no';
  return hostMatches(host, address, pattern.slice(at + 1));
}

/** Either the address or the name of the host; an entry with `!` that matches the address outweighs both. */
function hostMatches(host: string | undefined, address: string | undefined, pattern: string): Decision {
  const byAddress = address === undefined ? undefined : matchAddressList(address, pattern);
  if (byAddress === 'negated') return 'no';
  if (byAddress === 'yes') return 'yes';
  if (host !== undefined && matchList(host.toLowerCase(), pattern, true) === 'yes') return address === undefined ? 'unknown' : 'yes';
  return host === undefined || address === undefined ? 'unknown' : 'no';
}

function anyOf(decisions: readonly Decision[]): Decision {
  if (decisions.includes('yes')) return 'yes';
  return decisions.includes('unknown') ? 'unknown' : 'no';
}

function decision(holds: boolean): Decision {
  return holds ? 'yes' : 'no';
}
