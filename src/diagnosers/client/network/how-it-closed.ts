import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';

/** The other side closed the connection, or fell silent. */
export type Closed = ClientEventOf<'client.closed-by-server' | 'client.timed-out'>;

/**
 * When the other side closed a connection that never came to a login. `identification`: before it had said what it is;
 * `unknown`: without -v nothing tells how far it had come.
 */
export interface HowItClosed {
  when: 'identification' | 'key-exchange' | 'unknown';
  events: readonly [Closed, ...Closed[]];
  /** The connection went through another program: ssh knows no address. */
  throughProxy: boolean;
}

/** Undefined where nobody closed it, or the login had begun: then what happened there is the reason. */
export function howItClosed(attempt: Attempt): HowItClosed | undefined {
  const closed = eventsOf(attempt, 'client.closed-by-server').filter(({ fields }) => fields.hostName === undefined);
  // Silence in front of the identification has words of its own.
  const silent = eventsOf(attempt, 'client.timed-out').some(({ fields }) => fields.duringIdentification) ? [] : eventsOf(attempt, 'client.timed-out');
  const events: Closed[] = [...closed, ...silent];
  const [first, ...rest] = events;
  if (!first || attempt.authenticated || hasReached(attempt, 'authentication') || hasLoginWords(attempt)) return undefined;
  const throughProxy = attempt.proxied || closed.some(({ fields }) => fields.ip === undefined && !fields.duringIdentification);
  const when = stageOf(attempt, events, throughProxy);
  return when === 'identification' && first.type === 'client.timed-out' ? undefined : { when, events: [first, ...rest], throughProxy };
}

function stageOf(attempt: Attempt, events: readonly Closed[], throughProxy: boolean): HowItClosed['when'] {
  if (hasReached(attempt, 'key-exchange')) return 'key-exchange';
  if (events.some(({ fields }) => fields.duringIdentification) || attempt.verbosity > 0 || throughProxy) return 'identification';
  return 'unknown';
}

function hasLoginWords(attempt: Attempt): boolean {
  return eventsOf(attempt, 'client.password-refused').length > 0 || eventsOf(attempt, 'client.disconnect-received').length > 0;
}
