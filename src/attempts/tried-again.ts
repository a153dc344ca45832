import type { Attempt } from './attempt.js';

/**
 * The later run of the same log that got in where this one failed: at the same server, or at one whose name begins alike, as
 * when somebody tries another domain or port. What kept the first out was found then.
 * @param attempts all that are kept, in the order in which they ended
 */
export function laterSuccess(attempt: Attempt, attempts: readonly Attempt[]): Attempt | undefined {
  if (attempt.authenticated || attempt.hostName === undefined) return undefined;
  const name = firstLabel(attempt.hostName);
  return attempts.slice(attempts.indexOf(attempt) + 1).find(({ file, authenticated, hostName, user, outer }) =>
    authenticated && outer === undefined && file === attempt.file && hostName !== undefined && firstLabel(hostName) === name
      && (user === undefined || attempt.user === undefined || user === attempt.user));
}

/** Of a name, not of an address. */
function firstLabel(name: string): string {
  return /^[\d.:]+$/.test(name) ? name : (name.split('.')[0] ?? name).toLowerCase();
}
