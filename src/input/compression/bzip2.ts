import { createBreath } from './breath.js';
import { ArchiveError } from './damage.js';

/** Compressed bytes that a block can have at most: its 900,000 bytes may not shrink at all. */
const LONGEST_BLOCK = 950_000;
const OUTPUT = 65_536;

/** The decoder asked for a byte that is not there. */
class EndOfArchive extends Error {}

/**
 * Unpacks bzip2, concatenated streams and checksums included: block by block, by the synchronous decoder inside
 * unbzip2-stream. Its stream would keep a whole block as an array of numbers, and not tell where it failed.
 * @throws ArchiveError behind what could be unpacked
 */
export async function* unpackBzip2(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [{ default: bzip2 }, { default: bitIterator }] = await Promise.all([
    import('unbzip2-stream/lib/bzip2.js'), import('unbzip2-stream/lib/bit_iterator.js'),
  ]);
  const queue: Buffer[] = [];
  let arrived = 0;
  let bits: ReturnType<typeof bitIterator> | undefined;
  /** Why nothing more comes: what has arrived is unpacked first. */
  let refusal: { error: unknown } | undefined;
  const source = untilFailure(blocks, (error) => { refusal = { error }; });

  /** Waits until there is a block, or the rest. @returns whether there is anything */
  async function fill(): Promise<boolean> {
    while (arrived - (bits?.bytesRead ?? 0) < LONGEST_BLOCK) {
      const { value, done } = await source.next();
      if (done) break;
      if (value.length === 0) continue;
      queue.push(value);
      arrived += value.length;
    }
    return arrived > (bits?.bytesRead ?? 0);
  }

  let output = createOutput();
  let work = new Int32Array(0);
  const breath = createBreath();
  const next = () => {
    const block = queue.shift();
    if (block === undefined) throw new EndOfArchive();
    return block;
  };
  for (let isFirst = true; (await fill()) || isFirst; isFirst = false) {
    const start = bits?.bytesRead ?? 0;
    let blockSize = 0;
    try {
      bits ??= bitIterator(next);
      blockSize = 100_000 * bzip2.header(bits);
    } catch (error) {
      if (!isFirst) throw new ArchiveError('trailing', start);
      throw new ArchiveError(error instanceof EndOfArchive ? 'cut' : 'damaged', start);
    }
    // Streams of nothing cost 14 bytes each.
    if (work.length < blockSize) work = new Int32Array(blockSize);
    for (let checksum: number | null = 0; checksum !== null;) {
      await fill();
      await breath();
      const at = bits.bytesRead;
      let failure: unknown;
      try {
        checksum = bzip2.decompress(bits, output.put, work, blockSize, checksum);
      } catch (error) {
        failure = error;
      }
      // Of a block that is damaged nothing is right: its bytes were sorted.
      if (failure === undefined) yield* output.taken();
      output = output.isUntouched() ? output : createOutput();
      if (failure instanceof EndOfArchive && refusal) throw refusal.error;
      if (failure instanceof EndOfArchive) throw new ArchiveError('cut', arrived);
      if (failure !== undefined) throw new ArchiveError('damaged', at, String((failure as Error).message).includes('crc32') ? 'the checksum is wrong' : undefined);
    }
  }
  if (refusal) throw refusal.error;
}

async function* untilFailure(blocks: AsyncIterable<Buffer>, note: (error: unknown) => void): AsyncGenerator<Buffer, undefined> {
  try {
    yield* blocks;
  } catch (error) {
    note(error);
  }
  return undefined;
}

function createOutput() {
  const full: Buffer[] = [];
  let current = Buffer.allocUnsafe(OUTPUT);
  let length = 0;
  return {
    put(byte: number) {
      current[length++] = byte;
      if (length < OUTPUT) return;
      full.push(current);
      current = Buffer.allocUnsafe(OUTPUT);
      length = 0;
    },
    isUntouched: () => length === 0 && full.length === 0,
    taken: () => (length > 0 ? [...full, current.subarray(0, length)] : full),
  };
}
