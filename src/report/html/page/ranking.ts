import type { Ranking } from '../overview.js';
import { countText } from './count.js';
import { el, hidden, svg } from './dom.js';
import { GROUPS, sum, tallyText } from './groups.js';

const WIDTH = 1000;

function bar(counts: readonly number[], most: number): SVGElement {
  let left = 0;
  const parts = counts.flatMap((count, i) => {
    if (count === 0) return [];
    const x = left;
    const width = Math.max(4, (count / most) * WIDTH);
    left += width;
    return [svg('rect', { class: `s-${GROUPS[i]}`, x: x.toFixed(1), y: 0, width: width.toFixed(1), height: 10 })];
  });
  return svg('svg', { class: 'strip', viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, ...parts);
}

/**
 * The names with the most connections, each a bar of how they went.
 * @param noun what a name is, such as `address`
 * @param choose is called with the name that the reader wants to see the findings of
 */
export function rankingCard(title: string, noun: string, { rows, more, evenMore }: Ranking, choose: (name: string) => void): HTMLElement {
  const most = Math.max(1, ...rows.map(({ counts }) => sum(counts)));
  const body = rows.map(({ name, counts }) => {
    const button = el('button', { type: 'button', class: 'link', title: `Findings of ${name}` }, name === '' ? '""' : name);
    button.addEventListener('click', () => choose(name));
    return el('tr', {}, el('th', { scope: 'row' }, button),
      el('td', { class: 'bar-cell', title: tallyText(counts) }, bar(counts, most), hidden(tallyText(counts))),
      el('td', { class: 'number' }, sum(counts).toLocaleString('en')));
  });
  return el('section', { class: 'card' }, el('h2', {}, title),
    rows.length === 0 ? el('p', { class: 'note' }, `The log names no ${noun}.`) : el('table', { class: 'plain ranking' },
      el('thead', { class: 'sr' }, el('tr', {}, el('th', { scope: 'col' }, noun), el('th', { scope: 'col' }, 'how they went'), el('th', { scope: 'col' }, 'connections'))),
      el('tbody', {}, ...body)),
    more > 0 && el('p', { class: 'note' }, `and ${countText(more, evenMore)} more`));
}
