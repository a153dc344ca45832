import type { Connection, Party } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { EventOf, Peer, SshEvent } from '../../events.js';
import type { DiagnoserContext, Handlers } from '../diagnoser.js';
import { createLineStore, type Origin } from './line-store.js';
import { createSources, type Source } from './sources.js';

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

type Take = (tries: Tries, source: Source) => void;

/** Whether a method is guessing: a key is not guessed, and `none` only asks what is offered. */
export function isGuess({ fields: { method } }: EventOf<'auth.failed'>): boolean {
  return method === 'password' || method.startsWith('keyboard-interactive') || method === 'challenge-response';
}

/** Hands over what a connection tried in vain, and where from, once it has ended. A connection that was accepted is none of these. */
export function onTriesInVain(context: DiagnoserContext, take: Take): Handlers {
  const takers = context.shared(createTakers);
  takers.push(take);
  // One tally serves all diagnosers of attacks: the first of them keeps it.
  return takers.length === 1 ? tallyHandlers(context, takers) : {};
}

const createTakers = (): Take[] => [];

function tallyHandlers(context: DiagnoserContext, takers: readonly Take[]): Handlers {
  const open = context.perConnection<Tries>();
  const sources = context.shared(createSources);
  const lines = context.shared(createLineStore);

  function note({ record }: SshEvent, connection: Connection | undefined, { ip = connection?.ip, user, validUser }: Peer, passwords: number): void {
    if (!connection || connection.outcome === 'accepted' || ip === undefined || user === undefined) return;
    const before = open.get(connection);
    if (!before) {
      const origin = lines.origin(record);
      open.set(connection, {
        server: connection.server, ip: ip === connection.ip ? connection.ip : copyText(ip), port: undefined,
        user: user === connection.user ? connection.user : copyText(user), client: undefined, countedIn: undefined, blamed: undefined, followed: false,
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

  return {
    'auth.invalid-user': (event, connection) => note(event, connection, event.fields, 0),
    'auth.failed'(event, connection) {
      if (isGuess(event)) note(event, connection, event.fields, event.record.repeat);
    },
    'connection.closed': (event, connection) => note(event, connection, event.fields, 0),
    'connection.reset': (event, connection) => note(event, connection, event.fields, 0),
    'connection.disconnected': (event, connection) => note(event, connection, event.fields, 0),
    connectionEnded(connection) {
      const tries = open.get(connection);
      if (!tries || connection.outcome === 'accepted' || context.isTrusted(tries.ip)) return;
      const { server, port, client, followed } = connection;
      tries.server = server;
      tries.port = port;
      tries.client = client;
      tries.followed = followed;
      const source = sources.use(connection.server.host, tries.ip, connection);
      tries.ip = source.ip;
      for (const take of takers) take(tries, source);
    },
  };
}
