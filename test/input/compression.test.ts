import { readFileSync } from 'node:fs';
import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ArchiveError } from '../../src/input/compression/damage.js';
import { formatOf } from '../../src/input/compression/formats.js';

/** Archives that the tools themselves made: gzip 1.12, zstd 1.5.4, xz 5.4.1, bzip2 1.0.8. */
const archive = (name: string) => readFileSync(`fixtures/archives/${name}`);
const LINES = readFileSync('fixtures/attack/brute-force.log');

/** Byte, counted from the end, that is part of a checksum of the content. */
const TOOLS = [
  { name: 'gzip', suffix: 'gz', checksum: 8 },
  { name: 'zstd', suffix: 'zst', checksum: 4 },
  { name: 'xz', suffix: 'xz', checksum: 28 },
  { name: 'bzip2', suffix: 'bz2', checksum: 2 },
] as const;

interface Unpacked {
  text: Buffer;
  error: ArchiveError | undefined;
}

async function unpack(bytes: Buffer, blockSize = 65_536): Promise<Unpacked> {
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += blockSize) yield Promise.resolve(bytes.subarray(start, start + blockSize));
  }
  const format = formatOf(bytes);
  if (!format) throw new Error('not told by its first bytes');
  const pieces: Buffer[] = [];
  let error: ArchiveError | undefined;
  try {
    for await (const piece of (await format.load())(blocks())) pieces.push(piece);
  } catch (thrown) {
    if (!(thrown instanceof ArchiveError)) throw thrown;
    error = thrown;
  }
  return { text: Buffer.concat(pieces), error };
}

const whole = (text: Buffer): Unpacked => ({ text, error: undefined });

describe.each(TOOLS)('$name', ({ name, suffix, checksum }) => {
  const packed = archive(`lines.${suffix}`);
  const empty = archive(`empty.${suffix}`);

  test('is told by its first bytes', () => {
    expect(formatOf(packed)?.name).toBe(name);
    expect(formatOf(empty)?.name).toBe(name);
  });

  test.each([65_536, 100, 7, 1])('one member, in blocks of %i bytes', async (size) => {
    expect(await unpack(packed, size)).toEqual(whole(LINES));
  });

  test('a member of nothing', async () => {
    expect(await unpack(empty)).toEqual(whole(Buffer.alloc(0)));
  });

  test.each([65_536, 11])('concatenated members, some of them empty, in blocks of %i bytes', async (size) => {
    const all = Buffer.concat([empty, packed, empty, empty, packed, packed, empty]);
    expect(await unpack(all, size)).toEqual(whole(Buffer.concat([LINES, LINES, LINES])));
  });

  test('cut anywhere: what can be read, and where it ends', async () => {
    // Behind its magic bytes at the least: before, nothing tells what it is.
    for (let length = 6; length < packed.length; length += 5) {
      const { text, error } = await unpack(packed.subarray(0, length));
      expect([length, error?.kind, error?.at]).toEqual([length, 'cut', length]);
      expect(LINES.subarray(0, text.length).equals(text)).toBe(true);
    }
  });

  test('cut in the second member: the first is whole', async () => {
    const { text, error } = await unpack(Buffer.concat([packed, packed.subarray(0, packed.length - 4)]));
    expect(error?.kind).toBe('cut');
    expect(text.subarray(0, LINES.length).equals(LINES)).toBe(true);
  });

  test('a wrong checksum is found; the text is given', async () => {
    const damaged = Buffer.from(packed);
    damaged[damaged.length - checksum] = (damaged[damaged.length - checksum] ?? 0) ^ 0xff;
    const { text, error } = await unpack(damaged);
    expect(error?.kind).toBe('damaged');
    expect(error?.at).toBeLessThan(packed.length);
    expect(text.toString()).toBe(LINES.toString());
  });

  test('garbage behind it is no part of it', async () => {
    const { text, error } = await unpack(Buffer.concat([packed, Buffer.from('garbage behind the archive')]));
    expect(text.equals(LINES)).toBe(true);
    expect(error?.kind).toMatch(/trailing|damaged/);
    expect(Math.abs((error?.at ?? 0) - packed.length)).toBeLessThan(16);
  });

  test('damaged anywhere: an end, an error or the text, and never a defect', async () => {
    const kinds = new Set<string>();
    for (let at = 4; at < packed.length; at += 5) {
      const damaged = Buffer.from(packed);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << at % 8);
      if (formatOf(damaged) === undefined) continue;
      const { text, error } = await unpack(damaged, 50);
      if (error === undefined) expect(text.equals(LINES)).toBe(true);
      kinds.add(error?.kind ?? 'whole');
    }
    expect(kinds).toContain('damaged');
  });
});

