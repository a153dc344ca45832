import { type Attempt, eventsOf, lastOf } from '../../../attempts/attempt.js';

/**
 * The answer to a remote forwarding has no reason in it. sshd sends the reason in a debug message where it forbids it, which
 * ssh shows with -v, and none where the system did not let it listen.
 */
export function isForbidden(attempt: Attempt): boolean {
  if (eventsOf(attempt, 'client.server-remark').some(({ fields }) => fields.remark === 'forwarding-disabled' || fields.remark === 'forwarding-refused')) return true;
  const options = lastOf(attempt, 'client.key-options')?.fields.options;
  return options !== undefined && !options.includes('port-forwarding');
}

/** Without -v such messages are not shown. */
export function isUnclear(attempt: Attempt): boolean {
  return attempt.verbosity === 0;
}
