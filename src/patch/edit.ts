import type { Span } from '../configuration/index.js';

/** Columns of a line that become this text. */
export interface Rewriting {
  file: string;
  line: number;
  span: Span;
  text: string;
}

/** New lines behind the line `after`; 0: at the top. */
export interface Insertion {
  file: string;
  after: number;
  lines: readonly string[];
}

/** One change of one file, as data. Lines are counted from 1, as they stand before any change. */
export type Edit = Rewriting | Insertion;

/**
 * The text with all edits of its file. Everything else stays as it is, byte by byte: line ends, blanks, a last line without
 * an end.
 * @param text one character a byte (latin1)
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const eol = lines.some((line) => line.endsWith('\r\n')) ? '\r\n' : '\n';
  const written = lines.map((line, i) => rewrite(line, edits.flatMap((edit) => ('line' in edit && edit.line === i + 1 ? [edit] : []))));
  const inserted = (after: number) => edits.flatMap((edit) => ('after' in edit && edit.after === after ? edit.lines : [])).map((line) => line + eol);
  const result = [...inserted(0), ...written.flatMap((line, i) => {
    const added = inserted(i + 1);
    if (added.length === 0 || line.endsWith('\n')) return [line, ...added];
    // The last line has no end, and what comes behind it gets none either.
    return [line + eol, ...added.slice(0, -1), added.at(-1)?.slice(0, -eol.length) ?? ''];
  })];
  return result.join('');
}

/** From the end, so that columns stay what they are. */
function rewrite(line: string, edits: readonly Rewriting[]): string {
  return edits.toSorted((a, b) => b.span[0] - a.span[0]).reduce((before, { span: [start, end], text }) => before.slice(0, start) + text + before.slice(end), line);
}
