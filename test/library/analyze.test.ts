import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { analyze, type AnalyzeOptions, createAnalyzer, InputError, type Log, type LogEvent, LogReadError, parseLine } from '../../src/index.js';

const FILE = 'fixtures/attack/success-after-failures.log';
const bytes = readFileSync(FILE);
const text = bytes.toString('utf8');
const lines = text.trimEnd().split('\n');
const options: AnalyzeOptions = { file: FILE, latest: Date.UTC(2026, 10, 21) };

async function* later<T>(pieces: Iterable<T>): AsyncGenerator<T> {
  for (const piece of pieces) {
    await Promise.resolve();
    yield piece;
  }
}

/** Pieces of 7 characters, which end anywhere; the first holds a line feed, which is what tells pieces from lines. */
const pieces = [text.slice(0, 200), ...(text.slice(200).match(/[^]{1,7}/g) ?? [])];

describe('analyze gives the same report of', () => {
  const logs: Record<string, () => Log> = {
    'a text': () => text,
    'an array of lines': () => lines,
    'lines with their ends': () => lines.map((line) => `${line}\n`),
    'pieces of text': () => pieces,
    'lines that come later': () => later(lines),
    'the lines of readline': () => createInterface({ input: createReadStream(FILE) }),
    'bytes in one block': () => [bytes],
    'bytes one by one': () => [...bytes].map((byte) => Uint8Array.of(byte)),
    'a stream of Node': () => createReadStream(FILE, { highWaterMark: 100 }),
    'a stream of text': () => createReadStream(FILE, { encoding: 'utf8', highWaterMark: 300 }),
    'a stream of the web': () => Readable.toWeb(createReadStream(FILE)) as AsyncIterable<Uint8Array>,
    'the body of a response': () => new Response(bytes).body as AsyncIterable<Uint8Array>,
    'packed bytes': () => [gzipSync(bytes)],
    'UTF-16': () => [Buffer.from(`\ufeff${text}`, 'utf16le')],
  };

  it.each(Object.keys(logs))('%s', async (name) => {
    const expected = await analyze(bytes.toString('utf8'), options);
    expect(expected.findings.map(({ code }) => code)).toContain('success-after-failures');
    expect(await analyze(logs[name]?.() ?? '', options)).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  it('fails with the report of what came before, and says why', async () => {
    const cut = gzipSync(bytes).subarray(0, -4);
    const error: unknown = await analyze([cut], options).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LogReadError);
    expect(error).toMatchObject({ name: 'LogReadError', cause: { name: 'InputError' }, message: expect.stringContaining('gzip') as string });
    expect((error as LogReadError).report.input.lines).toBe(lines.length);
  });

  it('keeps what the source threw', async () => {
    async function* broken() {
      yield* lines.slice(0, 3);
      throw new TypeError('gone');
    }
    const error: unknown = await analyze(broken(), options).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ message: 'gone', cause: expect.any(TypeError) as TypeError, report: { input: { lines: 3 } } });
  });

  it('is refused where it is no log', async () => {
    await expect(analyze([readFileSync(process.execPath).subarray(0, 100_000)])).rejects.toMatchObject({ cause: expect.any(InputError) as InputError });
  });
});

test('options that mean nothing are refused by name', async () => {
  await expect(analyze(text, { openssh: 'new' })).rejects.toThrow(RangeError);
  await expect(analyze(text, { timezone: 'Nowhere/City' })).rejects.toThrow(RangeError);
  expect(() => createAnalyzer({ openssh: 'OpenSSH' })).toThrow('openssh: "OpenSSH" is no release');
  expect(() => parseLine('', { timezone: 'Nowhere/City' })).toThrow(RangeError);
});

test('a signal ends the log early', async () => {
  const controller = new AbortController();
  async function* endless() {
    for (;;) {
      yield bytes;
      controller.abort();
    }
  }
  expect((await analyze(endless(), { ...options, signal: controller.signal })).input.lines).toBeGreaterThanOrEqual(lines.length);
});

test('a signal ends a log that is waited for, too', async () => {
  const waits = async function* () {
    yield bytes;
    await new Promise(() => {});
  };
  const stream = new PassThrough();
  stream.write(bytes);
  for (const log of [waits(), stream, waits()]) {
    const controller = new AbortController();
    const analysis = analyze(log, { ...options, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect((await analysis).input.lines).toBe(lines.length);
  }
  expect(stream.destroyed).toBe(true);
  expect((await analyze(bytes.toString(), { ...options, signal: AbortSignal.abort() })).input.lines).toBe(0);
});

test('the bytes of a log may come as one', async () => {
  expect(await analyze(bytes, options)).toEqual(await analyze([bytes], options));
  expect(await analyze(new Uint8Array(bytes), options)).toEqual(await analyze([bytes], options));
});

test('lines one by one give what the whole log gives, and the version of the package', async () => {
  const events: LogEvent[] = [];
  const analyzer = createAnalyzer({ onEvent: (event) => events.push(event) });
  const log = analyzer.open(FILE, options.latest);
  for (const line of lines) log.line(line);
  log.end();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const report = analyzer.report();
  expect(report).toEqual(await analyze(bytes.toString('utf8'), options));
  expect(report.tool.version).toBe(version);
  expect(events.map(({ line }) => line)).toEqual(lines.map((_, i) => i + 1));
});

test('a line is read whatever stands in it; a name is what sshd says it is', () => {
  const forged = parseLine('Nov 20 12:00:00 server sshd[1]: Invalid user x from 203.0.113.66 port 22 from 198.51.100.7 port 4711');
  expect(forged).toMatchObject({ type: 'auth.invalid-user', ip: '198.51.100.7', user: 'x from 203.0.113.66 port 22' });
  expect(parseLine('\u0000\ud800 no line\n')).toBe(undefined);
  expect(parseLine('')).toBe(undefined);
  expect(parseLine('Nov 20 12:00:00 server sshd[1]: nobody ever wrote this')).toMatchObject({ type: 'unknown', text: 'nobody ever wrote this' });
});
