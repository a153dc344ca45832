import type { Evidence, Finding } from '../../../finding.js';
import { plural } from '../../wording.js';
import { el } from './dom.js';

function line({ text, mark, line: number }: Evidence, digits: number): HTMLElement {
  const start = Math.max(0, Math.min(text.length, mark?.[0] ?? 0));
  const end = Math.max(start, Math.min(text.length, mark?.[1] ?? 0));
  return el('div', { class: 'log-line' }, el('span', { class: 'gutter' }, String(number).padStart(digits)),
    el('code', {}, text.slice(0, start), end > start && el('mark', {}, text.slice(start, end)), text.slice(end)));
}

/** The lines that prove a finding, under the names of their files. @param server who logged them, and its release */
export function evidenceBlock({ evidence, omitted }: Finding, server: string): HTMLElement {
  const block = el('div', { class: 'evidence' });
  const digits = Math.max(...evidence.map((one) => String(one.line).length));
  let file: string | undefined;
  for (const one of evidence) {
    if (one.file !== file) block.append(el('div', { class: 'file' }, `${one.file}${file === undefined && server !== '' ? ` (${server})` : ''}`));
    file = one.file;
    block.append(line(one, digits));
  }
  if (omitted.evidence > 0) block.append(el('div', { class: 'file' }, `and ${plural(omitted.evidence, 'more line')}`));
  return block;
}
