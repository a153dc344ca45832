import type { PageData } from '../page-data.js';
import { directionName, KIND_NAMES, plural } from '../../wording.js';
import { type Child, el, hidden } from './dom.js';
import { type Cell, failures, matrices, type Matrix, type MatrixRow } from './matrix-data.js';
import { grade } from './strength.js';

const SAID: Record<Cell['state'], string> = {
  none: '', offered: 'offered', clash: 'offered, not accepted', gap: 'accepted, not offered', match: 'offered and accepted', agreed: 'agreed on',
};

function cell(value: Cell): HTMLElement {
  if (value.state === 'none') return el('td', { class: 'cell' });
  const said = value.state === 'agreed' ? `agreed on by ${plural(value.count, 'connection')}` : SAID[value.state];
  return el('td', { class: `cell c-${value.state}`, title: said }, el('span', { class: 'mark', 'aria-hidden': 'true' }), hidden(said));
}

function verdict({ failed, next, common }: MatrixRow): HTMLElement {
  if (!failed) return el('td', { class: 'verdict ok' }, 'agreed');
  const said = common === undefined ? 'no match' : common === 0 ? 'nothing in common' : `${common} in common`;
  return el('td', { class: 'verdict bad' }, next ? `${said}, would fail next` : said);
}

function rowOf(row: MatrixRow, { kind, algorithms }: Matrix): HTMLElement {
  const { name = 'unknown client', others, count, cells, direction = 'unknown' } = row;
  const way = direction === 'unknown' ? undefined : directionName({ kind, direction });
  const detail = [plural(count, 'connection'), ...(others > 0 ? [`${plural(others, 'other')} likewise`] : []), ...(way === undefined ? [] : [way])].join(', ');
  return el('tr', {}, el('th', { scope: 'row' }, el('span', { class: 'name', title: name }, name), el('span', { class: 'detail' }, detail)),
    ...(cells ? cells.map(cell) : [el('td', { colspan: Math.max(1, algorithms.length), class: 'unknown' }, 'not in the log')]), verdict(row));
}

function serverRow({ algorithms, accepts, host }: Matrix): HTMLElement {
  const name = el('th', { scope: 'row' }, el('span', { class: 'name' }, host ?? 'the server'), el('span', { class: 'detail' }, 'accepts'));
  if (!accepts) return el('tr', { class: 'server' }, name, el('td', { colspan: Math.max(1, algorithms.length), class: 'unknown' }, 'not in the log'), el('td', { class: 'verdict' }));
  return el('tr', { class: 'server' }, name, ...algorithms.map((algorithm) => (accepts.has(algorithm)
    ? el('td', { class: 'cell c-accepts', title: 'accepted' }, el('span', { class: 'mark', 'aria-hidden': 'true' }), hidden('accepted')) : el('td', { class: 'cell' }))),
  el('td', { class: 'verdict' }, plural(accepts.size, 'name')));
}

function table(matrix: Matrix, strengths: PageData['strengths']): HTMLElement {
  const { kind, host, algorithms, rows } = matrix;
  const heading = `${KIND_NAMES[kind][0]?.toUpperCase()}${KIND_NAMES[kind].slice(1)}${host === undefined ? '' : ` on ${host}`}`;
  const head = el('tr', {}, el('th', { scope: 'col', class: 'corner' }, el('span', { class: 'sr' }, 'who')),
    ...algorithms.map((name) => el('th', { scope: 'col', class: 'algorithm' },
      el('span', { class: 'turned' }, name === '' ? '""' : name), grade(strengths[kind]?.[name]))),
    el('th', { scope: 'col' }, el('span', { class: 'sr' }, 'verdict')));
  const failing = rows.some(({ failed }) => failed);
  const notes: Child[] = [
    matrix.moreRows > 0 && el('p', { class: 'note' }, `and ${plural(matrix.moreRows, 'more row')}`),
    matrix.moreAlgorithms > 0 && el('p', { class: 'note' }, `and ${plural(matrix.moreAlgorithms, 'more algorithm')} that only clients offer`),
  ];
  return el('div', { class: 'matrix' }, el('h3', {}, heading),
    el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': heading },
      el('table', {}, el('thead', {}, head), el('tbody', {}, serverRowIfAny(matrix, failing), ...rows.map((row) => rowOf(row, matrix))))), ...notes);
}

function serverRowIfAny(matrix: Matrix, failing: boolean): Node {
  return failing || matrix.accepts ? serverRow(matrix) : document.createDocumentFragment();
}

const KEYS: readonly [Cell['state'] | 'accepts', string][] = [
  ['accepts', 'the server accepts it'], ['clash', 'the client offers it in vain'], ['gap', 'the client lacks it'], ['match', 'both have it'], ['agreed', 'in use'],
];

/** Lists that are seen at once; the others are folded. */
const SHOWN = 6;
/** Lists that are folded. Of a thousand hosts there are thousands, which a reader would rather see with their findings. */
const FOLDED = 100;

/** Who fails against what: clients by algorithms, with the intersection that is missing in plain sight. */
export function matrixCard({ report, overview, strengths }: PageData): HTMLElement | undefined {
  const all = matrices(report.findings, overview);
  if (all.length === 0) return undefined;
  const failed = all.filter((matrix) => failures(matrix) > 0);
  const agreed = all.filter((matrix) => failures(matrix) === 0);
  const shown = failed.length > 0 ? failed.slice(0, SHOWN) : agreed.slice(0, SHOWN);
  const others = all.filter((matrix) => !shown.includes(matrix));
  const folded = others.slice(0, FOLDED);
  const tables = (some: readonly Matrix[]) => el('div', { class: 'matrices' }, ...some.map((matrix) => table(matrix, strengths)));
  const keys = el('p', { class: 'keys' }, ...KEYS.map(([state, name]) => el('span', { class: `key-of c-${state}` }, el('span', { class: 'mark', 'aria-hidden': 'true' }), name)),
    ...(['recommended', 'ok', 'weak', 'broken'] as const).map((strength) => el('span', { class: 'key-of' }, grade(strength, false), strength)));
  return el('section', { class: 'card' },
    el('h2', {}, failed.length > 0 ? 'Who fails against what' : 'What was agreed on'),
    el('p', { class: 'note' }, failed.length > 0
      ? 'A login needs one column that both the server and the client have. Where there is none, the row says so.'
      : 'No negotiation failed. These algorithms are in use, as far as the log shows.'),
    keys, tables(shown),
    folded.length > 0 && el('details', { class: 'more' }, el('summary', {}, plural(folded.length, 'more list')), tables(folded)),
    others.length > FOLDED && el('p', { class: 'note' }, `and ${plural(others.length - FOLDED, 'more list')}: each finding below shows its own`));
}
