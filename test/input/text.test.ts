import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { decode } from '../../src/input/decode.js';
import { InputError } from '../../src/input/input-error.js';
import { encodingOf } from '../../src/input/text.js';

const TEXT = 'Nov 20 12:00:00 sérver sshd[1]: Invalid user 名前😀 from 192.0.2.1 port 1\r\nsecond line\n';

async function decoded(bytes: Buffer, blockSize = 65_536): Promise<string> {
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += blockSize) yield Promise.resolve(bytes.subarray(start, start + blockSize));
  }
  const pieces: Buffer[] = [];
  for await (const piece of decode(blocks(), 'x.log')) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const refusal = (bytes: Buffer) => decoded(bytes).then(() => 'read', (error: unknown) => (error instanceof InputError ? error.message : 'a defect'));

const LE = Buffer.from(TEXT, 'utf16le');
const BE = Buffer.from(LE).swap16();

describe('UTF-16', () => {
  test.each([
    ['little endian with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), LE])],
    ['big endian with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), BE])],
    ['little endian without', LE],
    ['big endian without', BE],
  ])('%s becomes UTF-8, whatever the blocks', async (_, bytes) => {
    for (const size of [65_536, 64, 3, 1]) expect(await decoded(bytes, size)).toBe(TEXT);
    expect(await decoded(gzipSync(bytes))).toBe(TEXT);
  });

  test('that ends in the middle of a character ends in one that says so', async () => {
    expect(await decoded(LE.subarray(0, LE.length - 1))).toBe(`${TEXT.slice(0, -1)}\ufffd`);
  });
});

describe('UTF-8', () => {
  test('loses its byte order mark, and nothing else', async () => {
    expect(await decoded(Buffer.from(`\ufeff${TEXT}\ufeff`, 'utf8'))).toBe(`${TEXT}\ufeff`);
    expect(await decoded(Buffer.from(TEXT), 1)).toBe(TEXT);
  });

  test('with a hole of NUL in front is no UTF-16 and no binary file', async () => {
    for (const hole of [1, 7, 900, 1024, 5000]) {
      const bytes = Buffer.concat([Buffer.alloc(hole), Buffer.from(TEXT.repeat(20))]);
      expect(encodingOf(bytes)).toBe('utf-8');
      expect(await decoded(bytes)).toContain('second line');
    }
  });

  test('with odd bytes that a client wrote is read', async () => {
    const odd = Buffer.concat([Buffer.from('Nov 20 12:00:00 server sshd[1]: '), Buffer.from(Array.from({ length: 900 }, (_, i) => i % 32)), Buffer.from(`\n${TEXT}`)]);
    expect(await decoded(odd)).toContain('second line');
  });
});

describe('what is no log', () => {
  /** "struct utmp" of Linux: type, pid, line, id, user, host, ... */
  function loginRecord(type: number): Buffer {
    const record = Buffer.alloc(384);
    record.writeInt32LE(type, 0);
    record.writeInt32LE(4242, 4);
    record.write('pts/0', 8);
    record.write('fred', 44);
    record.write('192.0.2.1', 76);
    return record;
  }

  test('login records: the command that reads them', async () => {
    for (const records of [[7], [2, 8, 7], [6, 6, 6]]) {
      expect(await refusal(Buffer.concat(records.map(loginRecord)))).toBe('x.log holds login records, which are no text; read it with: last -f x.log (lastb -f x.log for btmp)');
    }
  });

  test('a journal in a pipe', async () => {
    expect(await refusal(Buffer.concat([Buffer.from('LPKSHHRH'), Buffer.alloc(200)]))).toContain('journalctl --file=FILE -o json | sshlog diagnose -');
  });

  test.each([
    ['a program', readFileSync(process.execPath).subarray(0, 4096)],
    ['a picture', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100, 7)])],
    ['an archive of files', Buffer.concat([Buffer.from('auth.log'), Buffer.alloc(249), Buffer.from('ustar  \0'), Buffer.alloc(249)])],
    ['bytes', Buffer.from(Array.from({ length: 2000 }, (_, i) => (i % 9) + 1))],
  ])('%s', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('x.log is no text; name a log file');
  });

  test('an archive in an archive', async () => {
    expect(await refusal(gzipSync(gzipSync(TEXT)))).toBe('x.log is packed twice; unpack it once and name the result');
  });
});
