import { NEWEST_RELEASE, OLDEST_RELEASE, type Release, type ReleaseRange } from '../openssh/version.js';

/** The oldest and the newest release that it can be. What holds in both holds whichever it is: defaults do not go and come back. */
export function endsOf({ min, max }: ReleaseRange): [Release, Release] {
  return [min ?? OLDEST_RELEASE, max ?? NEWEST_RELEASE];
}
