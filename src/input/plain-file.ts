import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { InputError } from './input-error.js';

/** Larger blocks are slower: V8 keeps long strings elsewhere, and the processor's cache is small. */
const BLOCK = 65_536;
/** Blocks that are read before signals and timers get a turn. */
const BLOCKS_A_TURN = 4;

/**
 * The blocks of a file, up to its end as it is then: a log grows while it is read.
 * @throws InputError behind the last block, where the file is not the one any more that was opened
 */
export async function* readPlainFile(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const before = fstatSync(file);
    let bytes = 0;
    for (let blocks = 1; ; blocks++) {
      if (signal?.aborted) return;
      const block = Buffer.allocUnsafeSlow(BLOCK);
      // A third of the time that a stream takes for a local file.
      const length = readSync(file, block);
      if (length === 0) break;
      bytes += length;
      yield block.subarray(0, length);
      if (blocks % BLOCKS_A_TURN === 0) await new Promise(setImmediate);
    }
    // Files of /proc tell no size.
    if (before.size === 0) return;
    const after = fstatSync(file);
    if (bytes < before.size || after.size < bytes) {
      throw new InputError(`${path} was shortened while it was read: ${bytes} bytes were read; read it again, or with tail -F`);
    }
    const present = presentFile(path);
    if (present === undefined) throw new InputError(`${path} was removed while it was read; what it held was read`);
    if (present.ino !== before.ino || present.dev !== before.dev) {
      throw new InputError(`${path} was replaced while it was read; the file that was opened was read, name the new one again`);
    }
  } finally {
    closeSync(file);
  }
}

function presentFile(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
