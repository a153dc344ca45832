import { DEFAULT_LISTS, type ListName } from '../openssh/default-proposals.data.js';
import { releasesOf } from '../openssh/default-proposals.js';
import { SERVER_KEYWORDS } from '../openssh/server-keywords.data.js';
import { compareReleases, NEWEST_RELEASE, OLDEST_RELEASE, type Release, type ReleaseRange } from '../openssh/version.js';

let changes: readonly Release[] | undefined;

/** Releases in which a default changed, of a list or of any other keyword; oldest first. */
function changeReleases(): readonly Release[] {
  changes ??= [...new Set([
    ...(Object.keys(DEFAULT_LISTS) as ListName[]).flatMap((list) => releasesOf(list)),
    ...SERVER_KEYWORDS.flatMap(({ defaults = {} }) => Object.keys(defaults)),
  ])].sort(compareReleases);
  return changes;
}

/** Releases that stand for all of the range: no default differs between one and the next. At least one. */
export function releasesIn({ min = OLDEST_RELEASE, max = NEWEST_RELEASE }: ReleaseRange): Release[] {
  return [min, ...changeReleases().filter((release) => compareReleases(release, min) > 0 && compareReleases(release, max) <= 0)];
}
