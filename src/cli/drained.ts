import type { Writable } from 'node:stream';

const waits = new WeakMap<Writable, Promise<void>>();

/**
 * What to wait for before more is written to a stream, if anything: that it takes more, or that nobody reads any more. All who wait share
 * one wait, which leaves no listeners behind: inputs that are read side by side are many, and a reader of a pager pauses often.
 */
export function drained(stream: Writable): Promise<void> | undefined {
  if (!stream.writableNeedDrain) return undefined;
  let wait = waits.get(stream);
  if (!wait) {
    wait = new Promise((resolve) => {
      const ready = () => {
        stream.off('drain', ready).off('close', ready);
        waits.delete(stream);
        resolve();
      };
      stream.on('drain', ready).on('close', ready);
    });
    waits.set(stream, wait);
  }
  return wait;
}
