import type { Pattern } from './define.js';

/** Order of two release numbers such as `9.8` and `10.0`. */
function compareReleases(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** The pattern with the range of both: what one wording proves where the log does not tell the two apart. */
export function widened(a: Pattern, b: Pattern): Pattern {
  const { since, until, level, ...rest } = a;
  const wide: Pattern = { ...rest, ...(level === b.level && level !== undefined ? { level } : {}) };
  if (since !== undefined && b.since !== undefined) wide.since = compareReleases(since, b.since) <= 0 ? since : b.since;
  if (until !== undefined && b.until !== undefined) wide.until = compareReleases(until, b.until) >= 0 ? until : b.until;
  return wide;
}
