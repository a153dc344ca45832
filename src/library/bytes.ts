import type { Log } from './log.js';
import { untilAborted } from './until-aborted.js';

/** Strings are put together to blocks of about this many characters: what stands behind takes a block at a time. */
const BLOCK = 65_536;
/** What a content is, its first bytes tell: these come in one block, however the source cuts. */
const HEAD = 1024;

/** The log as blocks of bytes, up to the signal. @throws what the log throws, behind all that it gave */
export async function* bytesOf(log: Log, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let length = 0;
  try {
    for await (const block of blocksOf(log, signal)) {
      length += block.length;
      if (length < HEAD) waiting.push(block);
      else yield waiting.length === 0 ? block : Buffer.concat([...waiting.splice(0), block]);
    }
  } catch (error) {
    if (waiting.length > 0) yield Buffer.concat(waiting);
    throw error;
  }
  if (waiting.length > 0) yield Buffer.concat(waiting);
}

async function* blocksOf(log: Log, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  let areLines: boolean | undefined;
  let waiting = '';
  try {
    for await (const piece of untilAborted(typeof log === 'string' || log instanceof Uint8Array ? [log] : log, signal)) {
      if (typeof piece === 'string') {
        areLines ??= typeof log !== 'string' && !piece.includes('\n');
        waiting += areLines ? `${piece}\n` : piece;
        if (waiting.length < BLOCK || endsInsideCharacter(waiting)) continue;
      }
      if (waiting !== '') yield Buffer.from(waiting, 'utf8');
      waiting = '';
      if (typeof piece !== 'string') yield Buffer.from(piece);
    }
  } catch (error) {
    if (waiting !== '') yield Buffer.from(waiting, 'utf8');
    throw error;
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

/** The first half of a surrogate pair. */
function endsInsideCharacter(text: string): boolean {
  return (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
}
