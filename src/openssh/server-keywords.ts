import { nearestName } from './edit-distance.js';
import { type Keyword, SERVER_KEYWORDS, VENDOR_KEYWORDS } from './server-keywords.data.js';
import { allBefore, allFrom, compareReleases, type Release, type ReleaseRange } from './version.js';

export type { Keyword } from './server-keywords.data.js';

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
  return nearestName(name, SERVER_KEYWORDS.map((keyword) => keyword.name));
}
