import type { Attempt } from '../../../attempts/attempt.js';
import { guessFamily } from '../../../openssh/distributions.js';
import { parseRelease } from '../../../openssh/version.js';
import type { Whereabouts } from '../../server-change.js';
import { plainHost } from '../../session/forward-words.js';

/** The server's name for sentences; names that are not plain stay out of them. */
export function serverWord(attempt: Attempt): string {
  return plainHost(attempt.hostName) ?? 'the server';
}

/** The same at the beginning of a sentence. */
export function serverFirst(attempt: Attempt): string {
  return plainHost(attempt.hostName) ?? 'The server';
}

/** What the identification of the server tells of it. */
export function serverPlace({ serverSoftware }: Attempt): Whereabouts {
  const release = serverSoftware === undefined ? undefined : parseRelease(serverSoftware);
  return {
    family: guessFamily(serverSoftware === undefined ? {} : { softwareComment: serverSoftware }),
    range: release === undefined ? {} : { min: release, max: release },
  };
}

/** Where -v was not given. */
export function askMore(attempt: Attempt, what: string): string[] {
  return attempt.verbosity > 0 ? [] : [`${what}: ssh -v shows it.`];
}
