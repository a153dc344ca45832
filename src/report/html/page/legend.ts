import { el } from './dom.js';
import { GROUP_NAMES, GROUPS } from './groups.js';
import type { Tally } from '../overview.js';

/** A patch of the colour of a group of outcomes. */
export function swatch(group: string): HTMLElement {
  return el('span', { class: `swatch s-${group}`, 'aria-hidden': 'true' });
}

/**
 * The groups that occur, each a button that takes it out of the picture and back: a few logins are lost beside a million failures.
 * @param changed is given the indices of the groups that are to be seen
 */
export function legend(counts: Tally, changed: (shown: ReadonlySet<number>) => void): HTMLElement {
  const shown = new Set(GROUPS.keys());
  const buttons = GROUPS.flatMap((group, i) => {
    if (!counts[i]) return [];
    const button = el('button', { type: 'button', class: 'key', 'aria-pressed': 'true' }, swatch(group), `${GROUP_NAMES[group]} `,
      el('span', { class: 'count' }, counts[i].toLocaleString('en')));
    button.addEventListener('click', () => {
      if (shown.has(i)) shown.delete(i);
      else shown.add(i);
      button.setAttribute('aria-pressed', String(shown.has(i)));
      changed(shown);
    });
    return [button];
  });
  return el('div', { class: 'legend', role: 'group', 'aria-label': 'Show in the timeline' }, ...buttons);
}
