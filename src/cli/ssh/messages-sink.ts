import { closeSync, openSync, writeSync } from 'node:fs';

export interface MessageSink {
  /** @param message as latin1 text, without CR LF */
  write(message: string): void;
  close(): void;
}

/**
 * Where ssh would have put its messages: standard error, or the file of the user's own -E.
 * @throws where that file cannot be written
 */
export function openMessageSink(file: string | undefined): MessageSink {
  if (file === undefined) return { write: (message) => void process.stderr.write(lineOf(message)), close: () => {} };
  const descriptor = openSync(file, 'a', 0o600);
  return {
    write(message) {
      try {
        writeSync(descriptor, lineOf(message));
      } catch {
        // A full disk is no reason to end the connection: ssh does not heed it either.
      }
    },
    close: () => closeSync(descriptor),
  };
}

/** CR as well, as ssh writes it: in an interactive session the terminal does not add it. */
function lineOf(message: string): Buffer {
  return Buffer.from(`${message}\r\n`, 'latin1');
}
