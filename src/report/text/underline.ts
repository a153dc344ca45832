import stringWidth from 'fast-string-width';
import type { Evidence } from '../../finding.js';
import { printable } from '../safe-text.js';

/** One row of an evidence line, and what stands under it: spaces and `^`, or nothing. */
export interface Row {
  text: string;
  underline: string;
}

interface Cell {
  text: string;
  width: number;
  marked: boolean;
}

let graphemes: Intl.Segmenter | undefined;
/** Continued rows stand a little to the right. */
const HANG = 4;
const CUT = '…';

/** Printable ASCII: a character is a cell. */
const PLAIN = /^[\x20-\x7e]*$/;

function cells(text: string, marked: boolean): Cell[] {
  const safe = printable(text);
  if (PLAIN.test(safe)) return safe.split('').map((character) => ({ text: character, width: 1, marked }));
  // Made when first needed: its tables take long to load.
  graphemes ??= new Intl.Segmenter();
  const segments = Array.from(graphemes.segment(safe), ({ segment }) => segment);
  return segments.map((segment) => ({ text: segment, width: stringWidth(segment), marked }));
}

/** The parts are escaped one by one: escaping makes a text longer, and the mark counts in the text of the log. */
function markedCells({ text, mark }: Evidence): Cell[] {
  const start = Math.max(0, Math.min(text.length, mark?.[0] ?? 0));
  const end = Math.max(start, Math.min(text.length, mark?.[1] ?? 0));
  return [...cells(text.slice(0, start), false), ...cells(text.slice(start, end), true), ...cells(text.slice(end), false)];
}

/** How many cells fit into `columns`; breaks after a space or a comma unless that would leave half of the row empty. */
function fitting(line: readonly Cell[], from: number, columns: number): number {
  let width = 0;
  let end = from;
  let gap = from;
  for (let at = from; at < line.length; at += 1) {
    const cell = line[at];
    if (cell === undefined) break;
    if (width + cell.width > columns && end > from) return (gap - from) * 2 > end - from ? gap : end;
    width += cell.width;
    end += 1;
    if (cell.text === ' ' || cell.text === ',') gap = end;
  }
  return end;
}

function broken(line: readonly Cell[], columns: number): Cell[][] {
  const rows: Cell[][] = [];
  for (let at = 0; at < line.length;) {
    const end = fitting(line, at, rows.length === 0 ? columns : columns - HANG);
    rows.push(line.slice(at, end));
    at = end;
  }
  return rows;
}

function row(line: readonly Cell[], indent: string, head: string, tail: string): Row {
  const under = line.map((cell) => (cell.marked ? '^' : ' ').repeat(cell.width)).join('');
  return {
    text: (indent + head + line.map((cell) => cell.text).join('')).trimEnd() + tail,
    underline: under.includes('^') ? (indent + ' '.repeat(head.length) + under).trimEnd() : '',
  };
}

/**
 * An evidence line as rows of at most `columns` columns with the mark underlined. Of a line that needs more than `limit`
 * rows those around the mark are kept, and `…` stands where something was left out.
 */
export function underlinedRows(evidence: Evidence, columns: number, limit: number): Row[] {
  const rows = broken(markedCells(evidence), columns - 2 * CUT.length);
  const marked = rows.findIndex((cellsOfRow) => cellsOfRow.some((cell) => cell.marked));
  const first = Math.max(0, Math.min(marked - 1, rows.length - limit));
  return rows.slice(first, first + limit).map((line, i) => {
    const at = first + i;
    const indent = at === 0 || i === 0 ? '' : ' '.repeat(HANG);
    const head = i === 0 && at > 0 ? CUT : '';
    const tail = i === limit - 1 && at < rows.length - 1 ? CUT : '';
    return row(line, indent, head, tail);
  });
}
