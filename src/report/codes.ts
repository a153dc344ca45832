import stringWidth from 'fast-string-width';
import type { FindingMeta } from '../finding.js';
import { palette, shownCode, type Style } from './style.js';
import { pad } from './wrap.js';

/** A wider terminal gets more of the summary; a pipe, whose width nobody knows, gets this. */
const COLUMNS = 100;
const GAP = '  ';

/** At most `columns` columns of `text`; `…` where it was cut. */
function head(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  return `${text.slice(0, Math.max(0, columns - 1)).trimEnd()}…`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

/** Every code on one line of at most 100 columns (or the terminal's width): code, category, severity, what it means. */
export function formatCodes(metas: readonly FindingMeta[], style: Style): string {
  const colours = palette(style);
  const code = widest(metas.map((meta) => meta.code));
  const category = widest(metas.map((meta) => meta.category));
  const severity = widest(metas.map((meta) => meta.severity));
  const left = Math.max(COLUMNS, style.width) - code - category - severity - 3 * GAP.length;
  return metas
    .map((meta) => [
      colours.label(shownCode(meta.code, style)) + ' '.repeat(code - meta.code.length),
      pad(meta.category, category),
      colours.severity[meta.severity](meta.severity) + ' '.repeat(severity - meta.severity.length),
      head(meta.summary, left),
    ].join(GAP).trimEnd() + '\n')
    .join('');
}
