import type { Party } from '../../connections/connection.js';
import type { Server } from '../../connections/server.js';
import { MAX_HOSTS } from '../../connections/tracker.js';
import type { Login } from '../../diagnosers/attack/attempts.js';
import { createOrigins, type Origin, startOf } from '../../diagnosers/attack/line-store.js';
import type { LogRecord } from '../../events.js';
import type { AttemptsTo } from './side.js';
import { createNumbering } from './numbering.js';

/** What a message in a chunk tells. */
export const KIND = { line: 0, failed: 1, accepted: 2, inVain: 3, server: 4 } as const;
/** In place of a number that is not there, where it cannot be below 0; a time is NaN then. */
export const ABSENT = -1;

/**
 * Attempts on their way to another thread, in order. As objects they would take longer to copy than to look at; numbers go in one
 * piece, strings at the speed of memory.
 */
export interface Chunk {
  /** A KIND, and what belongs to it: see the unpacker. */
  numbers: Float64Array<ArrayBuffer>;
  /** Of these so many. */
  length: number;
  strings: string[];
  /** What is told in full: logins, and what is named by a number from then on. */
  objects: unknown[];
}

/** A login, with the server by its number. */
export interface PackedLogin extends Omit<Login, 'party'> {
  party: (Omit<Party, 'server'> & { server: undefined }) | undefined;
}

/** Numbers of a chunk: it is sent some dozens of times a second. */
const NUMBERS = 4096;
/** Of the longest message. */
const LONGEST = 16;
/**
 * What is named by numbers, of one kind, at a time. Each host has a server; an attacker who writes the log can name any number of them.
 * Twice the hosts that are known at a time: whose server gives its number away is forgotten by then, and nothing more is learnt of it.
 */
const NAMED = 2 * MAX_HOSTS;

/** @param send takes a chunk, which is not used again here */
export function createAttemptPacker(send: (chunk: Chunk) => void): AttemptsTo & { end(): void } {
  const origins = createNumbering<Origin>(NAMED);
  /** Their numbers are asked for in front of a message: another one may have to be told first. */
  const servers = createNumbering<Server>(NAMED, tellServer);
  let chunk = emptyChunk();
  let lines = 0;
  let latest: LogRecord | undefined;

  function put(number: number): void {
    chunk.numbers[chunk.length++] = number;
  }

  function begin(kind: number): void {
    if (chunk.length + LONGEST > NUMBERS) flush();
    put(kind);
  }

  function flush(): void {
    if (chunk.length === 0) return;
    const full = chunk;
    chunk = emptyChunk();
    send(full);
  }

  /** The number of something, and the thing itself where it has none yet. */
  function putNamed(number: number, thing: () => unknown): void {
    put(number);
    if (number < 0) chunk.objects.push(thing());
  }

  /** It is told of when it is first met, and most is known of it at the end. */
  function tellServer(server: Server, number: number): void {
    begin(KIND.server);
    put(number);
    chunk.objects.push(serverNow(server));
  }

  return {
    lines: {
      origin: createOrigins(),
      keep(record, origin) {
        if (record === latest) return lines - 1;
        latest = record;
        const { raw, text, line, time, pid, repeat } = record;
        begin(KIND.line);
        putNamed(origins.of(origin), () => origin);
        put(line);
        put(time ?? Number.NaN);
        put(pid ?? ABSENT);
        put(repeat);
        const textStart = startOf(text, raw);
        put(textStart < 0 ? ABSENT : textStart);
        put(text.length);
        chunk.strings.push(raw);
        if (textStart < 0) chunk.strings.push(text);
        return lines++;
      },
    },
    taker: {
      failed({ origin, ip, user, time, repeat, kept }) {
        begin(KIND.failed);
        putNamed(origins.of(origin), () => origin);
        put(time ?? Number.NaN);
        put(repeat);
        put(kept);
        chunk.strings.push(ip, user);
      },
      accepted({ party, ...login }) {
        const number = party && servers.of(party.server);
        begin(KIND.accepted);
        put(party ? 1 : 0);
        if (party && number !== undefined) putNamed(number, () => serverNow(party.server));
        chunk.objects.push({ ...login, party: party && { ...party, server: undefined } } satisfies PackedLogin);
      },
      inVain({ server, ip, port, user, client, followed, time, passwords, validUser, origin, line, lineTime, pid, kept }) {
        const number = servers.of(server);
        begin(KIND.inVain);
        putNamed(number, () => serverNow(server));
        putNamed(origins.of(origin), () => origin);
        put(port ?? ABSENT);
        put(time ?? Number.NaN);
        put(passwords);
        put(validUser ? 1 : 0);
        put(followed ? 1 : 0);
        put(line);
        put(lineTime ?? Number.NaN);
        put(pid ?? ABSENT);
        put(kept);
        put(client === undefined ? 0 : 1);
        chunk.strings.push(ip, user);
        if (client !== undefined) chunk.strings.push(client);
      },
    },
    end() {
      servers.all().forEach(tellServer);
      flush();
    },
  };
}

function emptyChunk(): Chunk {
  return { numbers: new Float64Array(NUMBERS), length: 0, strings: [], objects: [] };
}

/** The wordings that were looked at have functions, which cannot go to another thread, and are of no use there. */
function serverNow(server: Server): Server {
  return { ...server, seen: [new Set(), new Set()] };
}
