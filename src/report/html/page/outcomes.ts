import { arc, pie } from 'd3-shape';
import { OUTCOME_GROUPS, type Overview } from '../overview.js';
import { el, svg } from './dom.js';
import { GROUP_NAMES } from './groups.js';
import { swatch } from './legend.js';

type Outcome = keyof Overview['outcomes'];

const OUTCOME_NAMES: Record<Outcome, string> = {
  accepted: 'logged in',
  auth_failed: 'login failed',
  too_many_failures: 'too many failures',
  no_auth: 'no login tried',
  negotiation_failed: 'no algorithm in common',
  no_identification: 'never said it speaks SSH',
  bad_protocol: 'did not speak SSH',
  timeout: 'timed out (LoginGraceTime)',
  refused: 'refused at once',
  open: 'end not in the log',
};

const SIZE = 168;

function percent(count: number, total: number): string {
  const share = (count / total) * 100;
  return share > 0 && share < 0.1 ? '< 0.1 %' : `${share.toFixed(1)} %`;
}

function ring(outcomes: Overview['outcomes'], total: number): SVGElement {
  const parts = OUTCOME_GROUPS.map(({ name, outcomes: members }) => ({ name, count: members.reduce((sum, outcome) => sum + outcomes[outcome], 0) }));
  const slices = pie<(typeof parts)[number]>().value(({ count }) => count).sort(null).padAngle(0.012)(parts.filter(({ count }) => count > 0));
  const shape = arc<(typeof slices)[number]>().innerRadius(SIZE * 0.33).outerRadius(SIZE * 0.49);
  return svg('svg', { viewBox: `0 0 ${SIZE} ${SIZE}`, class: 'ring', 'aria-hidden': 'true', focusable: 'false' },
    svg('g', { transform: `translate(${SIZE / 2},${SIZE / 2})` },
      ...slices.map((slice) => svg('path', { class: `s-${slice.data.name}`, d: shape(slice) ?? '' },
        svg('title', {}, `${GROUP_NAMES[slice.data.name]}: ${slice.data.count.toLocaleString('en')} (${percent(slice.data.count, total)})`))),
      svg('text', { class: 'total', y: 2 }, total.toLocaleString('en')),
      svg('text', { class: 'unit', y: 20 }, total === 1 ? 'connection' : 'connections')));
}

/** How connections went: shares as a ring, and every outcome with its number. */
export function outcomesCard({ outcomes }: Overview): HTMLElement {
  const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const rows = OUTCOME_GROUPS.flatMap(({ name, outcomes: members }) => members.flatMap((outcome) => {
    const count = outcomes[outcome];
    return count === 0 ? [] : [el('tr', {}, el('th', { scope: 'row' }, swatch(name), OUTCOME_NAMES[outcome]),
      el('td', { class: 'number' }, count.toLocaleString('en')), el('td', { class: 'number' }, percent(count, total)))];
  }));
  return el('section', { class: 'card' }, el('h2', {}, 'How they went'),
    total === 0 ? el('p', { class: 'note' }, 'The log shows no connection.') : el('div', { class: 'outcomes' }, ring(outcomes, total),
      el('table', { class: 'plain' }, el('thead', { class: 'sr' }, el('tr', {}, el('th', { scope: 'col' }, 'outcome'),
        el('th', { scope: 'col' }, 'connections'), el('th', { scope: 'col' }, 'share'))), el('tbody', {}, ...rows))));
}
