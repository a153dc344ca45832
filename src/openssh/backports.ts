import { BACKPORTS } from './backports.data.js';
import { exactRelease, type ReleaseRange } from './version.js';

/** The vendor that brought the keyword, or the algorithm, to this release; undefined where none is known. */
export function backportedBy(what: 'keywords' | 'algorithms', name: string, range: ReleaseRange): string | undefined {
  const release = exactRelease(range);
  const folded = name.toLowerCase();
  return BACKPORTS.find((backport) => backport.release === release && backport[what].some((known) => known.toLowerCase() === folded))?.vendor;
}
