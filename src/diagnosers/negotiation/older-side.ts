import { describeClient } from '../../openssh/clients.js';
import { allBefore, allFrom, compareReleases } from '../../openssh/version.js';
import type { Setting } from './setting.js';

/** Which of the two runs the older OpenSSH; undefined where the client is another program or a release is not known. */
export function olderSide({ clients, range }: Setting): 'server' | 'client' | undefined {
  const releases = clients.map((software) => describeClient(software)?.openssh).filter((release) => release !== undefined);
  const [oldest] = releases.sort(compareReleases);
  if (oldest === undefined || releases.length < clients.length) return undefined;
  if (allBefore(range, oldest)) return 'server';
  return allFrom(range, oldest) && range.min !== oldest ? 'client' : undefined;
}
