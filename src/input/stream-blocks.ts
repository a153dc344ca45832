import type { Readable } from 'node:stream';

/** The blocks of a stream, which is closed at the signal, whatever it waits for: that is its end. */
export async function* streamBlocks(stream: Readable, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const stop = () => void stream.destroy();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const block of stream) yield block as Buffer;
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
