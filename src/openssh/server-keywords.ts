import { type Keyword, SERVER_KEYWORDS, VENDOR_KEYWORDS } from './server-keywords.data.js';
import { allBefore, allFrom, compareReleases, type Release, type ReleaseRange } from './version.js';

export type { Keyword } from './server-keywords.data.js';

/** Typing errors that are forgiven: letters left out, added, exchanged or swapped. */
const MAX_DISTANCE = 3;

/** The keyword of that name, in any case; undefined where no release covered has it. */
export function serverKeyword(name: string): Keyword | undefined {
  const wanted = name.toLowerCase();
  return SERVER_KEYWORDS.find((keyword) => keyword.name.toLowerCase() === wanted);
}

const bySpelling = new Map<string, Keyword>();

/** The keyword of any of its spellings, in any case. `ChallengeResponseAuthentication` is its own through 8.6. */
export function keywordSpelled(name: string, range: ReleaseRange = {}): Keyword | undefined {
  if (bySpelling.size === 0) {
    for (const keyword of SERVER_KEYWORDS) {
      for (const spelling of [keyword.name, keyword.former, ...(keyword.aliases ?? [])]) {
        if (spelling !== undefined) bySpelling.set(spelling.toLowerCase(), keyword);
      }
    }
  }
  const keyword = bySpelling.get(name.toLowerCase());
  const merged = keyword?.mergedIn;
  return merged && !allBefore(range, merged.release) ? bySpelling.get(merged.into.toLowerCase()) : keyword;
}

/** A keyword that only builds of vendors have, such as DebianBanner. */
export function isVendorKeyword(name: string): boolean {
  return VENDOR_KEYWORDS.some((keyword) => keyword.toLowerCase() === name.toLowerCase());
}

/**
 * Why no release of the range takes this spelling, as the end of a sentence (`known from 9.1 on`); undefined where some may.
 * @param name as written; one that `keywordSpelled` knows
 */
export function spellingFault(name: string, range: ReleaseRange): string | undefined {
  const keyword = keywordSpelled(name, range);
  if (keyword === undefined) return 'known to no release';
  const former = keyword.former?.toLowerCase() === name.toLowerCase();
  const since = former ? keyword.formerSince : keyword.name.toLowerCase() === name.toLowerCase() ? keyword.since : undefined;
  if (since !== undefined && allBefore(range, since)) {
    const other = !former && keyword.former !== undefined ? `, before that it is ${keyword.former}` : '';
    return `known from ${since} on${other}`;
  }
  if (keyword.removed !== undefined && allFrom(range, keyword.removed)) return `known until it was removed in ${keyword.removed}`;
  if (keyword.brokenIn !== undefined && range.min === keyword.brokenIn && range.max === range.min) return `known, but not to ${keyword.brokenIn}`;
  return undefined;
}

/** What holds in that release without a line; undefined where the tables do not tell (lists of algorithms, paths of a build). */
export function defaultValue(name: string, release: Release): string | undefined {
  const defaults = Object.entries(serverKeyword(name)?.defaults ?? {});
  return defaults.findLast(([since]) => compareReleases(since, release) <= 0)?.[1];
}

/** The keyword that was probably meant; undefined where none is near, or several are equally near. */
export function nearestKeyword(name: string): string | undefined {
  if (name.length < 4 || name.length > 64) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.min(MAX_DISTANCE, Math.floor(name.length / 3)) + 1;
  for (const keyword of SERVER_KEYWORDS) {
    const distance = editDistance(wanted, keyword.name.toLowerCase());
    if (distance === least) best = undefined;
    if (distance < least) [best, least] = [keyword.name, distance];
  }
  return best;
}

/** Levenshtein distance: how many letters must be added, left out or exchanged. */
function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((row[j - 1] ?? 0) + 1, (before[j] ?? 0) + 1, (before[j - 1] ?? 0) + same));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
