import type { PageData } from '../page-data.js';
import { el } from './dom.js';
import { createFindings } from './findings.js';
import { numbers, pageHead } from './head.js';
import { matrixCard } from './matrix.js';
import { outcomesCard } from './outcomes.js';
import { rankingCard } from './ranking.js';
import { timelineCard } from './timeline.js';

function notices(): HTMLElement {
  const text = JSON.parse(document.getElementById('notices')?.textContent ?? '""') as string;
  return el('footer', {}, el('details', { class: 'more' }, el('summary', {}, 'Licences of the libraries in this page'),
    el('div', { class: 'licences' }, ...text.split('\n').map((line) => el('div', {}, line.replace('\r', ''))))));
}

/** Reads the data of the page and draws it. */
function main(): void {
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
  const { report, overview } = data;
  const findings = createFindings(data);
  document.body.append(
    pageHead(report),
    el('main', {},
      numbers(data),
      overview.timeline.buckets.length > 0 && timelineCard(overview.timeline),
      el('div', { class: 'columns' },
        outcomesCard(overview),
        rankingCard('Top sources', 'address', overview.sources, (name) => findings.choose('address', name)),
        rankingCard('Top users', 'user', overview.users, (name) => findings.choose('user', name))),
      matrixCard(data),
      findings.element),
    notices());
  document.title = `sshlog: ${document.querySelector('.facts')?.firstChild?.textContent ?? 'report'}`;
  // Paper has no folds. Some browsers tell it by the event, some by the medium.
  addEventListener('beforeprint', () => findings.unfoldAll());
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches) findings.unfoldAll();
  });
}

main();
