import { setImmediate } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { drained } from '../../src/cli/drained.js';

/** A stream whose reader takes what is written when it is told to. */
function slowStream() {
  let take: (() => void) | undefined;
  const stream = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void (take = done) });
  return { stream, take: () => take?.() };
}

const listeners = (stream: Writable) => stream.listenerCount('drain') + stream.listenerCount('close');

describe('who waits for a slow reader', () => {
  test('shares one wait with the others, and leaves nothing behind', async () => {
    const { stream, take } = slowStream();
    const before = listeners(stream);
    expect(drained(stream)).toBeUndefined();
    for (let i = 0; i < 20; i++) {
      stream.write('line');
      const waits = Array.from({ length: 20 }, () => drained(stream));
      expect(new Set(waits).size).toBe(1);
      take();
      await Promise.all(waits);
      expect(listeners(stream)).toBe(before);
    }
  });

  test('waits no longer than the stream is open', async () => {
    const { stream } = slowStream();
    stream.write('line');
    const wait = drained(stream);
    stream.destroy();
    await wait;
    await setImmediate();
    expect(listeners(stream)).toBe(0);
  });
});
