import type { ConnectionFacts, Criterion, MatchBlock } from './types.js';
import { matchAddressList, matchList } from './patterns.js';

export type Decision = 'yes' | 'no' | 'unknown';

/** Whether a Match line holds for the connection. One criterion that fails decides, whatever is unknown of the others. */
function decideBlock({ criteria, never }: MatchBlock, connection: ConnectionFacts): Decision {
  return never ? 'no' : allOf(criteria.map((criterion) => decide(criterion, connection)));
}

/** Whether all of the blocks hold. */
export function decideBlocks(blocks: readonly MatchBlock[], connection: ConnectionFacts): Decision {
  return allOf(blocks.map((block) => decideBlock(block, connection)));
}

function allOf(decisions: readonly Decision[]): Decision {
  if (decisions.includes('no')) return 'no';
  return decisions.includes('unknown') ? 'unknown' : 'yes';
}

function decide({ name, pattern = '' }: Criterion, connection: ConnectionFacts): Decision {
  switch (name) {
    case 'All':
      return 'yes';
    case 'User':
      return list(connection.user, pattern);
    case 'Host':
      return list(connection.host?.toLowerCase(), pattern, true);
    case 'Address':
      return addresses(connection.address, pattern);
    case 'LocalAddress':
      return addresses(connection.localAddress, pattern);
    case 'LocalPort':
      return known(connection.localPort, (port) => port === Number(pattern));
    case 'RDomain':
      return list(connection.rdomain, pattern);
    case 'Version':
      return list(connection.version, pattern);
    case 'Invalid-User':
      return known(connection.userExists, (exists) => !exists);
    case 'Group':
      return connection.userExists === false ? 'no' : known(connection.groups, (groups) => inGroups(groups, pattern));
    default:
      return 'unknown';
  }
}

/** A negated entry that matches any of the groups outweighs the rest. */
function inGroups(groups: readonly string[], pattern: string): boolean {
  const results = groups.map((group) => matchList(group, pattern));
  return !results.includes('negated') && results.includes('yes');
}

function list(text: string | undefined, pattern: string, fold = false): Decision {
  return known(text, (value) => matchList(value, pattern, fold) === 'yes');
}

function addresses(address: string | undefined, pattern: string): Decision {
  return known(address, (value) => matchAddressList(value, pattern) === 'yes');
}

function known<T>(value: T | undefined, holds: (value: T) => boolean): Decision {
  if (value === undefined) return 'unknown';
  return holds(value) ? 'yes' : 'no';
}
