import { type NameInSentence, NAMES_IN_SENTENCES } from '../../messages/names-in-sentences.js';
import type { Names } from './names.js';
import { maskWords, redactWords } from './words.js';

const REDACTED: Readonly<Record<NameInSentence['names'], (name: string, names: Names) => string>> = {
  user: (name, names) => names.user(name),
  id: (id, names) => names.id(id),
  words: maskWords,
};

/** A sentence without the names in it: those that it is known to hold, and those that are known by then. */
export function redactSentence(text: string, names: Names): string {
  return redactWords(NAMES_IN_SENTENCES.reduce((before, { where, names: kind }) => before.replace(where, (name) => REDACTED[kind](name, names)), text), names);
}

/** What follows in a line of authorized_keys: what options are set to, the key and its comment tell of people. */
export function redactKeyLine(text: string, names: Names): string {
  return text.replace(/"(?:\\.|[^"\\])*"?|\bAAAA.*$/gs, (part) => maskWords(part, names));
}
