import type { Affected, Finding } from '../../../finding.js';
import { clock, plural } from '../../wording.js';
import { el } from './dom.js';

const COLUMNS: readonly [string, (one: Affected) => string][] = [
  ['time (UTC)', ({ time }) => (time === undefined ? '' : clock(time))],
  ['address', ({ ip }) => ip ?? ''],
  ['port', ({ port }) => (port === undefined ? '' : String(port))],
  ['user', ({ user }) => user ?? ''],
  ['host', ({ host }) => host ?? ''],
  ['pid', ({ pid }) => (pid === undefined ? '' : String(pid))],
  ['line', ({ line }) => String(line)],
];

/** Every connection that a finding counts, as far as it names them. */
export function affectedTable({ affected, omitted }: Finding): HTMLElement {
  const rows = affected.map((one) => el('tr', {}, ...COLUMNS.map(([, value]) => el('td', {}, value(one)))));
  return el('details', { class: 'more' }, el('summary', {}, `Connections (${affected.length + omitted.affected})`),
    el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Connections' },
      el('table', {}, el('thead', {}, el('tr', {}, ...COLUMNS.map(([name]) => el('th', { scope: 'col' }, name)))), el('tbody', {}, ...rows))),
    omitted.affected > 0 && el('p', { class: 'note' }, `and ${plural(omitted.affected, 'more connection')}`));
}
