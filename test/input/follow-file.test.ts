import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { followFile, type FollowOptions } from '../../src/input/follow-file.js';
import { readLines } from '../../src/input/read-lines.js';
import { until } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

const WRITER = fileURLToPath(new URL('../support/rotating-writer.mjs', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sshlog-follow-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const unused = () => join(directory, `log${files++}`);

/** Follows a file; its lines, with the number that each has in its file. */
function follow(path: string, options: FollowOptions = {}) {
  const controller = new AbortController();
  const lines: string[] = [];
  const numbers: number[] = [];
  const done = (async () => {
    for await (const content of followFile(path, { ...options, signal: controller.signal })) {
      await readLines(content, (line, number) => {
        lines.push(line);
        numbers.push(number);
      }, { signal: controller.signal });
    }
  })();
  const stop = () => {
    controller.abort();
    return done;
  };
  return { lines, numbers, stop, done };
}

describe('a file that a busy logger writes to while it is rotated', () => {
  test.each([['rename', 9], ['delete', 9], ['copytruncate', 5]] as const)('by %s: no line is lost, none comes twice', async (method, rotations) => {
    const path = unused();
    const count = 20_000;
    const following = follow(path);
    const writer = spawn(process.execPath, [WRITER, path, method, String(count), String(rotations)], { stdio: 'inherit' });
    const status = await new Promise((resolve) => {
      writer.on('close', resolve);
    });
    expect(status).toBe(0);
    await until(() => following.lines.length >= count);
    await following.stop();
    expect(following.lines).toEqual(Array.from({ length: count }, (_, i) => `line ${i} ${'x'.repeat(60)}`));
    // Each file begins with its line 1.
    expect(following.numbers.filter((number) => number === 1)).toHaveLength(rotations + 1);
  });
});

describe('a file that is followed', () => {
  test('is read from its beginning, then as it grows; a line is a line once it has ended', async () => {
    const path = unused();
    writeFileSync(path, 'one\ntwo\nthr');
    const following = follow(path);
    await until(() => following.lines.length === 2);
    appendFileSync(path, 'ee\n');
    await until(() => following.lines.length === 3);
    await following.stop();
    expect(following.lines).toEqual(['one', 'two', 'three']);
  });

  test('need not exist yet, nor need its directory', async () => {
    const parent = unused();
    const missing = vi.fn<(error: unknown) => void>();
    const following = follow(join(parent, 'log'), { missing });
    await until(() => missing.mock.calls.length === 1);
    mkdirSync(parent);
    writeFileSync(join(parent, 'log'), 'one\n');
    await until(() => following.lines.length === 1);
    await following.stop();
    expect(missing).toHaveBeenCalledTimes(1);
  });

  test('may be a link, whose target is changed', async () => {
    const path = unused();
    const target = unused();
    writeFileSync(target, 'one\n');
    symlinkSync(target, path);
    const following = follow(path);
    await until(() => following.lines.length === 1);
    appendFileSync(target, 'two\n');
    await until(() => following.lines.length === 2);
    const next = unused();
    writeFileSync(next, 'three\n');
    symlinkSync(next, `${path}.new`);
    renameSync(`${path}.new`, path);
    await until(() => following.lines.length === 3);
    await following.stop();
  });

  test('was truncated and has grown past the old end before anybody looked', async () => {
    const path = unused();
    writeFileSync(path, 'old line\n');
    const following = follow(path);
    await until(() => following.lines.length === 1);
    truncateSync(path);
    appendFileSync(path, 'new line that is longer\nanother\n');
    await until(() => following.lines.length === 3);
    await following.stop();
    expect(following.lines).toEqual(['old line', 'new line that is longer', 'another']);
  });

  test('a rest without line feed does not run into the next file', async () => {
    const path = unused();
    writeFileSync(path, 'cut of');
    const caughtUp = vi.fn<() => void>();
    const following = follow(path, { caughtUp });
    await until(() => caughtUp.mock.calls.length > 0);
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'next\n');
    await until(() => following.lines.length === 2);
    await following.stop();
    expect(following.lines).toEqual(['cut of', 'next']);
  });

  test('that was waited for may be no file, or not readable, for a while', async () => {
    const path = unused();
    const missing = vi.fn<(error: unknown) => void>();
    const following = follow(path, { missing });
    await until(() => missing.mock.calls.length === 1);
    mkdirSync(path);
    await new Promise((resume) => setTimeout(resume, 50));
    rmdirSync(path);
    writeFileSync(path, 'one\n');
    await until(() => following.lines.length === 1);
    rmSync(path);
    mkdirSync(path);
    await until(() => missing.mock.calls.length === 2);
    expect(missing.mock.calls[1]?.[0]).toMatchObject({ message: `${path} is no plain file` });
    rmdirSync(path);
    writeFileSync(path, 'two\n');
    await until(() => following.lines.length === 2);
    await following.stop();
    expect(missing).toHaveBeenCalledTimes(2);
  });

  test('is not told to be missing between two names, however much is written meanwhile', async () => {
    const path = unused();
    writeFileSync(path, 'one\n');
    const missing = vi.fn<(error: unknown) => void>();
    const following = follow(path, { missing });
    await until(() => following.lines.length === 1);
    renameSync(path, `${path}.1`);
    for (let count = 2; count < 20; count++) {
      appendFileSync(`${path}.1`, 'late\n');
      await until(() => following.lines.length === count);
    }
    writeFileSync(path, 'next\n');
    await until(() => following.lines.at(-1) === 'next');
    await following.stop();
    expect(missing).not.toHaveBeenCalled();
  });

  test('that may not be opened is an error at once', async () => {
    writeFileSync(join(directory, 'plain'), '');
    await expect(followFile(`${directory}/${'n'.repeat(300)}`).next()).rejects.toThrow('ENAMETOOLONG');
  });

  test('is let go of at the signal, also while it does not exist', async () => {
    const following = follow(unused());
    await new Promise((resume) => setTimeout(resume, 50));
    await following.stop();
    expect(following.lines).toEqual([]);
  });
});