describe('gzip', () => {
  test('padding by zeros is no damage, and members may follow', async () => {
    const packed = archive('lines.gz');
    expect(await unpack(Buffer.concat([packed, Buffer.alloc(700), packed, Buffer.alloc(1)]))).toEqual(whole(Buffer.concat([LINES, LINES])));
  });

  test('a header with everything: extra field, name, comment, checksum', async () => {
    const plain = gzipSync(LINES);
    const header = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 31, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3]), Buffer.from('auth.log\0a comment\0'), Buffer.from([0, 0])]);
    expect(await unpack(Buffer.concat([header, plain.subarray(10)]), 5)).toEqual(whole(LINES));
  });

  test('a large member: damage in the middle keeps what stands before it', async () => {
    const text = Buffer.from(Array.from({ length: 40_000 }, (_, i) => `line ${i} ${crc32(String(i))}\n`).join(''));
    const packed = gzipSync(text);
    expect(await unpack(packed, 1000)).toEqual(whole(text));
    const cut = await unpack(packed.subarray(0, packed.length >> 1));
    expect(cut.error).toMatchObject({ kind: 'cut', at: packed.length >> 1 });
    expect(cut.text.length).toBeGreaterThan(text.length * 0.4);
    expect(text.subarray(0, cut.text.length).equals(cut.text)).toBe(true);
  });
});

describe('zstd', () => {
  const skippable = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('abc')]);

  test('skippable frames are skipped, first of all too', async () => {
    const packed = archive('lines.zst');
    expect(await unpack(Buffer.concat([skippable, packed, skippable, packed, skippable]), 9)).toEqual(whole(Buffer.concat([LINES, LINES])));
  });

  test('a frame that wants more memory than zstd gives, or a dictionary, is refused', async () => {
    const magic = [0x28, 0xb5, 0x2f, 0xfd];
    expect((await unpack(Buffer.from([...magic, 0, 0xb8, 1, 0, 0]))).error).toMatchObject({ kind: 'unsupported', at: 0 });
    expect((await unpack(Buffer.from([...magic, 1, 0x40, 7, 1, 0, 0]))).error).toMatchObject({ kind: 'unsupported', detail: 'it needs a dictionary' });
  });
});

describe('xz', () => {
  test('a check that is not known is said', async () => {
    expect((await unpack(archive('sha256.xz'))).error).toMatchObject({ kind: 'unsupported' });
  });

  test('two are read side by side', async () => {
    const packed = archive('lines.xz');
    expect(await Promise.all([unpack(packed, 10), unpack(packed, 10)])).toEqual([whole(LINES), whole(LINES)]);
  });
});

test('a line that begins like an archive is a line', () => {
  for (const line of ['BZh is a name\n', 'BZh9 sshd[1]: text\n', 'BZ', '', 'Nov 20 12:00:00']) expect(formatOf(Buffer.from(line))).toBeUndefined();
});

describe('made to exhaust', () => {
  const bzip2 = (base64: string) => Buffer.from(base64, 'base64');

  test('bzip2: run lengths of 31 and of 32 digits, which overflow, end', async () => {
    for (const runs of ['QlpoOTFBWSZTWQAAAAAAAAAEACAAIABAUBQAAAAAwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'QlpoOTFBWSZTWQAAAAAAAAAEACAAIABAUBQAAAAAWAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']) {
      expect(await unpack(bzip2(runs))).toMatchObject({ text: Buffer.alloc(0), error: { kind: 'damaged' } });
    }
  });

  test('bzip2: many streams of nothing share their memory', async () => {
    const empty = bzip2('QlpoORdyRThQkAAAAAA=');
    expect(await unpack(Buffer.concat(Array.from({ length: 50_000 }, () => empty)))).toEqual(whole(Buffer.alloc(0)));
  });

  test.each([[2 ** 17, undefined], [2 ** 17 + 1, 'damaged']])('zstd: a block of %i bytes', async (size, kind) => {
    const head = Buffer.alloc(3);
    head.writeUIntLE((size << 3) | 3, 0, 3);
    const frame = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]), head, Buffer.from('A')]);
    const { text, error } = await unpack(frame);
    expect([text.length, error?.kind]).toEqual([kind ? 0 : size, kind]);
  });
});
