import { type ByteReader, createByteReader } from './byte-reader.js';
import { createBreath } from './breath.js';
import { ArchiveError } from './damage.js';

const MAGIC = 0xfd2fb528;
/** 16 magic numbers of frames that carry something else. */
const SKIPPABLE = 0x184d2a50;
/** Memory that a frame may ask for: what zstd itself allows without --long. */
const WINDOW_LIMIT = 2 ** 27;
/** Bytes that a block can hold, packed or not (RFC 8878, 3.1.1.2.4); fzstd would take 2 MiB. */
const LONGEST_BLOCK = 2 ** 17;
/** Blocks in front of which fzstd has not enough to begin with. */
const SHORTEST_START = 18;

/**
 * Unpacks zstd (RFC 8878), several and skippable frames included. fzstd is as fast as Node's own zstd, which Node 20 lacks;
 * what it does not verify, the checksum of the content, is verified here.
 * @throws ArchiveError behind what could be unpacked
 */
export async function* unpackZstd(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')]);
  const { create64 } = await xxhash();
  const reader = createByteReader(blocks);
  const breath = createBreath();
  for (let first = true; first || !(await reader.atEnd()); first = false) {
    const start = reader.offset();
    const magic = (await reader.peek(4)).length < 4 ? undefined : (await reader.peek(4)).readUInt32LE(0);
    if (magic !== undefined && (magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      await skip(reader, (await reader.take(8)).readUInt32LE(4));
      continue;
    }
    if (magic !== MAGIC) throw new ArchiveError(first ? 'cut' : 'trailing', start);
    const { header, hasChecksum } = await readHeader(reader);
    let unpacked: Uint8Array[] = [];
    const engine = new Decompress((block) => unpacked.push(block));
    const hash = create64();
    let pending = header;
    for (let isLast = false; !isLast;) {
      await breath();
      const at = reader.offset();
      const head = await reader.take(3);
      const word = head.readUIntLE(0, 3);
      isLast = (word & 1) === 1;
      if (word >> 3 > LONGEST_BLOCK) throw new ArchiveError('damaged', at);
      // A run-length block holds one byte, whatever its size.
      const body = await reader.take(((word >> 1) & 3) === 1 ? 1 : word >> 3);
      pending = Buffer.concat([pending, head, body]);
      if (pending.length < SHORTEST_START && !isLast) continue;
      try {
        // The checksum belongs to the frame, for fzstd to find its end; which it does not look at.
        engine.push(isLast && hasChecksum ? Buffer.concat([pending, Buffer.alloc(4)]) : pending, isLast);
      } catch {
        throw new ArchiveError('damaged', at);
      }
      pending = Buffer.alloc(0);
      for (const block of unpacked) {
        hash.update(block);
        // fzstd writes into a block again that it has given.
        yield Buffer.from(block);
      }
      unpacked = [];
    }
    if (!hasChecksum) continue;
    const at = reader.offset();
    const expected = (await reader.take(4)).readUInt32LE(0);
    if (BigInt.asUintN(32, hash.digest()) !== BigInt(expected)) throw new ArchiveError('damaged', at, 'the checksum is wrong');
  }
}

async function skip(reader: ByteReader, length: number): Promise<void> {
  for (let left = length; left > 0;) left -= (await reader.takeSome(left)).length;
}

async function readHeader(reader: ByteReader): Promise<{ header: Buffer; hasChecksum: boolean }> {
  const at = reader.offset();
  const descriptor = (await reader.peek(5))[4] ?? 0;
  const isSingle = (descriptor & 32) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const header = await reader.take(5 + (isSingle ? 0 : 1) + dictionary + sizeBytes);
  if (dictionary > 0 && header.readUIntLE(isSingle ? 5 : 6, dictionary) !== 0) throw new ArchiveError('unsupported', at, 'it needs a dictionary');
  const window = isSingle ? contentSize(header, sizeBytes) : windowSize(header[5] ?? 0);
  if (window > WINDOW_LIMIT) throw new ArchiveError('unsupported', at, 'it needs more than 128 MiB of memory');
  return { header, hasChecksum: (descriptor & 4) !== 0 };
}

function windowSize(byte: number): number {
  return 2 ** (10 + (byte >> 3)) * (1 + (byte & 7) / 8);
}

function contentSize(header: Buffer, bytes: number): number {
  const at = header.length - bytes;
  return bytes === 8 ? Number(header.readBigUInt64LE(at)) : header.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
