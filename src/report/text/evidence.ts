import type { Evidence, Finding } from '../../finding.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { plural } from '../wording.js';
import { wrap } from '../wrap.js';
import { underlinedRows } from './underline.js';

const LINES = 3;
/** The first line is read, those after it are compared with it. */
const ROWS_OF_FIRST = 4;
const ROWS_OF_OTHERS = 2;

/** What is shown with the lines that prove it. */
export type Proven = Pick<Finding, 'evidence'> & { omitted: Pick<Finding['omitted'], 'evidence'> };

export interface EvidenceBlock {
  lines: string[];
  /** Columns before the bar, so that notes below can stand under it. */
  gutter: number;
}

function excerpt(evidence: Evidence, gutter: number, style: Style, limit: number): string[] {
  const colours = palette(style);
  const empty = ' '.repeat(gutter);
  const bar = (number: string) => colours.gutter(`${number} |`);
  const rows = underlinedRows(evidence, Math.max(12, style.width - gutter - 3), limit);
  return rows.flatMap(({ text, underline }, i) => {
    const line = `${bar(i === 0 ? String(evidence.line).padStart(gutter) : empty)} ${text}`;
    return underline === '' ? [line] : [line, `${bar(empty)} ${colours.mark(underline)}`];
  });
}

function place(arrow: string, evidence: Evidence, server: string, gutter: number, style: Style): string[] {
  const indent = ' '.repeat(gutter);
  const where = `${printable(evidence.file)}:${evidence.line}${server === '' ? '' : ` (${server})`}`;
  const [head = '', ...tail] = wrap(where, style.width, `${indent}${arrow} `, `${indent}    `);
  return [head.replace(arrow, () => palette(style).gutter(arrow)), ...tail];
}

/**
 * The lines that prove a finding, in the manner of a compiler: place, line number, line, and `^` under what matters.
 * `writer` says who logged those of a file. All lines in full when `verbose`, otherwise the first few.
 */
export function evidenceBlock(finding: Proven, writer: (file: string) => string, style: Style, verbose: boolean): EvidenceBlock {
  const shown = verbose ? finding.evidence : finding.evidence.slice(0, LINES);
  const gutter = Math.max(...shown.map(({ line }) => String(line).length));
  const bar = palette(style).gutter(`${' '.repeat(gutter)} |`);
  const lines: string[] = [];
  let file: string | undefined;
  let named: string | undefined;
  for (const [i, evidence] of shown.entries()) {
    if (evidence.file !== file) {
      // Of several files of one writer, the first names it.
      const who = writer(evidence.file);
      lines.push(...place(file === undefined ? '-->' : ':::', evidence, who === named ? '' : who, gutter, style), bar);
      named = who;
    }
    file = evidence.file;
    lines.push(...excerpt(evidence, gutter, style, verbose ? Number.MAX_SAFE_INTEGER : i === 0 ? ROWS_OF_FIRST : ROWS_OF_OTHERS));
  }
  const hidden = finding.evidence.length - shown.length + finding.omitted.evidence;
  if (hidden > 0) lines.push(`${bar} ${palette(style).gutter(`… ${plural(hidden, 'more line')}`)}`);
  return { lines: [...lines, bar], gutter };
}
