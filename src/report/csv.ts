import { printable } from './safe-text.js';

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, and a client chooses its user name. Where a comma is the decimal
 * sign, cells end at a semicolon; in East Asia the wide forms count as well.
 */
const FORMULA = /(?<=^|;)(?=\s*[=+\-@＝＋－＠])/g;

/** One row by RFC 4180, whose lines end in CRLF. What is absent is an empty cell; what a spreadsheet would run is text. */
export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = printable(value);
  const inert = safe.replace(FORMULA, "'");
  return /[",]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
