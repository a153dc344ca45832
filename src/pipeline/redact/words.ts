import { isIP } from '../../ip-address.js';
import { registry } from '../../messages/registry.js';
import type { Names } from './names.js';

/** `user=fred`, `rhost=a.example`: what PAM says. */
const KEYED = String.raw`\b(?:r?user|logname|rhost)=("?)[^\s",;]*`;
/** What sshd says of a host-based login. */
const CLIENT = String.raw`client (?:user|host) "[^"]*(?:"|$)`;
/** A directory in which there are home directories, or one that holds `.ssh`. */
const HOME = String.raw`(?<home>(?<=\/(?:home|Users)\/)[^\s/"',:;]+|[^\s/"',:;]+(?=\/\.ssh(?:\/|\b)))`;
const WORD = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_.$-]*[\p{L}\p{N}_$])?`;
const PARTS = new RegExp(`${KEYED}|${CLIENT}|${HOME}|${WORD}`, 'gu');

const vocabulary = new Set<string>();

/** Words of messages: a user who is called like one is not meant wherever it stands. */
function isVocabulary(word: string): boolean {
  if (vocabulary.size === 0) addVocabulary(registry.patterns);
  return vocabulary.has(word.toLowerCase());
}

/** The words of these messages are nobody's name, beside those of sshd's. */
export function addVocabulary(patterns: readonly { regex: RegExp }[]): void {
  for (const { regex } of vocabulary.size === 0 ? [...registry.patterns, ...patterns] : patterns) {
    for (const word of regex.source.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? []) vocabulary.add(word);
  }
}

/** Words of a free text (a path, a reason, a command) that name somebody who is known, replaced. */
export function redactWords(text: string, names: Names): string {
  return text.replace(PARTS, (part, ...rest) => {
    const { home } = rest.at(-1) as { home?: string };
    if (home !== undefined) return homeOf(home, names);
    const keyed = /^(r?user|logname|rhost)=("?)(.*)$/s.exec(part);
    if (keyed) return `${keyed[1]}=${keyed[2]}${keyed[1] === 'rhost' ? names.host(keyed[3] ?? '') : names.user(keyed[3] ?? '')}`;
    const client = /^client (user|host) "([^"]*)("?)$/s.exec(part);
    if (client) return `client ${client[1]} "${client[1] === 'host' ? names.host(client[2] ?? '') : names.user(client[2] ?? '')}${client[3]}`;
    return knownWord(part, names) ?? part.replace(/[\p{L}\p{N}_]{3,}/gu, (word) => knownWord(word, names) ?? ofPieces(word, names));
  });
}

/** `fred_key` and the like. */
function ofPieces(word: string, names: Names): string {
  return word.includes('_') ? word.replace(/[\p{L}\p{N}]{3,}/gu, (piece) => knownWord(piece, names) ?? piece) : word;
}

/** The same for a path, in which a home directory names its user before any other line does. */
export function redactPath(path: string, names: Names): string {
  const homes = path.replace(/(?<=\/(?:home|Users)\/)[^/]+|[^/]+(?=\/\.ssh(?:\/|$))/g, (name) => homeOf(name, names));
  return redactWords(homes, names);
}

/** `~` and `%h` are nobody's. */
function homeOf(name: string, names: Names): string {
  return names.tables.user.issued(name) || /^[~%.]/.test(name) ? name : names.user(name);
}

/** A text of which nobody knows what stands where: only words that sshd's messages have, and numbers, stay. */
export function maskWords(text: string, names: Names): string {
  return text.replace(/[\p{L}\p{N}_\x80-\xff\\]+/gu, (word) => knownWord(word, names) ?? (/^\d+$/.test(word) || isVocabulary(word) ? word : '...'));
}

function knownWord(word: string, names: Names): string | undefined {
  const { user, host, id } = names.tables;
  if (user.issued(word) || host.issued(word) || id.issued(word)) return word;
  // An address that somebody took for a name is replaced as an address.
  if (/^\d+$/.test(word) || isIP(word) !== 0 || isVocabulary(word)) return undefined;
  return (names.classes.has('user') ? user.known(word) : undefined) ?? (names.classes.has('host') ? host.known(word) : undefined);
}
