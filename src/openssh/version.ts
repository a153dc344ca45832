/**
 * Releases of OpenSSH and ranges of them. A release is `major.minor`: the p level names the portable edition and the
 * third number (6.6.1) a repair, neither of which changes what is compiled in or what a message looks like.
 */

/** `major.minor`, for example `9.8`. Compare with `compareReleases`, never as text: 10.0 comes after 9.9. */
export type Release = string;

/** Both ends inclusive. An absent end is unknown, not infinite. */
export interface ReleaseRange {
  min?: Release;
  max?: Release;
}

/** The releases that the tables of this folder describe. */
export const OLDEST_RELEASE: Release = '5.3';
export const NEWEST_RELEASE: Release = '10.5';

const BARE = /^(\d{1,2}\.\d{1,2})(?:\.\d{1,2})?(?:p\d{1,2})?$/;
/** Packages append anything to the number: `p1 Debian-2`, `p1-RHEL7-7.4p1-16`, `p1+sftpfilecontrol`, `, OpenSSL 3.0`. */
const IDENTIFICATION = /^(?:SSH-(?:2\.0|1\.99)-)?OpenSSH_(?:for_Windows_)?(\d{1,2}\.\d{1,2})(?:\.\d{1,2})?(?:p\d{1,2})?(?![\w.])/;

/**
 * The release in a version number (`7.2p2`) or an identification (`SSH-2.0-OpenSSH_6.6.1p1 Ubuntu-2`), as `major.minor`.
 * Undefined for other software and for text that only resembles a version.
 */
export function parseRelease(text: string): Release | undefined {
  return (BARE.exec(text) ?? IDENTIFICATION.exec(text))?.[1];
}

/** Negative, zero or positive, as for `sort`. */
export function compareReleases(a: Release, b: Release): number {
  return a === b ? 0 : rankOf(a) - rankOf(b);
}

/** There are a few dozen releases, and they are compared for every line. */
const ranks = new Map<Release, number>();
const MAX_RANKS = 1000;

/** A number that orders releases: both parts have two digits at most. */
function rankOf(release: Release): number {
  let rank = ranks.get(release);
  if (rank === undefined) {
    const [major = 0, minor = 0] = release.split('.').map(Number);
    rank = major * 1000 + minor;
    if (ranks.size < MAX_RANKS) ranks.set(release, rank);
  }
  return rank;
}

/** The releases in both ranges; undefined where there is none. */
export function intersect(a: ReleaseRange, b: ReleaseRange): ReleaseRange | undefined {
  const min = pick(a.min, b.min, 1);
  const max = pick(a.max, b.max, -1);
  if (min !== undefined && max !== undefined && compareReleases(min, max) > 0) return undefined;
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** True only when every release of the range is older than `release`. */
export function allBefore(range: ReleaseRange, release: Release): boolean {
  return range.max !== undefined && compareReleases(range.max, release) < 0;
}

/** True only when every release of the range is `release` or newer. */
export function allFrom(range: ReleaseRange, release: Release): boolean {
  return range.min !== undefined && compareReleases(range.min, release) >= 0;
}

/** The release where the range holds just one. */
export function exactRelease(range: ReleaseRange): Release | undefined {
  return range.min !== undefined && range.min === range.max ? range.min : undefined;
}

/** `5.3`, `7.2 to 9.7`, `9.8 or later`, `6.7 or earlier`, `unknown`. An end at the edge of what is covered counts as open. */
export function describeRange(range: ReleaseRange): string {
  const exact = exactRelease(range);
  if (exact !== undefined) return exact;
  const min = range.min === OLDEST_RELEASE && range.max !== undefined ? undefined : range.min;
  const max = range.max === NEWEST_RELEASE && range.min !== undefined ? undefined : range.max;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `${min} or later`;
  if (max !== undefined) return `${max} or earlier`;
  return 'unknown';
}

function pick(a: Release | undefined, b: Release | undefined, sign: 1 | -1): Release | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareReleases(a, b) * sign > 0 ? a : b;
}
