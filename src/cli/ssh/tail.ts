import { closeSync, openSync, readSync, watch } from 'node:fs';

/** How long a message may wait where the file system does not tell of it. */
const INTERVAL = 100;
const BLOCK = 65_536;

export interface Tail {
  /** Reads what is left, and ends. */
  end(): void;
}

/**
 * Reads a log of ssh while it is written, and gives each message without its CR LF, as latin1 text. A line feed alone is part of a
 * message, unless nothing ends in CR LF.
 * @param from bytes that are not read
 */
export function tailMessages(path: string, onMessage: (message: string) => void, from: number): Tail {
  const descriptor = openSync(path, 'r');
  const block = Buffer.alloc(BLOCK);
  let position = from;
  let rest = '';
  let crlf = false;
  const drain = () => {
    const readOn = () => readSync(descriptor, block, 0, BLOCK, position);
    for (let read = readOn(); read > 0; read = readOn()) {
      position += read;
      const messages = (rest + block.toString('latin1', 0, read)).split('\r\n');
      rest = messages.pop() ?? '';
      if (messages.length > 0) crlf = true;
      messages.forEach(onMessage);
    }
  };
  const timer = setInterval(drain, INTERVAL);
  const watcher = watchFile(path, drain);
  return {
    end() {
      clearInterval(timer);
      watcher?.close();
      drain();
      closeSync(descriptor);
      const left = crlf ? [rest] : rest.split('\n');
      for (const message of left) if (message !== '') onMessage(message);
    },
  };
}

/** Undefined where nothing can be watched. */
function watchFile(path: string, onChange: () => void): ReturnType<typeof watch> | undefined {
  try {
    return watch(path, onChange).on('error', () => {});
  } catch {
    return undefined;
  }
}
