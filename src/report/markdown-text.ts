import { printable } from './safe-text.js';

/**
 * Text of logs in GitHub's Markdown (and GitLab's, which knows the same). A client chooses its name: as `@somebody`, `#1`, a link, an
 * image or HTML it would reach people or look like words of whoever posts the report. Backslashes do not help against mentions,
 * references and addresses, which are looked for after the Markdown is gone; code does: nothing in it means anything.
 */

/** A word that means only itself: letters and digits, with punctuation between or around them that has no meaning there. */
const PLAIN_WORD = /^["'(]*[\p{L}\p{N}][\p{L}\p{N}\p{M}.,'’/=-]*["'),.:;!?%]*$/u;
const TIME = /^\d\d:\d\d:\d\d[,.;:]?$/;
/** Plain, but looked for as well: a commit, an issue (`GH-1`, or as a repository has it), an address without scheme. */
const REFERENCE = /\b[\da-fA-F]{7,40}\b|www\.|\b[gG][hH]-\d|\b(?!SHA-)[A-Z]+-\d/;
/** Punctuation around a word that stays outside of the code; a bracket that closes one of the word belongs to it. */
const WRAPPED = /^(["'(]*)(.*?(?:\([^()]*\))?)(["'),.:;!?]*)$/s;
/** Where a line begins with it, a list would. */
const ORDINAL = /^\d+[.)]$/;

interface Piece {
  before: string;
  code: string;
  behind: string;
}

/** A sentence: what is more than a plain word in it becomes code. One line. */
export function inline(text: string): string {
  const line: (string | Piece)[] = [];
  for (const word of printable(text).split(' ').filter((part) => part !== '')) {
    const last = line.at(-1);
    const isPlain = TIME.test(word) || (PLAIN_WORD.test(word) && !REFERENCE.test(word) && !(line.length === 0 && ORDINAL.test(word)));
    if (isPlain) {
      line.push(word);
      continue;
    }
    const [, before = '', core = '', behind = ''] = WRAPPED.exec(word) ?? [];
    // Of a word of nothing but punctuation everything is code; neighbours become one piece of it.
    const piece = core === '' ? { before: '', code: word, behind: '' } : { before, code: core, behind };
    if (typeof last === 'object' && last.behind === '' && piece.before === '') {
      last.code += ` ${piece.code}`;
      last.behind = piece.behind;
    } else {
      line.push(piece);
    }
  }
  return line.map((piece) => (typeof piece === 'string' ? piece : piece.before + code(piece.code) + piece.behind)).join(' ');
}

/** Text as code, whatever backticks are in it. Nothing for nothing: there is no empty code. */
export function code(text: string): string {
  const safe = printable(text);
  if (safe.trim() === '') return '';
  const ticks = '`'.repeat(longestRun(safe) + 1);
  // A space at both ends is taken away again; a backtick there would count as one of the delimiters.
  const pad = /^[` ]|[` ]$/.test(safe) ? ' ' : '';
  return ticks + pad + safe + pad + ticks;
}

/** Lines as a block of code, which no line of them can end. */
export function fence(lines: readonly string[]): string[] {
  const safe = lines.map(printable);
  const ticks = '`'.repeat(Math.max(3, ...safe.map((line) => longestRun(line) + 1)));
  return [`${ticks}text`, ...safe, ticks];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A row of a table. Cells are Markdown; a bar, which would begin another cell even in code, is shown by its code point. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\x7c')).join(' | ')} |`;
}

/** A table: the names of its columns, its rows. A name that begins with `#` is of a column of numbers. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const isNumber = (column: string) => column.startsWith('#');
  return [
    row(columns.map((column) => column.replace(/^#/, ''))),
    row(columns.map((column) => (isNumber(column) ? '---:' : '---'))),
    ...rows.map(row),
  ];
}
