import { allBefore, type ReleaseRange } from '../openssh/version.js';
import type { Word } from './types.js';

const BLANK = ' \t\r';

export interface Words {
  keyword: Word;
  args: Word[];
  /** A quote that is not closed. */
  unclosed: boolean;
}

/**
 * Splits a line into keyword and arguments as sshd does.
 * @returns undefined for a blank line or a comment
 */
export function splitLine(raw: string, range: ReleaseRange): Words | undefined {
  // Through 8.6 everything behind a number sign is cut away first, even in quotes.
  const old = allBefore(range, '8.7');
  const text = trimEnd(old ? raw.replace(/#.*/s, '') : raw);
  // Behind a keyword in quotes an equals sign is part of the value.
  const [head = '', blanks = '', quoted, plain] = /^([ \t\r]*)(?:"([^"]*)"[ \t\r\n]*|([^ \t\r\n"=]+)[ \t\r\n]*(?:=[ \t\r\n]*)?)/.exec(text) ?? [];
  const name = quoted ?? plain;
  if (name === undefined || name === '' || name.startsWith('#')) return undefined;
  const start = blanks.length;
  const end = start + name.length + (quoted === undefined ? 0 : 2);
  // Match was the last to learn the new quotes.
  const oldQuotes = old || (name.toLowerCase() === 'match' && allBefore(range, '10.0'));
  const { words, unclosed } = oldQuotes ? oldWords(text, head.length) : splitWords(text, head.length);
  return { keyword: { text: name, span: [start, end] }, args: words, unclosed };
}

/** Arguments from 8.7 on: both quotes, escapes, and a comment where an argument could begin. */
function splitWords(text: string, from: number): { words: Word[]; unclosed: boolean } {
  const words: Word[] = [];
  let at = from;
  while (at < text.length) {
    while (isBlank(text[at])) at++;
    if (at >= text.length || text[at] === '#') break;
    const start = at;
    let word = '';
    let quote = '';
    for (; at < text.length; at++) {
      const char = text[at] ?? '';
      const next = text[at + 1] ?? '';
      if (char === '\\' && next !== '' && (`'"\\`.includes(next) || (quote === '' && next === ' '))) {
        word += next;
        at++;
      } else if (quote === '' && isBlank(char)) {
        break;
      } else if (quote === '' && (char === '"' || char === "'")) {
        quote = char;
      } else if (char === quote) {
        quote = '';
      } else {
        word += char;
      }
    }
    words.push({ text: word, span: [start, at] });
    if (quote !== '') return { words, unclosed: true };
  }
  return { words, unclosed: false };
}

/** Arguments through 8.6: double quotes only, and `=` separates like a blank. */
function oldWords(text: string, from: number): { words: Word[]; unclosed: boolean } {
  const words: Word[] = [];
  const pattern = /[ \t\r\n]*(?:"([^"]*)("?)|([^ \t\r\n"=]+))(?:[ \t\r\n]*=)?/y;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[3]?.startsWith('#')) break;
    const start = match.index + (/^[ \t\r\n]*/.exec(match[0])?.[0].length ?? 0);
    const length = match[3] === undefined ? (match[1]?.length ?? 0) + 2 : match[3].length;
    words.push({ text: match[3] ?? match[1] ?? '', span: [start, Math.min(start + length, text.length)] });
    if (match[3] === undefined && match[2] === '') return { words, unclosed: true };
  }
  return { words, unclosed: false };
}

/** A form feed counts at the end of a line only. By hand, as a regex takes the square of the blanks in the middle. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n\f'.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

function isBlank(char: string | undefined): boolean {
  return char !== undefined && char !== '' && BLANK.includes(char);
}
