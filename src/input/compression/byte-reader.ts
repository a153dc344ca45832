import { ArchiveError } from './damage.js';

/** Reads blocks of bytes in pieces of the size that is wanted. */
export interface ByteReader {
  /** Bytes that were taken so far. */
  offset(): number;
  /** Whether nothing more comes. */
  atEnd(): Promise<boolean>;
  /** The next `count` bytes, or fewer where the input ends before; they stay to be taken. */
  peek(count: number): Promise<Buffer>;
  /** Takes exactly `count` bytes. @throws ArchiveError (cut) where the input ends before */
  take(count: number): Promise<Buffer>;
  /** Takes at least one byte and at most `count`, whatever has arrived. @throws ArchiveError (cut) at the end */
  takeSome(count: number): Promise<Buffer>;
  /** Gives the last `count` bytes of a piece that was just taken back. */
  giveBack(piece: Buffer, count: number): void;
}

export function createByteReader(blocks: AsyncIterable<Buffer>): ByteReader {
  const source = blocks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let ended = false;

  /** @returns whether there are that many bytes now */
  async function fill(count: number): Promise<boolean> {
    if (rest.length >= count || ended) return rest.length >= count;
    const pieces = [rest];
    let length = rest.length;
    while (length < count && !ended) {
      const { value, done } = await source.next();
      ended = done === true;
      if (ended) break;
      pieces.push(value as Buffer);
      length += (value as Buffer).length;
    }
    rest = pieces.length === 1 ? rest : Buffer.concat(pieces, length);
    return rest.length >= count;
  }

  function cutOff(count: number): Buffer {
    const piece = rest.subarray(0, count);
    rest = rest.subarray(count);
    offset += piece.length;
    return piece;
  }

  return {
    offset: () => offset,
    atEnd: async () => !(await fill(1)),
    async peek(count) {
      await fill(count);
      return rest.subarray(0, count);
    },
    async take(count) {
      if (!(await fill(count))) throw new ArchiveError('cut', offset + rest.length);
      return cutOff(count);
    },
    async takeSome(count) {
      if (!(await fill(1))) throw new ArchiveError('cut', offset);
      return cutOff(Math.min(count, rest.length));
    },
    giveBack(piece, count) {
      offset -= count;
      rest = rest.length === 0 ? piece.subarray(piece.length - count) : Buffer.concat([piece.subarray(piece.length - count), rest]);
    },
  };
}
