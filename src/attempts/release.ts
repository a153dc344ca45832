import { parseRelease, type Release } from '../openssh/version.js';
import type { Attempt } from './attempt.js';

/** The release of the client, where its log tells. */
export function releaseOf({ software }: Pick<Attempt, 'software'>): Release | undefined {
  return software === undefined ? undefined : parseRelease(software);
}
