import type { Attempt } from '../../../attempts/attempt.js';
import { eventsOf } from '../../../attempts/attempt.js';
import type { ClientEvent, ClientEventOf, ClientEventType, ClientKey, ClientRecord } from '../../../events/client/index.js';

/**
 * What became of a key. `accepted`: the server would take it, and nothing more was said; `signature-refused`: it took the key, but not the login;
 * `no-algorithm`, `not-signed`: ssh itself could not go on; `unanswered`: the log or the connection ends there.
 */
export type KeyFate = 'refused' | 'accepted' | 'signature-refused' | 'no-algorithm' | 'not-signed' | 'unanswered';

export interface OfferedKey extends ClientKey {
  record: ClientRecord;
  fate: KeyFate;
}

/** A login as the client tells it, step by step. */
export interface Login {
  /** Keys in the order in which they were offered. */
  offered: OfferedKey[];
  /** Files that were looked for and offered nothing. */
  tried: string[];
  /** Methods that ssh began, in order. */
  chosen: string[];
  /** What the server would go on with, as it said last. */
  methods: readonly string[];
  /** Lines that refuse a password or the answers to questions. */
  passwords: ClientRecord[];
  /** Methods that succeeded, though the server wants more; `unknown` where the log does not name one. */
  succeeded: string[];
}

const STEPS = [
  'client.methods', 'client.method-chosen', 'client.key-offered', 'client.key-accepted', 'client.key-file-tried', 'client.no-signature-algorithm',
  'client.signing-failed', 'client.partial-success', 'client.prompted', 'client.password-refused', 'client.permission-denied',
] as const satisfies readonly ClientEventType[];

const known = new WeakMap<Attempt, Login>();

/** Reads the steps of an attempt; once for all who ask. */
export function loginOf(attempt: Attempt): Login {
  const had = known.get(attempt);
  if (had) return had;
  const login = read(attempt);
  known.set(attempt, login);
  return login;
}

function read(attempt: Attempt): Login {
  const login: Login = { offered: [], tried: [], chosen: [], methods: [], passwords: [], succeeded: [] };
  const steps: ClientEvent[] = STEPS.flatMap((type) => eventsOf(attempt, type) as readonly ClientEvent[]);
  steps.sort((a, b) => a.record.line - b.record.line);
  // Questions of the server, and refusals of their answers: without any question the method itself is refused.
  let questions = 0;
  const unasked: ClientRecord[] = [];
  let prompts = 0;
  let isPartial = false;

  const last = () => login.offered.at(-1);
  function refuse(record: ClientRecord): void {
    const method = login.chosen.at(-1);
    const key = last();
    if (method === 'password') login.passwords.push(record);
    else if (method === 'keyboard-interactive') {
      // ssh comes back to it only where there were questions.
      unasked.push(record);
      if (unasked.length > 1) questions = 1;
      if (questions > 0) login.passwords.push(...unasked.splice(0));
    } else if (key?.fate === 'unanswered') key.fate = 'refused';
    else if (key?.fate === 'accepted') key.fate = 'signature-refused';
    // A key without a .pub file beside it is sent with its signature at once, and never called an offer.
    else if (method === 'publickey' && login.tried.length > 0) login.offered.push({ keyName: login.tried.pop() ?? '', record, fate: 'refused' });
  }

  for (const step of steps) {
    switch (step.type) {
      case 'client.method-chosen':
        login.chosen.push(step.fields.method);
        questions = 0;
        unasked.length = 0;
        break;
      case 'client.methods':
        login.methods = step.fields.methods;
        if (isPartial) isPartial = false;
        else refuse(step.record);
        break;
      case 'client.partial-success':
        isPartial = true;
        login.succeeded.push(step.fields.method ?? login.chosen.at(-1) ?? 'unknown');
        break;
      case 'client.key-offered':
        login.offered.push({ ...step.fields, record: step.record, fate: 'unanswered' });
        break;
      case 'client.key-file-tried':
        login.tried.push(step.fields.keyName);
        break;
      case 'client.key-accepted':
        settle(last(), 'accepted');
        break;
      case 'client.no-signature-algorithm':
        settle(last(), 'no-algorithm');
        break;
      case 'client.signing-failed':
        settle(last(), 'not-signed');
        break;
      case 'client.prompted':
        questions++;
        if (step.record.level === 'info') prompts++;
        break;
      case 'client.password-refused':
        if (login.chosen.length === 0) login.passwords.push(step.record);
        break;
      case 'client.permission-denied':
        if (login.methods.length === 0) login.methods = step.fields.methods;
        // Without -v nothing follows the last prompt but this.
        if (login.chosen.length === 0 && (login.passwords.length > 0 || prompts > 0)) login.passwords.push(step.record);
        break;
    }
  }
  return login;
}

function settle(key: OfferedKey | undefined, fate: KeyFate): void {
  if (key) key.fate = fate;
}

/** Whether nobody was logged in, as far as the log goes. Without -v only last words tell: a login that succeeds leaves no line. */
export function hasFailed(attempt: Attempt): boolean {
  if (attempt.authenticated) return false;
  if (attempt.verbosity > 0) return true;
  return eventsOf(attempt, 'client.permission-denied').length > 0 || eventsOf(attempt, 'client.disconnect-received').length > 0 || partingOf(attempt) !== undefined
    || eventsOf(attempt, 'client.password-refused').at(-1)?.record.line === attempt.lastLine;
}

export type Parting = ClientEventOf<'client.closed-by-server' | 'client.connection-reset' | 'client.timed-out'>;

/** The line with which the server left, or fell silent, before the login was done. That it closed a session says another line, with the host's name. */
export function partingOf(attempt: Attempt): Parting | undefined {
  const parting: Parting[] = [...eventsOf(attempt, 'client.closed-by-server'), ...eventsOf(attempt, 'client.connection-reset'), ...eventsOf(attempt, 'client.timed-out')];
  return parting.find(({ fields }) => !('hostName' in fields) && !fields.duringIdentification);
}
