import { ALGORITHMS, type AlgorithmKind, findAlgorithm, isSupported } from '../openssh/algorithms.js';
import { backportedBy } from '../openssh/backports.js';
import { LIST_MODIFIERS } from '../openssh/configuration.js';
import { defaultNames, type ListName } from '../openssh/default-proposals.js';
import { compareReleases, type Release } from '../openssh/version.js';
import { matchesPattern } from './patterns.js';

export type ListKeyword =
  | 'KexAlgorithms' | 'HostKeyAlgorithms' | 'Ciphers' | 'MACs' | 'PubkeyAcceptedAlgorithms' | 'HostbasedAcceptedAlgorithms' | 'CASignatureAlgorithms';

const LISTS: Readonly<Record<ListKeyword, { list: ListName; kind: AlgorithmKind; patterns?: true }>> = {
  KexAlgorithms: { list: 'kex', kind: 'kex' },
  HostKeyAlgorithms: { list: 'hostkeyAccepted', kind: 'hostkey', patterns: true },
  Ciphers: { list: 'cipher', kind: 'cipher' },
  MACs: { list: 'mac', kind: 'mac' },
  PubkeyAcceptedAlgorithms: { list: 'hostkeyAccepted', kind: 'hostkey', patterns: true },
  HostbasedAcceptedAlgorithms: { list: 'hostkeyAccepted', kind: 'hostkey', patterns: true },
  CASignatureAlgorithms: { list: 'caSignature', kind: 'hostkey' },
};

export interface AlgorithmList {
  /** What holds, in the server's order. */
  names: readonly string[];
  sign?: '+' | '-' | '^';
  /** Names in the text that this release does not have, patterns that match none: sshd refuses to start with them, unless behind `-`. */
  refused: readonly string[];
  /** Names in the text that no table knows, which a patched build may have; they are in `names`. */
  unknown: readonly string[];
  /** Why the list as a whole is refused, as the end of a sentence that begins with the keyword. */
  faulty?: string;
}

/** Whether the value of a keyword, in its newest spelling, is a list of algorithms. */
export function isListKeyword(name: string): name is ListKeyword {
  return Object.hasOwn(LISTS, name);
}

/** What the keyword means in that release without a line. */
export function defaultAlgorithms(keyword: ListKeyword, release: Release): readonly string[] {
  return defaultNames(LISTS[keyword].list, release);
}

/**
 * The list that a value of the keyword means in that release; without a value its default.
 * @param text one argument, such as `+ssh-rsa` or `aes128-ctr,aes256-ctr`
 * @param defaults of the build, where they are known better than from its release
 */
export function algorithmList(
  keyword: ListKeyword, text: string | undefined, release: Release, defaults = defaultAlgorithms(keyword, release),
): AlgorithmList {
  const { kind, patterns = false } = LISTS[keyword];
  if (text === undefined) return { names: defaults, refused: [], unknown: [] };
  const sign = (['+', '-', '^'] as const).find((char) => text.startsWith(char));
  const entries = (sign === undefined ? text : text.slice(1)).split(',').filter((name) => name !== '');
  if (sign !== undefined && compareReleases(release, LIST_MODIFIERS[sign]) < 0) {
    return { names: [], sign, refused: [], unknown: [], faulty: `takes a list that begins with ${sign} from OpenSSH ${LIST_MODIFIERS[sign]} on, and this server has ${release}` };
  }
  if (sign === '-') return { names: defaults.filter((name) => !entries.some((entry) => matchesPattern(name, entry))), sign, refused: [], unknown: [] };
  const range = { min: release, max: release };
  const isPattern = (name: string) => patterns && /[*?]/.test(name);
  const refused = entries.filter((name) => !isPattern(name) && findAlgorithm(kind, name) !== undefined
    && isSupported(kind, name, range) === 'no' && backportedBy('algorithms', name, range) === undefined);
  const unknown = entries.filter((name) => !isPattern(name) && findAlgorithm(kind, name) === undefined);
  const known = entries.filter((name) => !refused.includes(name));
  const empty = known.find((name) => isPattern(name) && matching(kind, name, defaults, release).length === 0);
  const expanded = [...new Set(known.flatMap((name) => (isPattern(name) ? matching(kind, name, defaults, release) : [name])))];
  const names = sign === undefined ? expanded
    : sign === '+' ? [...defaults, ...expanded.filter((name) => !defaults.includes(name))]
    : [...expanded, ...defaults.filter((name) => !expanded.includes(name))];
  return { names, ...(sign && { sign }), refused: empty === undefined ? refused : [...refused, empty], unknown };
}

/**
 * A name in the list that is of no release; undefined where there is none. Names with a domain (RFC 4251 section 6) and
 * those of patched key exchanges may be of a vendor.
 */
export function unheardOf(keyword: ListKeyword, text: string): string | undefined {
  const { kind, patterns = false } = LISTS[keyword];
  if (text.startsWith('-')) return undefined;
  return text.replace(/^[+^]/, '').split(',').find((name) =>
    name !== '' && !name.includes('@') && !(patterns && /[*?]/.test(name)) && findAlgorithm(kind, name) === undefined);
}

/** All names of the release that match: those of the default list in its order, then the rest. */
function matching(kind: AlgorithmKind, pattern: string, defaults: readonly string[], release: Release): string[] {
  const range = { min: release, max: release };
  const others = ALGORITHMS[kind].filter(({ name, pattern: isPrefix }) => !isPrefix && !defaults.includes(name) && isSupported(kind, name, range) === 'yes');
  return [...defaults, ...others.map(({ name }) => name)].filter((name) => matchesPattern(name, pattern));
}
