import { findAlgorithm } from '../openssh/algorithms.js';
import type { Change, Wish } from './change.js';
import { kindOfList } from './lists.js';

/** Why a change is in the patch, as a sentence without its end. */
export function explainChange(change: Change, name: string): string {
  const { keyword, values, operation, wishes: [{ finding, fix }] } = change;
  const kind = kindOfList(name);
  if (operation === 'add' && kind !== undefined) {
    const reasons = values.map((value) => {
      const wish = change.wishes.find((other) => other.fix.adds?.names.includes(value)) ?? change.wishes[0];
      const { strength, why } = findAlgorithm(kind, value) ?? {};
      const isPoor = strength === 'weak' || strength === 'broken';
      return `${value}, ${choiceOf(wish, value)}${isPoor ? ` (${strength}${why ? `: ${why.replace(/\.$/, '')}` : ''}; take it out once the client is repaired)` : ''}`;
    });
    return `${keyword} takes in ${reasons.join('; and ')}`;
  }
  const first = operation === 'files' ? fix.commands?.[0] : undefined;
  const what = operation === 'remove' ? `${keyword} leaves out ${values.join(',')}` : `${keyword} ${values.join(' ')}`;
  return `${what}, for ${finding.code}: ${fix.summary}${first === undefined ? '' : `; run first: ${first}`}`;
}

/** Never one at random. */
function choiceOf({ finding, fix }: Wish, value: string): string {
  const offers = finding.negotiation ? [finding.negotiation, ...finding.negotiation.next].map(({ clientOffer = [] }) => clientOffer) : [];
  const offer = offers.find((names) => names.includes(value));
  if (offer === undefined) return `for ${finding.code}: ${fix.summary}`;
  return offer.length === 1 ? `all that the client of ${finding.code} offers`
    : `the strongest of the ${offer.length} that the client of ${finding.code} offers and this release has`;
}
