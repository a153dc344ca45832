import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import type { ClientEvent, ClientEventOf, KeyFileFault } from '../../../events/client/index.js';

/** A key of an attempt, and what came of trying to use it. Events are in the order of the log. */
export interface KeyFacts {
  keyName: string;
  /** The server would let it in. */
  accepted: ClientEvent | undefined;
  /** ssh knew its public half without the private file. */
  offered: boolean;
  faults: ClientEventOf<'client.key-file-faulty'>[];
  /** To 6.7: times that libcrypto could not decode the file. */
  notDecoded: ClientEvent[];
  /** Passphrases that were wrong. */
  wrong: ClientEvent[];
  /** ssh wanted a passphrase: at a prompt, or without a terminal. */
  asked: ClientEvent[];
  /** None was given. */
  empty: ClientEvent[];
  markers: ClientEventOf<'client.key-marker-missing'>[];
}

/** What keeps a login from succeeding by a key can only be asked of one that came so far, and failed. */
export function failedAtLogin(attempt: Attempt): boolean {
  return !attempt.authenticated && hasReached(attempt, 'authentication');
}

/** The keys that an attempt tried, in order; lines that name no file belong to the one before. */
export function keysOf(attempt: Attempt): KeyFacts[] {
  const keys = new Map<string, KeyFacts>();
  let current: KeyFacts | undefined;
  const at = (keyName: string): KeyFacts => {
    let key = keys.get(keyName);
    if (!key) {
      key = { keyName, accepted: undefined, offered: false, faults: [], notDecoded: [], wrong: [], asked: [], empty: [], markers: [] };
      keys.set(keyName, key);
    }
    return key;
  };
  for (const event of inOrder(attempt)) {
    if ('keyName' in event.fields && event.fields.keyName !== undefined) current = at(event.fields.keyName);
    if (!current) continue;
    note(current, event);
  }
  return [...keys.values()];
}

const TYPES = [
  'client.key-file-tried', 'client.key-offered', 'client.key-accepted', 'client.key-file-faulty', 'client.key-not-decoded', 'client.passphrase-wrong', 'client.passphrase-asked',
  'client.no-terminal', 'client.passphrase-empty', 'client.key-marker-missing',
] as const;

type KeyEvent = ClientEventOf<(typeof TYPES)[number]>;

function inOrder(attempt: Attempt): KeyEvent[] {
  return TYPES.flatMap((type) => [...eventsOf(attempt, type)] as KeyEvent[]).sort((a, b) => a.record.line - b.record.line);
}

function note(key: KeyFacts, event: KeyEvent): void {
  switch (event.type) {
    case 'client.key-offered':
      key.offered = true;
      break;
    case 'client.key-accepted':
      key.accepted = event as ClientEvent;
      break;
    case 'client.key-file-faulty':
      key.faults.push(event as ClientEventOf<'client.key-file-faulty'>);
      break;
    case 'client.key-not-decoded':
      key.notDecoded.push(event as ClientEvent);
      break;
    case 'client.passphrase-wrong':
      key.wrong.push(event as ClientEvent);
      break;
    case 'client.passphrase-asked':
    case 'client.no-terminal':
      key.asked.push(event as ClientEvent);
      break;
    case 'client.passphrase-empty':
      key.empty.push(event as ClientEvent);
      break;
    case 'client.key-marker-missing':
      key.markers.push(event as ClientEventOf<'client.key-marker-missing'>);
      break;
  }
}

/** Faults of these kinds, each with its key. */
export function faultsOf(attempt: Attempt, kinds: readonly KeyFileFault[]): ClientEventOf<'client.key-file-faulty'>[] {
  return eventsOf(attempt, 'client.key-file-faulty').filter(({ fields }) => kinds.includes(fields.fault));
}

/** Why a file could not be decoded, as far as a release to 6.7 lets it be known. */
export type Undecoded = 'passphrase-wrong' | 'passphrase-needed' | 'format';

/** Those releases have the same words for a damaged file and for one with a passphrase; what came before and behind tells them apart. */
export function undecoded(key: KeyFacts, header: 'putty' | 'encrypted' | undefined): Undecoded | undefined {
  if (key.notDecoded.length === 0) return undefined;
  // After a passphrase that was given it is tried anew, up to three times.
  if (key.notDecoded.length > 1) return 'passphrase-wrong';
  if (header === 'putty' || key.markers.some(({ fields }) => fields.marker === 'end')) return 'format';
  if (header === 'encrypted') return 'passphrase-needed';
  // In batch mode nobody is asked. A public half beside it speaks for a file that was once good.
  return key.asked.length === 0 && key.empty.length === 0 && key.offered ? 'passphrase-needed' : 'format';
}
