import type { Connection, Party } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { EventOf, LogRecord, Peer, SshEvent } from '../../events.js';
import type { DiagnoserContext, Handlers } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import type { AttemptTaker, Tries } from './attempts.js';
import type { LineStore } from './line-store.js';

/** Whether a method is guessing: a key is not guessed, and `none` only asks what is offered. */
export function isGuess({ fields: { method } }: EventOf<'auth.failed'>): boolean {
  return method === 'password' || method.startsWith('keyboard-interactive') || method === 'challenge-response';
}

type Lines = Pick<LineStore, 'origin' | 'keep'>;

/** Tells what each connection tried in vain, when it has ended. @param lines keeps the line that says most of it */
export function observeTries(context: Pick<DiagnoserContext, 'perConnection' | 'isTrusted'>, lines: Lines, taker: Pick<AttemptTaker, 'inVain'>): Handlers {
  const open = context.perConnection<Tries>();

  function note(record: LogRecord, connection: Connection | undefined, { ip = connection?.ip, user, validUser }: Peer, passwords: number): void {
    if (!connection || connection.outcome === 'accepted' || ip === undefined || user === undefined) return;
    const before = open.get(connection);
    if (!before) {
      const origin = lines.origin(record);
      open.set(connection, {
        server: connection.server, ip: ownIp(ip, connection), port: undefined, user: ownUser(user, connection),
        client: undefined, countedIn: undefined, blamed: undefined, followed: false,
        time: record.time, passwords, validUser: validUser ?? true,
        origin, line: record.line, lineTime: record.time, pid: record.pid, kept: lines.keep(record, origin),
      });
      return;
    }
    // The line of the password says more than that of the name.
    if (before.passwords === 0 && passwords > 0) {
      before.origin = lines.origin(record);
      before.line = record.line;
      before.lineTime = record.time;
      before.pid = record.pid;
      before.kept = lines.keep(record, before.origin);
    }
    before.passwords += passwords;
    if (validUser === false) before.validUser = false;
  }

  const noteWithout = ({ record, fields }: SshEvent, connection: Connection | undefined) => note(record, connection, fields as Peer, 0);

  return {
    'auth.failed'(event, connection) {
      if (isGuess(event)) note(event.record, connection, event.fields, event.record.repeat);
    },
    'auth.invalid-user': noteWithout,
    'connection.closed': noteWithout,
    'connection.reset': noteWithout,
    'connection.disconnected': noteWithout,
    connectionEnded(connection) {
      const tries = open.get(connection);
      if (!tries || connection.outcome === 'accepted' || context.isTrusted(tries.ip)) return;
      const { server, port, client, followed } = connection;
      tries.server = server;
      tries.port = port;
      tries.client = client;
      tries.followed = followed;
      taker.inVain(tries);
    },
  };
}

/** Tells of each guess. @param lines keeps its line */
export function observeGuesses(lines: Lines, taker: Pick<AttemptTaker, 'failed'>): Handlers {
  return {
    'auth.failed'(event, connection) {
      const { record, fields: { ip, user } } = event;
      if (!isGuess(event) || ip === undefined) return;
      const origin = lines.origin(record);
      taker.failed({
        origin, ip: ownIp(ip, connection), user: ownUser(user, connection), time: record.time, repeat: record.repeat, kept: lines.keep(record, origin),
      });
    },
  };
}

/** Tells of each login. */
export function observeLogins(taker: Pick<AttemptTaker, 'accepted'>): Handlers {
  return {
    'auth.accepted'({ record, fields: { ip, user, method } }, connection) {
      taker.accepted({ record: ownRecord(record), ip, user, method, party: connection && partyOf(connection) });
    },
  };
}

/** The connection has a copy of the address already, as a rule. */
function ownIp(ip: string, connection: Connection | undefined): string {
  return ip === connection?.ip ? connection.ip : copyText(ip);
}

function ownUser(user: string, connection: Connection | undefined): string {
  return user === connection?.user ? connection.user : copyText(user);
}

function partyOf({ server, ip, port, user, client, followed }: Connection): Party {
  return { server, ip, port, user, client, countedIn: undefined, blamed: undefined, followed };
}
