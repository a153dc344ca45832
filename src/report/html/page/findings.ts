import type { PageData } from '../page-data.js';
import { plural } from '../../wording.js';
import { el } from './dom.js';
import { admits } from './filter.js';
import { createFilters, type Filters } from './filters.js';
import { findingItem, unfold } from './finding.js';

/** Findings that are put on the page at a time. */
const BATCH = 50;
/** Findings that are told in full on paper. A thousand of them would be a thousand sheets, over which a browser freezes for minutes. */
const IN_FULL = 100;

export interface Findings {
  element: HTMLElement;
  /** Sees only the findings of a user or an address, and goes there. */
  choose: Filters['set'];
  /** What the filters admit, unfolded as far as paper can hold it. */
  unfoldAll(): void;
}

/** The findings, filtered by what the reader asks for. */
export function createFindings(data: PageData): Findings {
  const { report: { findings, input }, overview: { lanes }, leftOut } = data;
  const entries = findings.map((finding, i) => ({ finding, lanes: lanes[i] ?? [], item: findingItem(finding, lanes[i] ?? [], data) }));
  const list = el('div', { class: 'list' });
  const status = el('p', { class: 'status', role: 'status' });
  const onPaper = el('p', { class: 'note on-paper' });
  const more = el('button', { type: 'button', class: 'wide' });
  const filters = createFilters(findings, () => show(BATCH));
  let admitted = entries;

  function show(most: number): void {
    const filter = filters.current();
    admitted = entries.filter(({ finding }) => admits(filter, finding));
    list.replaceChildren(...admitted.slice(0, most).map(({ item }) => item));
    status.textContent = admitted.length === entries.length ? `${plural(entries.length, 'finding')}` : `${admitted.length} of ${plural(entries.length, 'finding')}`;
    const rest = admitted.length - Math.min(most, admitted.length);
    more.hidden = rest === 0;
    more.textContent = `Show ${Math.min(BATCH, rest)} more of ${rest}`;
  }

  more.addEventListener('click', () => {
    const shown = list.childElementCount;
    show(shown + BATCH);
    list.children[shown]?.querySelector('summary')?.focus();
  });
  show(BATCH);
  const [first] = entries;
  if (first) unfold(first.item, first.finding, first.lanes, data);

  const heading = el('h2', { tabindex: -1 }, 'Findings');
  const left = Object.entries(leftOut);
  const nothing = input.recognized > 0 ? 'No problems found.' : 'Nothing to judge: no line of sshd was found that sshlog knows.';
  return {
    element: el('section', { class: 'findings', id: 'findings' }, heading,
      left.length > 0 && el('p', { class: 'note' },
        `The page has no room for ${plural(left.reduce((sum, [, count]) => sum + count, 0), 'more finding')}: ${left.map(([code, count]) => `${count} ${code}`).join(', ')}. --format json has them all.`),
      entries.length === 0 ? el('p', { class: 'card' }, nothing) : el('div', {}, filters.element, status, onPaper, list, more)),
    choose(field, value) {
      filters.set(field, value);
      heading.scrollIntoView({ block: 'start' });
      heading.focus({ preventScroll: true });
    },
    unfoldAll() {
      show(admitted.length);
      onPaper.textContent = admitted.length > IN_FULL ? `The first ${IN_FULL} are printed in full. The filters choose what is printed.` : '';
      for (const { item, finding, lanes: ofFinding } of admitted.slice(0, IN_FULL)) unfold(item, finding, ofFinding, data);
      for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) {
        if (details.closest('.finding:not([open])') === null) details.open = true;
      }
    },
  };
}
