import type { Level } from '../events.js';
import { registry } from '../messages/registry.js';
import { createHeaderReader } from '../records/envelopes.js';
import { readLevel } from '../records/level.js';
import { createLogClock } from '../records/log-clock.js';
import { shownText, withoutProgram } from '../records/markup.js';
import { isClientProgram, sshProgram } from '../records/programs.js';

/** Lines that are held back until something tells whose log it is; then the likelier side has it. */
const MAX_HELD = 2000;

export interface HeldLine {
  line: string;
  number: number;
  overLimit: boolean;
  front: string | undefined;
  /** The line is the first of this file of the log. */
  file: { name: string; latest: number } | undefined;
}

/** Tells by the first lines of a log whether a server or a client wrote it. */
export interface SideFinder {
  /** Keeps a line. @returns whether it shows that a server wrote the log */
  hold(line: string, number: number, overLimit: boolean, front?: string): boolean;
  goOn(file: string, latest: number): void;
  /** As many lines are held as may be. */
  isFull(): boolean;
  /** There are lines that only a client's wordings can decide upon. */
  wantsToAsk(): boolean;
  /** @returns undefined where nothing is certain yet */
  decide(isOfClient: (text: string, level: Level) => boolean): 'client' | 'server' | undefined;
  /** Whose log it most likely is, where nothing is certain. */
  guess(): 'client' | 'server';
  /** All lines that were kept, in order. */
  take(): HeldLine[];
}

/** ssh and sshd print these alike, where they do not write to a syslog. */
const PRINTED = /^(?:debug[123]: |OpenSSH_)/;
/** Behind so many of them a line of a syslog is not the log's own: a server has sent it to a client, as its banner or as output. */
const MANY_PRINTED = 3;

/** Behind what sshd says before the login, from 5.9 on; ssh has no such mark. */
const PREAUTH = ' [preauth]';

/** Holds back the first lines of a log until its side is known. */
export function createSideFinder(): SideFinder {
  let held: HeldLine[] = [];
  let asked = 0;
  let bare = 0;
  let printed = 0;
  let file: HeldLine['file'];
  let likely: 'client' | 'server' | undefined;
  let perhaps: 'client' | 'server' = 'server';
  const headers = createHeaderReader(createLogClock({ latest: 0 }));

  /** A syslog tells with the first line of ssh or sshd in it; lines of other programs say nothing. */
  function sideOf(line: string): 'client' | 'server' | 'other' | 'bare' {
    const header = headers.header(line);
    if (header?.program === undefined) return header?.carries ? 'server' : line === '' ? 'other' : 'bare';
    if (isClientProgram(header.program)) return 'client';
    return sshProgram(header.program) === undefined ? 'other' : 'server';
  }

  /** Either side's log may be quoted. */
  const undressed = (line: string) => withoutProgram(headers.plain(line));

  return {
    hold(line, number, overLimit, front) {
      held.push({ line, number, overLimit, front, file });
      file = undefined;
      const text = shownText(line);
      const side = sideOf(text);
      if (side === 'bare' || side === 'client') bare = held.length;
      if (side === 'bare' && PRINTED.test(undressed(text))) printed++;
      return side === 'server' && printed < MANY_PRINTED;
    },
    goOn(name, latest) {
      file = { name, latest };
    },
    isFull: () => held.length > MAX_HELD,
    wantsToAsk: () => bare > asked,
    decide(isOfClient) {
      for (; asked < held.length; asked++) {
        const line = shownText(held[asked]?.line ?? '');
        const side = sideOf(line);
        if (side === 'client' || side === 'server') return side;
        if (side !== 'bare') continue;
        const plain = undressed(line);
        const marked = plain.endsWith(PREAUTH);
        const { level, text } = readLevel(marked ? plain.slice(0, -PREAUTH.length) : plain);
        const server = registry.match(text, level, false);
        const client = isOfClient(text, level);
        const ofServer = server !== undefined && server.pattern.emits !== 'client-log.line';
        if (client && !ofServer) return 'client';
        if (ofServer && (marked || !client)) return 'server';
        if (!client) continue;
        likely = likelySide(server?.fields) ?? likely;
        perhaps = usualSide(level, held[asked]?.line ?? '');
      }
      return undefined;
    },
    guess: () => likely ?? perhaps,
    take() {
      const taken = held;
      held = [];
      return taken;
    },
  };
}

/** Where systems begin to number the ports of those who connect (Linux; others later), and few listen. */
const FIRST_EPHEMERAL = 32_768;
/** Both sides read their configuration with the same words; few give options to sshd on its command line. */
const OF_CLIENT = /(?:\/\.ssh\/|(?:^|\/)ssh_config|^command-line$)/;
/** Who leaves of his own will says so with this code: mostly the client. */
const BY_APPLICATION = 11;

/** Of a message that both sides have: the port is the peer's, which for a server is one that a system picked. */
function likelySide(fields: object | undefined): 'client' | 'server' | undefined {
  if (fields === undefined) return undefined;
  if ('path' in fields && OF_CLIENT.test(String(fields.path))) return 'client';
  const port = 'port' in fields ? Number(fields.port) : undefined;
  if (port !== undefined) return port < FIRST_EPHEMERAL ? 'client' : 'server';
  return 'code' in fields && fields.code === BY_APPLICATION ? 'server' : undefined;
}

/**
 * Where the message itself has nothing of that: ssh writes CR LF to its terminal, and few have sshd do so. A line without header that
 * is marked as an error is a line of syslog that has lost its header; ssh marks debug lines alone, and prints all others as they are.
 */
function usualSide(level: Level, line: string): 'client' | 'server' {
  return level === 'info' || line.endsWith('\r') ? 'client' : 'server';
}
