/** The parts of unbzip2-stream that decode, which has no types of its own. */
declare module 'unbzip2-stream/lib/bit_iterator.js' {
  /** Reads bits; `bytesRead` counts the bytes that were begun. */
  type BitIterator = { (count: number | null): number; bytesRead: number };
  /** @param nextBuffer gives the next block; may throw */
  export default function bitIterator(nextBuffer: () => Uint8Array): BitIterator;
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  import type bitIterator from 'unbzip2-stream/lib/bit_iterator.js';

  type Bits = ReturnType<typeof bitIterator>;
  const bzip2: {
    /** Reads the head of a stream. @returns 1 to 9: the size of its blocks in 100,000 bytes */
    header(bits: Bits): number;
    /** Decodes a block. @returns the checksum so far; null at the end of the stream */
    decompress(bits: Bits, put: (byte: number) => void, work: Int32Array, blockSize: number, checksum: number): number | null;
  };
  export default bzip2;
}
