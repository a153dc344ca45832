import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { EventOf, LogRecord, SshEvent } from '../../events.js';
import type { Handlers } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';

/** What one connection tried in vain. */
export interface Tries {
  connection: Connection;
  ip: string;
  /** Milliseconds since the epoch, of the first try; undefined where the log has no times. */
  time: number | undefined;
  /** Failed passwords; 0 where the connection named an account and left. */
  passwords: number;
  /** The account, and whether sshd knows it. */
  user: string;
  validUser: boolean;
  record: LogRecord;
  /** Line that was counted last: several diagnosers look at the same event. */
  counted: number;
}

/** One tally for all diagnosers of attacks. */
const open = new WeakMap<Connection, Tries>();

/** Whether a method is guessing: a key is not guessed, and `none` only asks what is offered. */
export function isGuess({ fields: { method } }: EventOf<'auth.failed'>): boolean {
  return method === 'password' || method.startsWith('keyboard-interactive') || method === 'challenge-response';
}

/** Hands over what a connection tried in vain, once it has ended. A connection that was accepted is none of these. */
export function onTriesInVain(take: (tries: Tries) => void): Handlers {
  function note({ record }: SshEvent, connection: Connection | undefined, fields: { ip?: string; user?: string; validUser?: boolean }, passwords: number): void {
    const ip = fields.ip ?? connection?.ip;
    if (!connection || connection.outcome === 'accepted' || ip === undefined || fields.user === undefined) return;
    const before = open.get(connection);
    if (!before) {
      open.set(connection, {
        connection, ip: copyText(ip), time: record.time, passwords, user: copyText(fields.user), validUser: fields.validUser ?? true,
        record: ownRecord(record), counted: record.line,
      });
      return;
    }
    if (before.counted === record.line) return;
    before.counted = record.line;
    // The line of the password says more than that of the name.
    if (before.passwords === 0 && passwords > 0) before.record = ownRecord(record);
    before.passwords += passwords;
    if (fields.validUser === false) before.validUser = false;
  }

  return {
    'auth.invalid-user': (event, connection) => note(event, connection, { ...event.fields, validUser: false }, 0),
    'auth.failed'(event, connection) {
      if (isGuess(event)) note(event, connection, event.fields, event.record.repeat);
    },
    'connection.closed': (event, connection) => note(event, connection, event.fields, 0),
    'connection.reset': (event, connection) => note(event, connection, event.fields, 0),
    'connection.disconnected': (event, connection) => note(event, connection, event.fields, 0),
    connectionEnded(connection) {
      const tries = open.get(connection);
      if (tries && connection.outcome !== 'accepted') take(tries);
    },
  };
}
