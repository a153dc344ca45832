import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, type LogReadError } from '../../src/index.js';
import { readFileLines } from '../../src/input/read-file-lines.js';
import { readLines } from '../../src/input/read-lines.js';

interface Lines {
  lines: { line: string; number: number; overLimit: boolean }[];
  bytes: number;
}

async function read(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, lineLimit?: number, reader: typeof readFileLines = readLines): Promise<Lines> {
  const lines: Lines['lines'] = [];
  const bytes = await reader(
    Readable.from(chunks, { objectMode: false }),
    (line, number, overLimit) => lines.push({ line, number, overLimit }),
    {
      ...(lineLimit !== undefined && { lineLimit }),
    },
  );
  return { lines, bytes };
}

/** The bytes in pieces whose lengths repeat; a length of 0 is an empty chunk. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    chunks.push(bytes.slice(at, at + length));
    at += length;
  }
  return chunks;
}

/** What lines are, said without streams. */
function expected(bytes: Uint8Array, limit: number): Lines {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return {
    lines: lines.map((line, i) => ({ line: line.slice(0, limit), number: i + 1, overLimit: line.length > limit })),
    bytes: bytes.length,
  };
}

const LENGTHS = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }).map((lengths) => [...lengths, 1]);
const HOSTILE = fc.constantFrom(
  '\n',
  '\r\n',
  '\r',
  '\r\r\n',
  '\0',
  '\u00e9',
  '\u{1f600}',
  '\u2028',
  '\x1b[31m',
  '\x85',
  ' [preauth]',
  '\n\n',
);
const LINE = fc.constantFrom(
  'Nov 20 12:00:00 server sshd[1]: Failed password for fred from 192.0.2.1 port 1 ssh2\n',
  'Nov 20 12:00:01 server sshd[1]: Unable to negotiate with ::1 port 1: no matching MAC found. Their offer: \u00e9 [preauth]\r\n',
  '2026-11-20T12:00:00Z s\u00e9rver sshd[2]: Accepted password for fr\u00e9d from 192.0.2.1 port 1 ssh2\n',
  'sshd[3]: debug2: kex_parse_kexinit:\n',
  'aes128-ctr,aes256-ctr\n',
  'Nov 20 12:00:02 server last message repeated 3 times\n',
  'fatal: no matching mac found: client hmac-md5 server hmac-sha2-256\r\n',
);
const TEXT = fc
  .array(fc.oneof({ weight: 3, arbitrary: LINE }, HOSTILE, fc.string({ maxLength: 20 })), { maxLength: 30 })
  .map((parts) => Buffer.from(parts.join(''), 'utf8'));
const BYTES = fc.oneof(
  TEXT,
  fc.uint8Array({ maxLength: 400 }),
  fc.array(fc.constantFrom(10, 13, 0, 65, 255), { maxLength: 80 }).map((codes) => Uint8Array.from(codes)),
);

describe('the chunks do not matter', () => {
  test('for the lines: any bytes, any chunks, any limit', async () => {
    await fc.assert(
      fc.asyncProperty(BYTES, LENGTHS, fc.integer({ min: 1, max: 60 }), async (bytes, lengths, limit) => {
        expect(await read(cut(bytes, lengths), limit)).toEqual(expected(bytes, limit));
        expect(await read(cut(bytes, lengths), limit, readFileLines)).toEqual(expected(bytes, limit));
      }),
      { numRuns: 300 },
    );
  });

  test('for the report, and no content throws anything else', async () => {
    const options = { latest: Date.UTC(2026, 10, 21), lineLimit: 200 };
    await fc.assert(
      fc.asyncProperty(BYTES, LENGTHS, async (bytes, lengths) => {
        // Bytes that are no text are refused; the report is then of nothing.
        const report = (log: Uint8Array[]) => analyze(log, options).catch((error: LogReadError) => error.report);
        expect(await report(cut(bytes, lengths))).toEqual(await report([bytes]));
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  test('a text and its bytes give the same report', async () => {
    const text = 'Nov 20 12:00:00 s\u00e9rver sshd[1]: fatal: no matching mac found: client hmac-md5 server hmac-sha2-256\n';
    const options = { latest: Date.UTC(2026, 10, 21) };
    const report = await analyze(text, options);
    expect(report.input).toMatchObject({ lines: 1, recognized: 1, bytes: Buffer.byteLength(text) });
    expect(report.servers.map(({ host }) => host)).toEqual(['s\u00e9rver']);
    expect(await analyze(cut(Buffer.from(text), [1]), options)).toEqual(report);
    expect(await analyze([text.slice(0, -1)], options)).toEqual(report);
  });
});

describe('over-long lines', () => {
  const long = Buffer.from(`a\n${'x'.repeat(5000)}\r\nb\n${'y'.repeat(5000)}`);

  test.each([[[long.length]], [[1]], [[2, 4999]], [[3, 4999, 1]], [[64]]])(
    'are cut and marked, in chunks of %j',
    async (lengths) => {
      expect(await read(cut(long, lengths), 1024)).toEqual(expected(long, 1024));
    },
  );

  test('are counted in the report; a line of the limit exactly is whole', async () => {
    expect((await analyze([long], { lineLimit: 1024 })).input).toMatchObject({ lines: 4, truncated: 2, bytes: long.length });
    expect((await analyze([long], { lineLimit: 5001 })).input).toMatchObject({ lines: 4, truncated: 0 });
    expect((await analyze('x'.repeat(16_385))).input).toMatchObject({ lines: 1, truncated: 1 });
  });

  test('of 100 MB cost no memory', async () => {
    const block = Buffer.alloc(65_536, 'x');
    async function* endless(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 1600; i++) yield block;
      yield Buffer.from('\nlast');
    }
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { lines, bytes } = await read(endless());
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    expect(lines.map(({ line, overLimit }) => [line.length, overLimit])).toEqual([
      [16_384, true],
      [4, false],
    ]);
    expect(bytes).toBe(1600 * 65_536 + 5);
  }, 20_000);
});

test('whoever takes the lines can hold the input back', async () => {
  let given = 0;
  const source = function* () {
    for (; given < 200; given++) yield Buffer.alloc(65_536, 'x\n');
  };
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let lines = 0;
  const reading = readLines(Readable.from(source(), { objectMode: false }), () => lines++, {
    ready: () => (lines > 0 ? held : undefined),
  });
  await new Promise((resume) => setTimeout(resume, 100));
  expect(lines).toBe(32_768);
  expect(given).toBeLessThan(20);
  release();
  expect(await reading).toBe(200 * 65_536);
  expect(lines).toBe(200 * 32_768);
});
