import { el } from './dom.js';
import { GROUP_NAMES, GROUPS } from './groups.js';
import type { Bin } from './rebin.js';
import type { Tally } from '../overview.js';
import { moment } from './times.js';

const ROWS = 60;

/** What the bars of the timeline say, as a table. @param totals groups without any connection have no column */
export function binTable(bins: readonly Bin[], totals: Tally): HTMLElement {
  const columns = GROUPS.flatMap((group, i) => (totals[i] ? [{ name: GROUP_NAMES[group], i }] : []));
  const head = el('tr', {}, el('th', { scope: 'col' }, 'from (UTC)'), ...columns.map(({ name }) => el('th', { scope: 'col', class: 'number' }, name)));
  const rows = bins.slice(0, ROWS).map(({ from, counts }) => el('tr', {}, el('th', { scope: 'row' }, moment(from)),
    ...columns.map(({ i }) => el('td', { class: 'number' }, (counts[i] ?? 0).toLocaleString('en')))));
  return el('div', {}, el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)),
    bins.length > ROWS && el('p', { class: 'note' }, `and ${bins.length - ROWS} more bars; zoom in to list them`));
}
