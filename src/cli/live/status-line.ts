import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';

export interface StatusLine {
  show(text: string): void;
  /** Makes room for output. */
  erase(): void;
}

/**
 * One line at the bottom of the terminal on standard error, drawn anew over itself. Nothing at all where standard error is
 * no terminal, or one that cannot go back in a line.
 */
export function createStatusLine(dim: (text: string) => string, stderr: Pick<WriteStream, 'isTTY' | 'columns' | 'write'> = process.stderr): StatusLine {
  if (!stderr.isTTY || process.env.TERM === 'dumb') return { show: () => {}, erase: () => {} };
  let shown = '';

  function erase(): void {
    if (shown === '') return;
    shown = '';
    cursorTo(stderr as WriteStream, 0);
    clearLine(stderr as WriteStream, 1);
  }

  // Whatever ends the program, the prompt comes at the beginning of an empty line.
  process.on('exit', erase);
  return {
    show(text) {
      // A line that reaches the last column would wrap, and could not be taken back.
      const line = text.slice(0, Math.max(0, (stderr.columns || 80) - 1));
      if (line === shown) return;
      erase();
      shown = line;
      stderr.write(dim(line));
    },
    erase,
  };
}
