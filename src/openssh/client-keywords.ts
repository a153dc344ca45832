import { nearestName } from './edit-distance.js';
import { CLIENT_KEYWORDS, CLIENT_VENDOR_KEYWORDS, type ClientKeyword } from './client-keywords.data.js';
import { compareReleases, type Release } from './version.js';

export type { ClientKeyword } from './client-keywords.data.js';

/** ssh takes unknown keywords that this one lists, from then on. */
export const IGNORE_UNKNOWN_SINCE: Release = '6.3';

/** The keyword of ssh_config that has this spelling, in any case; undefined where no release covered has it. */
export function clientKeyword(spelling: string): ClientKeyword | undefined {
  const wanted = spelling.toLowerCase();
  return CLIENT_KEYWORDS.find(({ name, aliases = [] }) => name.toLowerCase() === wanted || aliases.some((alias) => alias.name.toLowerCase() === wanted));
}

/** A keyword that only builds of vendors have, such as UseKeychain of macOS, in its own spelling. */
export function clientVendorKeyword(spelling: string): string | undefined {
  return CLIENT_VENDOR_KEYWORDS.find((name) => name.toLowerCase() === spelling.toLowerCase());
}

/** The first release that takes this spelling of the keyword; undefined where all do. */
export function spellingSince(keyword: ClientKeyword, spelling: string): Release | undefined {
  const wanted = spelling.toLowerCase();
  if (keyword.name.toLowerCase() === wanted) return keyword.nameSince ?? keyword.since;
  return keyword.aliases?.find(({ name }) => name.toLowerCase() === wanted)?.since ?? keyword.since;
}

/** Another spelling of it that the release takes; undefined where the release has no other, or does not know the keyword at all. */
export function spellingFor(keyword: ClientKeyword, spelling: string, release: Release): string | undefined {
  const others = [{ name: keyword.name, since: keyword.nameSince ?? keyword.since, until: undefined }, ...(keyword.aliases ?? []).map((alias) => ({ since: keyword.since, until: undefined, ...alias }))];
  return others.find(({ name, since, until }) => name.toLowerCase() !== spelling.toLowerCase()
    && (since === undefined || compareReleases(since, release) <= 0) && (until === undefined || compareReleases(release, until) <= 0))?.name;
}

/** The keyword that was probably meant, or one that only vendors have; undefined where none is near, or several are equally near. A unique beginning counts. */
export function nearestClientKeyword(spelling: string): string | undefined {
  const all = [...CLIENT_KEYWORDS.map(({ name }) => name), ...CLIENT_VENDOR_KEYWORDS];
  const wanted = spelling.toLowerCase();
  const longer = wanted.length < 6 ? [] : all.filter((name) => name.toLowerCase().startsWith(wanted));
  return longer.length === 1 ? longer[0] : nearestName(spelling, all);
}
