import type { Fix } from '../../../finding.js';
import { task, WHERE } from '../../fix-words.js';
import { printable } from '../../safe-text.js';
import { copyButton } from './copy.js';
import { el } from './dom.js';

function paste(title: string, label: string, lines: readonly string[]): HTMLElement {
  const shown = el('pre', { tabindex: 0, 'aria-label': label }, ...lines.map((line) => el('code', {}, line, line === '' && el('br'))));
  return el('div', { class: 'paste' }, el('div', { class: 'paste-head' }, el('span', {}, title), copyButton(label, lines.map(printable).join('\n'), shown)), shown);
}

function fixItem(fix: Fix, number: number): HTMLElement {
  const { side, summary, lines = [], commands = [], strength, caution } = fix;
  return el('li', { class: 'fix' },
    el('p', {}, el('strong', {}, WHERE[side]), strength !== undefined && el('span', { class: `pill g-${strength}` }, strength), ` ${summary}`),
    lines.length > 0 && paste(task(fix), `lines of fix ${number}`, lines),
    commands.length > 0 && paste(lines.length > 0 ? 'then run:' : 'run:', `commands of fix ${number}`, commands),
    caution !== undefined && el('p', { class: 'caution' }, el('strong', {}, 'Caution: '), caution));
}

/** What to do, the best first, with lines and commands to copy. */
export function fixList(fixes: readonly Fix[]): HTMLElement {
  return el('div', {}, el('h4', {}, fixes.length === 1 ? 'What to do' : 'What to do, the best first'), el('ol', { class: 'fixes' }, ...fixes.map((fix, i) => fixItem(fix, i + 1))));
}
