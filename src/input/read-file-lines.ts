import { DEFAULT_LINE_LIMIT } from './line-limit.js';
import type { OnLine, ReadOptions } from './read-lines.js';

const LINE_FEED = 10;

/**
 * `readLines` for the blocks of a plain file, in a third of the time: each line is taken straight from the bytes, so that it is
 * a string of its own and keeps no block alive, and no stream is in between.
 * @returns how many bytes were read
 * @throws what the source throws, after the lines up to there were given
 */
export async function readFileLines(source: AsyncIterable<Buffer>, onLine: OnLine, options: ReadOptions = {}): Promise<number> {
  const { lineLimit = DEFAULT_LINE_LIMIT, signal, ready } = options;
  const lines = createLineCutter(lineLimit, onLine);
  let bytes = 0;
  let failure: { error: unknown } | undefined;
  /** Whoever takes the lines may throw as well: that is no failure of the source. */
  async function* untilFailure(): AsyncGenerator<Buffer> {
    try {
      yield* source;
    } catch (error) {
      failure = { error };
    }
  }
  for await (const block of untilFailure()) {
    const wait = ready?.();
    if (wait) await wait;
    bytes += block.length;
    lines.cut(block);
  }
  lines.end();
  if (failure !== undefined && !signal?.aborted) throw failure.error;
  return bytes;
}

/** Cuts blocks of bytes into lines of at most `limit` bytes; the rest of a longer line is dropped as it arrives. */
function createLineCutter(limit: number, onLine: OnLine) {
  let number = 0;
  /** The beginning of a line whose end is in a later block, and how long the line is so far. */
  let begun = '';
  let length = 0;

  function begin(block: Buffer, start: number, end: number): void {
    begun += block.toString('latin1', start, Math.min(end, start + Math.max(0, limit - length)));
    length += end - start;
  }

  function whole(block: Buffer, start: number, end: number): void {
    if (length > 0) {
      begin(block, start, end);
      finish();
    } else if (end - start > limit) onLine(block.toString('latin1', start, start + limit), ++number, true);
    else onLine(block.toString('latin1', start, end), ++number, false);
  }

  function finish(): void {
    const line = begun;
    const overLimit = length > limit;
    begun = '';
    length = 0;
    onLine(line, ++number, overLimit);
  }

  return {
    cut(block: Buffer) {
      let start = 0;
      for (let end = block.indexOf(LINE_FEED); end >= 0; end = block.indexOf(LINE_FEED, start)) {
        whole(block, start, end);
        start = end + 1;
      }
      if (start < block.length) begin(block, start, block.length);
    },
    /** A last line without line feed is a line. */
    end() {
      if (length > 0) finish();
    },
  };
}
