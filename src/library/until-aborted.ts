import { Readable } from 'node:stream';
import { streamBlocks } from '../input/stream-blocks.js';
import type { Log } from './log.js';

type Pieces = Exclude<Log, string | Uint8Array>;
type Piece = string | Uint8Array;

/** What a source gives until the signal comes, also while it is being waited for. */
export function untilAborted(pieces: Pieces, signal: AbortSignal | undefined): Pieces {
  if (!signal) return pieces;
  return pieces instanceof Readable ? streamBlocks(pieces, signal) : waitingForBoth(pieces, signal);
}

async function* waitingForBoth(pieces: Pieces, signal: AbortSignal): AsyncGenerator<Piece> {
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  let stop = () => {};
  const abort = () => stop();
  signal.addEventListener('abort', abort, { once: true });
  try {
    while (!signal.aborted) {
      // Not Promise.race, which would keep something of every piece until the signal comes.
      const next = await new Promise<IteratorResult<Piece, unknown> | undefined>((resolve, reject) => {
        stop = () => resolve(undefined);
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // A source that is waiting for something closes when that has come: nobody waits for it here.
    Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
