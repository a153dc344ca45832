import { createBreath } from './breath.js';
import { ArchiveError } from './damage.js';

/** Compressed bytes that are unpacked at once: what a damaged piece holds is lost. */
const PIECE = 256;
/** Byte by byte near the end, where the check stands directly behind the last lines. */
const LAST_PIECE = 1;
const LAST_BYTES = 1024;

/** What xz-embedded says by number ("enum xz_ret"). */
const UNSUPPORTED: Record<string, string> = {
  3: 'it needs more memory than there is',
  4: 'it needs more memory than there is',
  6: 'it has a filter or a check (SHA-256) that sshlog does not know',
};

/**
 * Unpacks xz, concatenated streams, padding and checks included (xz-embedded as WebAssembly).
 * @throws ArchiveError behind what could be unpacked
 */
export async function* unpackXz(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { XzReadableStream } = (await import('xz-decompress')).default;
  allowSeveral(XzReadableStream);
  let at = 0;
  let given = 0;
  let ended = false;
  let failure: unknown;
  const pieces = inPieces(blocks);
  const breath = createBreath();
  const packed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        await breath();
        const { value, done } = await pieces.next();
        at = given;
        if (done) {
          ended = true;
          controller.close();
        } else {
          given += value.length;
          controller.enqueue(value);
        }
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  }, { highWaterMark: 0 });
  try {
    for await (const block of new XzReadableStream(packed)) if (block.length > 0) yield Buffer.from(block.buffer, block.byteOffset, block.length);
  } catch (error) {
    if (failure !== undefined) throw failure;
    const code = /error code (\d+)/.exec((error as Error).message)?.[1] ?? '';
    const unsupported = UNSUPPORTED[code];
    if (unsupported !== undefined) throw new ArchiveError('unsupported', at, unsupported);
    throw new ArchiveError(ended ? 'cut' : 'damaged', ended ? given : at);
  } finally {
    await pieces.return(undefined);
  }
}

/** The decoder runs one stream at a time, and the next one waits: two files that are read side by side would wait for ever. */
function allowSeveral(decoder: object): void {
  Object.assign(decoder, { _contextMutex: { acquire: () => Promise.resolve(), release: () => {} } });
}

async function* inPieces(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let held: Buffer = Buffer.alloc(0);
  for await (const block of blocks) {
    const all = held.length === 0 ? block : Buffer.concat([held, block]);
    const end = Math.max(0, all.length - LAST_BYTES);
    for (let start = 0; start < end; start += PIECE) yield all.subarray(start, Math.min(end, start + PIECE));
    held = all.subarray(end);
  }
  const last = held;
  for (let start = 0; start < last.length; start += LAST_PIECE) yield last.subarray(start, start + LAST_PIECE);
  return undefined;
}
