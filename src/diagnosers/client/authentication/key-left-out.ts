import { type Attempt, eventsOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import { hasFailed, loginOf } from './login.js';

type Skipped = ClientEventOf<'client.key-skipped'>;

/**
 * Keys that ssh left out, where the login failed and nothing else was offered in their place: with others refused, the log does not tell
 * which one was meant. Each once, however many lines say it.
 */
export function leftOut(attempt: Attempt, because: Skipped['fields']['because']): Skipped[] {
  const { offered, passwords } = loginOf(attempt);
  if (!hasFailed(attempt) || offered.length > 0 || passwords.length > 0) return [];
  const events = eventsOf(attempt, 'client.key-skipped').filter(({ fields }) => fields.because === because);
  return events.filter(({ fields }, i) => events.findIndex((other) => other.fields.keyName === fields.keyName) === i);
}
