/** What a stream of bytes begins with, and all of it again. */
export interface Headed {
  head: Buffer;
  blocks: AsyncIterable<Buffer>;
}

/** Longer than every mark by which a content is told, shorter than any line of a log: a live stream is not waited for. */
const ENOUGH = 16;

/** Reads the first block; a few more where it is very short. */
export async function readHead(blocks: AsyncIterable<Buffer>): Promise<Headed> {
  const source = blocks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < ENOUGH) {
    const { value, done } = await source.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  async function* again(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      yield* { [Symbol.asyncIterator]: () => source };
    } finally {
      await source.return?.();
    }
  }
  return { head, blocks: again() };
}
