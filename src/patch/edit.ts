import type { Edit } from '../finding.js';

/**
 * The text with all edits of its file, whose lines are counted as they stand before any of them. Everything else stays as it
 * is, byte by byte: line ends, blanks, a last line without an end.
 * @param text one character a byte (latin1)
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const eol = lines.some((line) => line.endsWith('\r\n')) ? '\r\n' : '\n';
  const inserted = (before: number) => edits.filter(({ line, replaces }) => line === before && replaces === undefined).flatMap((edit) => edit.lines.map((line) => line + eol));
  const present = lines.flatMap((line, i) => [...inserted(i + 1), replace(line, edits.find((edit) => edit.line === i + 1 && edit.replaces !== undefined))]);
  const added = inserted(lines.length + 1);
  const last = present.at(-1);
  if (last === undefined || added.length === 0 || last.endsWith('\n')) return [...present, ...added].join('');
  // The last line has no end, and what comes behind it gets none either.
  return (present.join('') + eol + added.join('')).slice(0, -eol.length);
}

function replace(line: string, edit: Edit | undefined): string {
  return edit ? edit.lines.join('\n') + (/\r?\n$/.exec(line)?.[0] ?? '') : line;
}
