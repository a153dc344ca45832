import { once } from 'node:events';
import { crc32, createInflateRaw } from 'node:zlib';
import { type ByteReader, createByteReader } from './byte-reader.js';
import { ArchiveError } from './damage.js';

/** Compressed bytes that are inflated at once: what a damaged piece holds is lost, so that it is small. */
const PIECE = 2048;
const HEADER = { text: 1, checksum: 2, extra: 4, name: 8, comment: 16 } as const;

/**
 * Unpacks gzip (RFC 1952), concatenated members and padding by zeros included. Members are told apart here, because
 * zlib's own gunzip drops what was unpacked in front of a damage, and stops in silence at padding.
 * @throws ArchiveError behind what could be unpacked
 */
export async function* unpackGzip(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = createByteReader(blocks);
  do {
    await skipHeader(reader);
    let checksum = 0;
    let size = 0;
    for await (const block of inflate(reader)) {
      checksum = crc32(block, checksum);
      size += block.length;
      yield block;
    }
    const at = reader.offset();
    const trailer = await reader.take(8);
    const isWhole = trailer.readUInt32LE(0) === checksum && trailer.readUInt32LE(4) === size % 2 ** 32;
    if (!isWhole) throw new ArchiveError('damaged', at, 'the checksum is wrong');
  } while (await hasNextMember(reader));
}

async function hasNextMember(reader: ByteReader): Promise<boolean> {
  const at = reader.offset();
  for (;;) {
    const [first, second] = await reader.peek(2);
    if (first === undefined) return false;
    if (first === 0x1f && second === 0x8b) return true;
    if (first !== 0) throw new ArchiveError('trailing', at);
    await reader.take(1);
  }
}

async function skipHeader(reader: ByteReader): Promise<void> {
  const at = reader.offset();
  const header = await reader.take(10);
  const flags = header[3] ?? 0;
  if (header[2] !== 8 || flags > 31) throw new ArchiveError('damaged', at);
  if (flags & HEADER.extra) await reader.take((await reader.take(2)).readUInt16LE(0));
  for (const flag of [HEADER.name, HEADER.comment]) {
    if (flags & flag) while ((await reader.take(1))[0] !== 0);
  }
  if (flags & HEADER.checksum) await reader.take(2);
}

async function* inflate(reader: ByteReader): AsyncGenerator<Buffer> {
  const engine = createInflateRaw({ chunkSize: 65_536 });
  let unpacked: Buffer[] = [];
  let failed = false;
  let done = () => {};
  engine.on('data', (block: Buffer) => unpacked.push(block));
  // An engine that fails does not call back.
  engine.on('error', () => {
    failed = true;
    done();
  });
  const write = (piece: Buffer) => new Promise<void>((resolve) => {
    done = resolve;
    engine.write(piece, () => resolve());
  });
  try {
    for (let fed = 0; ;) {
      const at = reader.offset();
      const piece = await reader.takeSome(PIECE);
      await write(piece);
      if (failed) throw new ArchiveError('damaged', at);
      fed += piece.length;
      // Less was consumed than was given: the deflated data have ended.
      const left = fed - engine.bytesWritten;
      if (left > 0 && !engine.readableEnded) await once(engine, 'end');
      const blocks = unpacked;
      unpacked = [];
      yield* blocks;
      if (left === 0) continue;
      reader.giveBack(piece, left);
      return;
    }
  } finally {
    engine.destroy();
  }
}
