import { isListKeyword } from '../configuration/index.js';
import { patternName } from '../diagnosers/user-name.js';
import type { Finding } from '../finding.js';
import { isSupported } from '../openssh/algorithms.js';
import { keywordSpelled, spellingFault } from '../openssh/server-keywords.js';
import { allBefore, describeRange, type ReleaseRange } from '../openssh/version.js';
import type { Change, LeftOut, Wish } from './change.js';
import { describeFix } from './choose-fixes.js';
import { kindOfList } from './lists.js';
import { matchFault, valueFault } from './plain-value.js';
import { endsOf } from './release-ends.js';

/** Keywords whose words several lines may hold. */
const JOINED = ['AllowUsers', 'DenyUsers', 'AllowGroups', 'DenyGroups'];

/**
 * What the lines of a fix want, apart from the list that happens to stand in them; or why that cannot be in a patch.
 * @param known keywords, in their newest spelling, that the server takes whatever its release: vendors bring some to older ones
 */
export function readChanges(wish: Wish, range: ReleaseRange, known: (name: string) => boolean): Change[] | LeftOut {
  const changes = wish.fix.adds ? [addition(wish)] : linesOf(wish).map((line) => readLine(line, wish));
  for (const change of changes) {
    const { keyword, match } = change;
    const fault = known(nameOf(keyword, range)) || wish.fix.adds ? undefined : spellingFault(keyword, range);
    const reason = (match === undefined || match === usersOf(wish.finding) ? undefined : matchFault(match))
      ?? (fault === undefined ? undefined : `${keyword} is ${fault}`)
      ?? (match === undefined || mayBeInMatch(keyword, range) ? undefined : `${keyword} may not stand in a Match block of that release`)
      ?? valueFault(nameOf(keyword, range), wordsOf(change), change.operation === 'remove')
      ?? (change.operation === 'add' ? missingIn(change, range) : undefined);
    if (reason !== undefined) return { code: wish.finding.code, what: describeFix(wish.fix), reason };
  }
  return changes;
}

function mayBeInMatch(keyword: string, range: ReleaseRange): boolean {
  const inMatch = keywordSpelled(keyword, range)?.inMatch;
  return inMatch === true || (inMatch !== undefined && !allBefore(range, inMatch));
}

/** The keyword in the spelling of the newest release. */
export function nameOf(keyword: string, range: ReleaseRange): string {
  return keywordSpelled(keyword, range)?.name ?? keyword;
}

/** One name that sshd does not know, and it takes nothing of the file. What is gone from the newest that the server may be is such a name. */
function missingIn({ keyword, values }: Change, range: ReleaseRange): string | undefined {
  const kind = kindOfList(nameOf(keyword, range));
  if (kind === undefined) return undefined;
  const [, last] = endsOf(range);
  for (const value of values) {
    if (isSupported(kind, value, range) === 'no') return `OpenSSH ${describeRange(range)} has no ${value}`;
    if (isSupported(kind, value, { min: last, max: last }) !== 'yes') {
      return `not every OpenSSH ${describeRange(range)} has ${value}, and one without it refuses the whole file${last === range.min ? '' : '; --openssh VERSION may tell'}`;
    }
  }
  return undefined;
}

/** The arguments as a line would have them. */
function wordsOf({ operation, values }: Change): readonly string[] {
  if (operation === 'set') return (values[0] ?? '').split(' ');
  return operation === 'add' || operation === 'remove' ? [values.join(',')] : values;
}

function addition(wish: Wish): Change {
  const { keyword, names } = wish.fix.adds ?? { keyword: '', names: [] };
  const [, value = ''] = wish.fix.lines?.[0]?.split(' ') ?? [];
  const list = value.split(',').filter((name) => name !== '' && !names.includes(name));
  // Without the server's list in the log, the line is what the default may be.
  const base = value.startsWith('+') ? '+' as const : list.length > 0 && isShown(wish.finding, list) ? list : undefined;
  return { operation: 'add', keyword, values: names, ...(base && { base }), wishes: [wish] };
}

function isShown({ negotiation }: Finding, list: readonly string[]): boolean {
  return negotiation !== undefined && [negotiation, ...negotiation.next].some(({ serverOffer }) => serverOffer !== undefined && list.every((name) => serverOffer.includes(name)));
}

interface Line {
  text: string;
  match?: string;
}

function linesOf({ finding, fix }: Wish): Line[] {
  let match: string | undefined;
  return (fix.lines ?? []).flatMap((text): Line[] => {
    const [, criteria] = /^Match (.*)$/s.exec(text) ?? [];
    if (criteria !== undefined) {
      match = criteria === 'User USER' ? usersOf(finding) ?? criteria : criteria;
      return [];
    }
    return [{ text: text.trim(), ...(match !== undefined && { match }) }];
  });
}

/** Where the fix leaves the users to its reader, the finding knows them all, and their names mean nobody else. */
function usersOf({ users, omitted }: Finding): string | undefined {
  const names = users.map(({ name }) => patternName(name));
  return omitted.users > 0 || names.length === 0 || names.includes(undefined) ? undefined : `User ${names.toSorted().join(',')}`;
}

function readLine({ text, match }: Line, wish: Wish): Change {
  const [keyword = '', ...args] = text.split(' ');
  const change = { keyword, ...(match !== undefined && { match }), wishes: [wish] as const };
  const [value = ''] = args;
  const name = keywordSpelled(keyword)?.name ?? keyword;
  if (isListKeyword(name) && value.startsWith('+')) return { ...change, operation: 'add', values: value.slice(1).split(','), base: '+' };
  if (isListKeyword(name) && value.startsWith('-')) return { ...change, operation: 'remove', values: value.slice(1).split(',') };
  if (name === 'PerSourcePenaltyExemptList') return { ...change, operation: 'add', values: value.split(',') };
  if (name === 'HostKey') return { ...change, operation: 'files', values: args };
  return JOINED.includes(name) ? { ...change, operation: 'join', values: args } : { ...change, operation: 'set', values: [args.join(' ')] };
}
