import { open } from 'node:fs/promises';
import { explainReadError } from './input-error.js';

const HEAD = 4096;
const TAIL = 65_536;

/**
 * The lines at the beginning and at the end of a file, as latin1 text: the first 4 KiB and the last 64 KiB, without the
 * lines that these bounds cut.
 * @throws InputError where the file cannot be read
 */
export async function edgeLines(path: string): Promise<string[]> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const read = async (start: number, end: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
        return buffer.toString('latin1', 0, bytesRead).split('\n');
      };
      if (size <= TAIL) return await read(0, size);
      const [head, [, ...tail]] = [await read(0, HEAD), await read(Math.max(HEAD, size - TAIL), size)];
      return [...head.slice(0, -1), ...tail];
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainReadError(path, error);
  }
}

/** The same of what must be read through for it. What cannot be read of it is left out. */
export async function edgeLinesOfStream(blocks: AsyncIterable<Buffer>): Promise<string[]> {
  let head = '';
  let tail = '';
  let isLong = false;
  try {
    for await (const block of blocks) {
      const text = block.toString('latin1');
      if (head.length < HEAD) head += text;
      isLong ||= tail.length + text.length > TAIL;
      tail = (tail + text).slice(-TAIL);
    }
  } catch {
    // Said when its turn comes.
  }
  if (!isLong) return tail.split('\n');
  return [...head.slice(0, HEAD).split('\n').slice(0, -1), ...tail.split('\n').slice(1)];
}
