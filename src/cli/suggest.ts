import { distance } from 'fastest-levenshtein';

/** Words that are offered at most. */
const MOST = 3;

/**
 * `; did you mean no-common-mac?`: the words nearest to one that was mistyped. A word is near when at most a third of it has to be
 * changed; failing such, when it is part of a known word or begins like it.
 */
export function suggestion({ word, known }: { word: string; known: readonly string[] }): string {
  const near = byDistance(word, known);
  const found = near.length > 0 ? near : known.filter((name) => word.length > 2 && (name.includes(word) || word.startsWith(`${name}-`)));
  return found.length === 0 ? '' : `; did you mean ${found.slice(0, MOST).join(' or ')}?`;
}

/** Of those near enough the nearest only. */
function byDistance(word: string, known: readonly string[]): string[] {
  const changes = known.map((name) => ({ name, count: distance(word, name) }));
  const least = Math.min(...changes.map(({ count }) => count));
  return least > Math.max(1, word.length / 3) ? [] : changes.filter(({ count }) => count === least).map(({ name }) => name);
}
