import { algorithmList, defaultAlgorithms, isListKeyword } from '../configuration/index.js';
import { matchesPattern } from '../configuration/patterns.js';
import { changeList } from '../fitting/list-change.js';
import { type AlgorithmKind, findAlgorithm } from '../openssh/algorithms.js';
import { acceptsModifier } from '../openssh/configuration.js';
import { exactRelease, type ReleaseRange } from '../openssh/version.js';
import { endsOf } from './release-ends.js';

const KINDS: Readonly<Record<string, AlgorithmKind>> = { KexAlgorithms: 'kex', Ciphers: 'cipher', MACs: 'mac' };

/** Whose names a list holds; undefined for keywords that hold no algorithms. All lists of keys share their names. */
export function kindOfList(keyword: string): AlgorithmKind | undefined {
  return isListKeyword(keyword) ? KINDS[keyword] ?? 'hostkey' : undefined;
}

/**
 * Whether a list accepts a name, in every release of the range.
 * @param text the argument of the keyword; without it, what the release has by itself
 */
export function accepts(keyword: string, text: string | undefined, name: string, range: ReleaseRange): 'yes' | 'no' | 'unknown' {
  if (text !== undefined && !/^[+^-]/.test(text)) return text.split(',').some((entry) => matchesPattern(name, entry)) ? 'yes' : 'no';
  if (text !== undefined && /^[+^]/.test(text) && text.slice(1).split(',').includes(name)) return 'yes';
  if (text?.startsWith('-') && text.slice(1).split(',').some((entry) => matchesPattern(name, entry))) return 'no';
  if (!isListKeyword(keyword)) return 'unknown';
  const [first, last] = endsOf(range).map((release) => algorithmList(keyword, text, release).names.includes(name));
  return first !== last ? 'unknown' : first ? 'yes' : 'no';
}

/** `fromDefault`: the text is upstream's default list, written out; a vendor's build may have further names. */
export type Rewritten = { text: string; fromDefault?: true } | { refused: string };

const UNCERTAIN = { refused: 'the whole list has to be written out, and the release that knows its default is not certain; --openssh VERSION tells it' };

/**
 * The list that accepts these names as well.
 * @param text the argument that is there; without it the list is the default
 * @param base the list that the server showed in the log, for releases that take no sign; `+`: the release takes one
 */
export function withNames(keyword: string, text: string | undefined, names: readonly string[], range: ReleaseRange, base?: readonly string[] | '+'): Rewritten {
  if (text !== undefined) {
    const changed = changeList(keyword, text, `+${names.join(',')}`, range);
    if (changed === undefined) return UNCERTAIN;
    return { text: changed, ...(text.startsWith('-') && !/^[+-]/.test(changed) && { fromDefault: true }) };
  }
  if (base === '+' || acceptsModifier('+', range)) return { text: `+${names.join(',')}` };
  return base === undefined ? defaultWith(keyword, names, range) : behind(keyword, base, names);
}

/** What a log shows may be forged: a list in it is as good as its names. */
function behind(keyword: string, base: readonly string[], names: readonly string[]): Rewritten {
  const kind = kindOfList(keyword);
  if (kind === undefined || base.some((name) => findAlgorithm(kind, name) === undefined)) return { refused: 'the list in the log has names of no known algorithm' };
  return { text: [...base, ...names.filter((name) => !base.includes(name))].join(',') };
}

function defaultWith(keyword: string, names: readonly string[], range: ReleaseRange): Rewritten {
  const release = exactRelease(range);
  if (release === undefined || !isListKeyword(keyword)) return UNCERTAIN;
  const present = defaultAlgorithms(keyword, release);
  return { text: [...present, ...names.filter((name) => !present.includes(name))].join(','), fromDefault: true };
}

/** The list without what matches these patterns. */
export function withoutNames(text: string | undefined, patterns: readonly string[], range: ReleaseRange): Rewritten {
  if (text === undefined || text.startsWith('-')) {
    if (!acceptsModifier('-', range)) return { refused: 'a list that begins with - needs OpenSSH 7.5' };
    return { text: text === undefined ? `-${patterns.join(',')}` : [text, ...patterns].join(',') };
  }
  if (/^[+^]/.test(text)) return { refused: 'the list counts from the default, which cannot lose names in the same line' };
  const kept = text.split(',').filter((entry) => !patterns.some((pattern) => matchesPattern(entry, pattern)));
  return kept.length > 0 ? { text: kept.join(',') } : { refused: 'the list would be empty, and nobody could connect' };
}
