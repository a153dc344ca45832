import { describe, expect, test, vi } from 'vitest';
import { createStatusLine } from '../../src/cli/live/status-line.js';

const plain = (text: string) => text;
const ERASED = '\x1b[1G\x1b[0K';

function terminal({ isTTY = true, columns = 20 } = {}) {
  let written = '';
  const write = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  return { isTTY, columns, write, written: () => written } as unknown as typeof process.stderr & { written: () => string };
}

describe('the status line', () => {
  test('is drawn over itself, and erased to make room', () => {
    const stderr = terminal();
    const status = createStatusLine(plain, stderr);
    status.show('1 line');
    status.show('1 line');
    status.show('2 lines');
    status.erase();
    status.erase();
    expect(stderr.written()).toBe(`1 line${ERASED}2 lines${ERASED}`);
  });

  test('never reaches the last column', () => {
    const stderr = terminal();
    createStatusLine(plain, stderr).show('x'.repeat(50));
    expect(stderr.written()).toBe('x'.repeat(19));
  });

  test('is not there where standard error is no terminal, or cannot move', () => {
    const pipe = terminal({ isTTY: false });
    createStatusLine(plain, pipe).show('1 line');
    expect(pipe.written()).toBe('');
    const dumb = terminal();
    vi.stubEnv('TERM', 'dumb');
    createStatusLine(plain, dumb).show('1 line');
    vi.unstubAllEnvs();
    expect(dumb.written()).toBe('');
  });
});
