import { Transform } from 'node:stream';

const LINE_FEED = 10;

/** Bytes of a line that are kept unless the user asks for another limit. sshd writes about a thousand at most. */
export const DEFAULT_LINE_LIMIT = 16_384;

/** What to wait for, if anything. */
export type Ready = () => Promise<unknown> | undefined;

/**
 * Turns bytes into latin1 text, one character per byte, in which no line is longer than `limit`: the rest of a longer line
 * is dropped as it arrives, so that a line without an end costs no memory. (split2's own maxLength misses a line that
 * arrives in one chunk, and drops the others unseen.)
 * @param onCut called with the number of each line that was cut, before that line is passed on
 * @param ready asked before each chunk: what to wait for first, if anything
 */
export function createLineLimit(limit: number, onCut: (lineNumber: number) => void, ready?: Ready): Transform {
  let lineNumber = 1;
  let length = 0;
  let cut = false;

  function keep(segment: Buffer): string {
    const room = Math.max(0, limit - length);
    length += segment.length;
    if (segment.length <= room) return segment.toString('latin1');
    if (!cut) onCut(lineNumber);
    cut = true;
    return segment.toString('latin1', 0, room);
  }

  function cutLines(chunk: Buffer): string {
    let text = '';
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      text += `${keep(chunk.subarray(start, end))}\n`;
      start = end + 1;
      lineNumber++;
      length = 0;
      cut = false;
    }
    return text + keep(chunk.subarray(start));
  }

  return new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer, _encoding, done) {
      const wait = ready?.();
      if (wait) wait.then(() => done(null, cutLines(chunk)), done);
      else done(null, cutLines(chunk));
    },
  });
}
