import type { ListMismatch, Negotiation } from '../../../finding.js';
import type { PageData } from '../page-data.js';
import { directionName, KIND_NAMES } from '../../wording.js';
import { el } from './dom.js';
import { grade } from './strength.js';

function offer(title: string, { kind }: ListMismatch, names: readonly string[] | undefined, common: ReadonlySet<string>, strengths: PageData['strengths']): HTMLElement {
  const items = names?.map((name) => {
    const strength = strengths[kind]?.[name];
    return el('li', { class: common.has(name) ? 'common' : undefined }, grade(strength, false), el('code', {}, name === '' ? '""' : name), el('span', { class: 'strength' }, strength ?? 'unknown'));
  });
  return el('div', {}, el('h5', {}, title),
    items === undefined ? el('p', { class: 'note' }, 'not in the log') : items.length === 0 ? el('p', { class: 'note' }, 'nothing at all') : el('ol', { class: 'offer' }, ...items));
}

function lists(mismatch: ListMismatch, strengths: PageData['strengths']): HTMLElement {
  const { clientOffer, serverOffer } = mismatch;
  const common = new Set(clientOffer?.filter((name) => serverOffer?.includes(name)));
  return el('div', { class: 'offers' }, offer('The client offers', mismatch, clientOffer, common, strengths), offer('The server accepts', mismatch, serverOffer, common, strengths));
}

function heading(mismatch: ListMismatch): string {
  const direction = directionName(mismatch);
  return `${KIND_NAMES[mismatch.kind]}${direction === undefined ? '' : ` (${direction})`}`;
}

/** What both sides offered, the strength of each algorithm, and which lists would fail next. */
export function negotiationBlock(negotiation: Negotiation, strengths: PageData['strengths']): HTMLElement {
  const { common, clientOffer, serverOffer, offerTruncated, truncated, next } = negotiation;
  const known = clientOffer !== undefined || serverOffer !== undefined;
  const whose = truncated?.length === 1 ? `the ${truncated[0]}'s list` : 'a list';
  return el('div', { class: 'negotiation' },
    el('h4', {}, `The ${heading(negotiation)}: ${!known ? 'no match' : common.length === 0 ? 'nothing in common' : `in common: ${common.join(', ')}`}`),
    lists(negotiation, strengths),
    offerTruncated && el('p', { class: 'note' }, `The log cut ${whose} short: names may be missing at its end.`),
    ...next.map((mismatch) => el('details', {}, el('summary', {}, `Then the ${heading(mismatch)} would fail as well`), lists(mismatch, strengths))));
}
