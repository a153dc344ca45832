import type { Strength } from '../../../finding.js';
import { el, hidden } from './dom.js';

const GLYPHS: Record<Strength, string> = { recommended: '◆', ok: '◇', weak: '▽', broken: '✕' };

/** How strong an algorithm is, as a sign; in words for those who do not see it unless the words stand beside it. */
export function grade(strength: Strength | undefined, words = true): HTMLElement {
  if (strength === undefined) return el('span', { class: 'grade' }, words && hidden('unknown strength'));
  return el('span', { class: `grade g-${strength}`, title: strength }, el('span', { 'aria-hidden': 'true' }, GLYPHS[strength]), words && hidden(strength));
}
