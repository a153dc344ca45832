import type { Party } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import type { DiagnoserContext, Handlers } from '../diagnoser.js';
import { createLineStore, type Origin } from './line-store.js';
import { observeGuesses, observeLogins, observeTries } from './observe-attempts.js';
import { createSources, type Source } from './sources.js';

/** A password that was wrong. */
export interface Guess {
  origin: Origin;
  /** The address and the account. Strings of their own: they are kept. */
  ip: string;
  user: string;
  /** Milliseconds since the epoch; undefined where the log has no times. */
  time: number | undefined;
  /** How often the logger says that it came. */
  repeat: number;
  /** Its line, as the line store knows it. */
  kept: number;
}

/** Somebody got in. */
export interface Login {
  record: LogRecord;
  ip: string | undefined;
  user: string;
  method: string;
  /** As far as it was known then. */
  party: Party | undefined;
}

/** What one connection tried in vain, and who it was as known when it ended. */
export interface Tries extends Party {
  ip: string;
  /** Milliseconds since the epoch, of the first try; undefined where the log has no times. */
  time: number | undefined;
  /** Failed passwords; 0 where the connection named an account and left. */
  passwords: number;
  /** The account, and whether sshd knows it. */
  user: string;
  validUser: boolean;
  /** The line that says most of it. */
  origin: Origin;
  line: number;
  lineTime: number | undefined;
  pid: number | undefined;
  /** The same line, as the line store knows it. */
  kept: number;
}

/** All that diagnosers of attacks are told, in the order of the log: they see neither events nor connections. */
export interface AttemptTaker {
  failed(guess: Guess): void;
  accepted(login: Login): void;
  /** A connection has ended that nobody was let in by. */
  inVain(tries: Tries): void;
}

/** What one of them wants to be told: of single guesses, or of what a connection tried in all. */
type Listener = { accepted?: (login: Login) => void } & (
  | { failed: (guess: Guess) => void; inVain?: never }
  | { inVain: (tries: Tries, source: Source) => void; failed?: never }
);
type Listeners = { [What in keyof AttemptTaker]: NonNullable<Listener[What]>[] };

const createListeners = (): Listeners => ({ failed: [], accepted: [], inVain: [] });

/** Tells the listener of attempts to log in. @returns handlers for what nobody before has asked for: one observer serves all */
export function hearAttempts(context: DiagnoserContext, { failed, accepted, inVain }: Listener): Handlers {
  const listeners = context.shared(createListeners);
  const lines = context.shared(createLineStore);
  const taker = attemptTaker(context);
  return {
    ...(inVain && listeners.inVain.push(inVain) === 1 && observeTries(context, lines, taker)),
    ...(failed && listeners.failed.push(failed) === 1 && observeGuesses(lines, taker)),
    ...(accepted && listeners.accepted.push(accepted) === 1 && observeLogins(taker)),
  };
}

/** Tells all listeners, those that come later as well. */
export function attemptTaker(context: Pick<DiagnoserContext, 'shared'>): AttemptTaker {
  const listeners = context.shared(createListeners);
  const sources = context.shared(createSources);
  return {
    failed(guess) {
      for (const take of listeners.failed) take(guess);
    },
    accepted(login) {
      for (const take of listeners.accepted) take(login);
    },
    inVain(tries) {
      const source = sources.use(tries.server.host, tries.ip);
      // One copy of the address for all that is kept of it.
      tries.ip = source.ip;
      for (const take of listeners.inVain) take(tries, source);
    },
  };
}
