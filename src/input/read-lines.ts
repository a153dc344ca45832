import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import split2 from 'split2';
import { createLineLimit, DEFAULT_LINE_LIMIT, type Ready } from './line-limit.js';
import { streamBlocks } from './stream-blocks.js';

export type OnLine = (line: string, number: number, overLimit: boolean) => void;

export interface ReadOptions {
  /** Bytes of a line that are kept. */
  lineLimit?: number;
  /** Ends the input early, as if there were nothing more. */
  signal?: AbortSignal;
  /** Asked before each block: what to wait for first, if anything, so that a slow reader of the output holds the input back. */
  ready?: Ready;
}

/**
 * Cuts blocks of bytes into lines, as latin1 text without line feed; a CR at the end stays. Works synchronously per
 * block, so a slow reader holds the source back. Whatever the blocks, the lines are the same.
 * @returns how many bytes were read
 * @throws what the source throws, after the lines up to there were given
 */
export async function readLines(source: AsyncIterable<Uint8Array>, onLine: OnLine, options: ReadOptions = {}): Promise<number> {
  const { lineLimit = DEFAULT_LINE_LIMIT, signal, ready } = options;
  let bytes = 0;
  let number = 0;
  let failure: { error: unknown } | undefined;
  const cutLines: number[] = [];
  /** A stream that fails drops what is still on its way; so the failure is kept until the lines are out. */
  async function* untilFailure(): AsyncGenerator<Uint8Array> {
    try {
      for await (const block of source instanceof Readable ? streamBlocks(source, signal) : source) {
        bytes += block.length;
        yield block;
        // An archive may hold much more than was read of it.
        if (signal?.aborted) return;
      }
    } catch (error) {
      failure = { error };
    }
  }
  const limit = createLineLimit(lineLimit, (lineNumber) => cutLines.push(lineNumber), ready);
  // The mapper gives nothing back, so no line goes through another stream.
  const lines = split2('\n', (line: string) => {
    number++;
    const overLimit = cutLines[0] === number;
    if (overLimit) cutLines.shift();
    // V8 makes it a view of its chunk: a copy keeps no more than itself alive.
    onLine(` ${line}`.slice(1), number, overLimit);
  }, { decodeStrings: false });
  await pipeline(untilFailure, limit, lines);
  if (failure !== undefined && !signal?.aborted) throw failure.error;
  return bytes;
}
