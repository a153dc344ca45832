import { describe, expect, test } from 'vitest';
import { type Chunk, createAttemptPacker } from '../../../src/pipeline/attacks/packer.js';
import { createAttemptUnpacker } from '../../../src/pipeline/attacks/unpacker.js';
import { createServer, type Server } from '../../../src/connections/server.js';
import type { Guess, Login, Tries } from '../../../src/diagnosers/attack/attempts.js';
import { createOrigins, type Origin } from '../../../src/diagnosers/attack/line-store.js';
import type { LogRecord } from '../../../src/events.js';
import type { AttemptsTo } from '../../../src/pipeline/attacks/side.js';

type Told = { line: LogRecord; origin: Origin } | { failed: Guess } | { accepted: Login } | { inVain: Tries };

/** Writes down what it is told. */
function listen(): AttemptsTo & { told: Told[] } {
  const told: Told[] = [];
  let kept = 0;
  return {
    told,
    lines: { origin: createOrigins(), keep: (line, origin) => { told.push({ line, origin }); return kept++; } },
    taker: { failed: (failed) => told.push({ failed }), accepted: (accepted) => told.push({ accepted }), inVain: (inVain) => told.push({ inVain }) },
  };
}

/** Tells the same once directly and once by way of chunks, as they come out of a thread. @returns what came of both */
function both(tell: (to: AttemptsTo) => void) {
  const [direct, other] = [listen(), listen()];
  tell(direct);
  const unpack = createAttemptUnpacker(other);
  let chunks = 0;
  const packer = createAttemptPacker((chunk: Chunk) => {
    chunks++;
    unpack(structuredClone(chunk));
  });
  tell(packer);
  packer.end();
  return { direct: direct.told, unpacked: other.told, chunks };
}

/** The readers of records have one list for all, too. */
const timeAssumed: LogRecord['timeAssumed'] = ['year', 'zone'];

const record = (fields: Partial<LogRecord> = {}): LogRecord => {
  const text = fields.text ?? 'Failed password for root from 192.0.2.1 port 50022 ssh2';
  return {
    file: 'secure', source: 'secure', line: 1, raw: `Nov 20 12:00:00 server sshd[634]: ${text}`, text, time: 1_763_640_000_000, timeAssumed,
    host: 'server', process: 'sshd', pid: 634, level: 'info', levelShown: true, preauth: false, cut: false, repeat: 1, bare: false, ...fields,
  };
};

const guess = (origin: Origin, fields: Partial<Guess> = {}): Guess => ({ origin, ip: '192.0.2.1', user: 'root', time: 1_763_640_000_000, repeat: 1, kept: 0, ...fields });

const tries = (server: Server, origin: Origin, fields: Partial<Tries> = {}): Tries => ({
  server, ip: '192.0.2.1', port: 50_022, user: 'root', client: undefined, countedIn: undefined, blamed: undefined, followed: false, time: 1_763_640_000_000,
  passwords: 3, validUser: true, origin, line: 1, lineTime: 1_763_640_000_000, pid: 634, kept: 7, ...fields,
});

describe('attempts on their way to another thread', () => {
  test.each<[string, Partial<LogRecord>]>([
    ['an ordinary line', {}],
    ['a line without time and pid', { time: undefined, pid: undefined, host: undefined }],
    ['numbers that no integer of 32 bits holds', { line: 5_000_000_000, pid: 9_999_999_999, repeat: 4_000_000_000 }],
    ['characters that are no bytes', { raw: 'sshd: \u4e2d\u0000\n', text: '\u4e2d\u0000\n' }],
    ['a text that its line does not have', { raw: 'one piece', text: 'two pieces, put together', joined: true }],
    ['an empty text', { raw: '', text: '' }],
  ])('%s', (_, fields) => {
    const line = record(fields);
    const { direct, unpacked } = both(({ lines }) => {
      const origin = lines.origin(line);
      expect(lines.keep(line, origin)).toBe(0);
    });
    expect(unpacked).toEqual(direct);
    expect(unpacked).toHaveLength(1);
  });

  test('a line that is kept by several in turn goes once', () => {
    const packer = createAttemptPacker(() => {});
    const [line, next] = [record(), record({ line: 2 })];
    const origin = packer.lines.origin(line);
    expect([line, line, next].map((one) => packer.lines.keep(one, origin))).toEqual([0, 0, 1]);
  });

  test('names of all kinds, nothing where nothing was, and logins', () => {
    const server = createServer('server', 'secure');
    const { direct, unpacked } = both(({ taker, lines }) => {
      const origin = lines.origin(record());
      for (const user of ['', 'root', '\u4e2d\ud800', 'x'.repeat(5000), '-1', 'a\u0000b']) {
        taker.failed(guess(origin, { user, ip: user, time: undefined }));
        taker.inVain(tries(server, origin, { user, ip: user, client: user, port: undefined, time: undefined, lineTime: undefined, pid: undefined, validUser: false, followed: true }));
        taker.inVain(tries(server, origin, { user, passwords: 0 }));
        taker.accepted({ record: record({ time: undefined }), ip: undefined, user, method: 'password', party: undefined });
        taker.accepted({ record: record(), ip: user, user, method: 'publickey', party: tries(server, origin) });
      }
    });
    expect(unpacked).toHaveLength(30);
    expect(unpacked).toEqual(direct);
  });

  test('servers are known at the end as they were learnt, also where there are more than are named at a time', () => {
    const servers = Array.from({ length: 45_000 }, (_, i) => createServer(`server${i}`, 'secure'));
    const { direct, unpacked, chunks } = both(({ taker, lines }) => {
      servers.forEach((server, i) => {
        delete server.exact;
        taker.inVain(tries(server, lines.origin(record({ host: `server${i}` })), { kept: i }));
        server.exact = '9.8';
      });
    });
    expect(chunks).toBeGreaterThan(20);
    expect(unpacked).toHaveLength(45_000);
    expect(unpacked).toEqual(direct);
  });

  test('what is learnt of a server while its host is known is known there, however many others were named before', () => {
    const early = Array.from({ length: 15_000 }, (_, i) => createServer(`early${i}`, 'secure'));
    const late = Array.from({ length: 9_000 }, (_, i) => createServer(`late${i}`, 'secure'));
    const server = createServer('server', 'secure');
    const { direct, unpacked } = both(({ taker, lines }) => {
      const origin = lines.origin(record());
      for (const one of [...early, server, ...late]) taker.inVain(tries(one, origin));
      server.exact = '9.8';
      taker.inVain(tries(server, origin));
    });
    expect(unpacked).toEqual(direct);
    const parties = unpacked.flatMap((one) => ('inVain' in one && one.inVain.server.host === 'server' ? [one.inVain.server] : []));
    expect(parties.map(({ exact }) => exact)).toEqual(['9.8', '9.8']);
    expect(new Set(parties).size).toBe(1);
  });

  test('each thing that comes again is one thing there too', () => {
    const server = createServer('server', 'secure');
    const { unpacked } = both(({ taker, lines }) => {
      for (let i = 0; i < 1000; i++) taker.inVain(tries(server, lines.origin(record({ preauth: i % 2 === 1 })), { kept: i }));
    });
    const all = unpacked.flatMap((one) => ('inVain' in one ? one.inVain : []));
    expect(all).toHaveLength(1000);
    expect(new Set(all.map((one) => one.server)).size).toBe(1);
    expect(new Set(all.map((one) => one.origin)).size).toBe(2);
  });
});
