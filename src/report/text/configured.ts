import type { ConfiguredLine, Finding } from '../../finding.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { wrap } from '../wrap.js';
import { underlinedRows } from './underline.js';

const ROWS = 3;

/** The lines of the configuration that decide, in the manner of evidence: place, line number, line, and the blocks around it. */
export function configuredBlock({ configured = [] }: Finding, style: Style): string[] {
  if (configured.length === 0) return [];
  const numbers = configured.flatMap(({ line, blocks = [] }) => [line, ...blocks.map((block) => block.line)]);
  const gutter = Math.max(...numbers.map((number) => String(number).length));
  return configured.flatMap((line, i) => settingLines(line, i === 0 ? '-->' : ':::', gutter, style));
}

function settingLines({ file, line, text, mark, blocks = [] }: ConfiguredLine, arrow: string, gutter: number, style: Style): string[] {
  const colours = palette(style);
  const indent = ' '.repeat(gutter);
  const [head = '', ...tail] = wrap(`${printable(file)}:${line}`, style.width, `${indent}${arrow} `, `${indent}    `);
  const around = blocks.flatMap((block) => {
    const elsewhere = block.file === file ? '' : `${block.file}:`;
    return quoted({ line: block.line, text: `${block.text}${elsewhere === '' ? '' : `   (${elsewhere}${block.line})`}` }, gutter, style);
  });
  return [
    head.replace(arrow, () => colours.gutter(arrow)),
    ...tail,
    ...around,
    ...quoted({ line, text, ...(mark && { mark }) }, gutter, style),
  ];
}

function quoted(line: Pick<ConfiguredLine, 'line' | 'text' | 'mark'>, gutter: number, style: Style): string[] {
  const colours = palette(style);
  const bar = (number: string) => colours.gutter(`${number.padStart(gutter)} |`);
  return underlinedRows({ file: '', ...line }, Math.max(12, style.width - gutter - 3), ROWS).flatMap(({ text, underline }, i) => {
    const row = `${bar(i === 0 ? String(line.line) : '')} ${text}`;
    return underline === '' ? [row] : [row, `${bar('')} ${colours.mark(underline)}`];
  });
}
