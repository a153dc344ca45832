import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WriteStream } from 'node:tty';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createProgress, eraseProgress } from '../../src/cli/progress.js';
import { scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const MB = 1_000_000;

function setUp(options: { total?: number | undefined; wanted?: boolean; isTTY?: boolean; columns?: number } = {}) {
  const { total, wanted, isTTY, columns } = { total: 100 * MB, wanted: true, isTTY: true, columns: 80, ...options };
  let written = '';
  let time = 0;
  const write = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  const progress = createProgress({ total, wanted, stderr: { isTTY, columns, write } as unknown as WriteStream, now: () => time });
  return {
    progress,
    /** Reads so many MB so many milliseconds later, and lets the library come. */
    async read(megabytes: number, milliseconds: number, name = 'auth.log') {
      time += milliseconds;
      progress.read(megabytes * MB, name);
      await vi.dynamicImportSettled();
    },
    /** What was written since the last call, without what moves the cursor. */
    taken() {
      // oxlint-disable-next-line no-control-regex -- they begin with it
      const text = written.replaceAll(/\x1b(?:\[\d*[A-Z]|\d)/g, '');
      written = '';
      return text;
    },
  };
}

describe('the progress bar', () => {
  let stop = () => {};
  afterEach(() => stop());

  test('comes after a while, with percentage, rate and time left', async () => {
    const { progress, read, taken } = setUp();
    stop = progress.stop;
    await read(10, 400);
    expect(taken()).toBe('');
    await read(10, 400);
    await read(5, 200);
    expect(taken()).toBe('auth.log █████░░░░░░░░░░░░░░░ 25% 25 MB/s 3 s left');
    await read(25, 1000, 'auth.log.1');
    eraseProgress();
    expect(taken()).toContain('auth.log.1 ██████████░░░░░░░░░░ 50% 25 MB/s 2 s left');
    await read(25, 98_000);
    expect(taken()).toContain('auth.log ███████████████░░░░░ 75% 0.8 MB/s 34 s left');
    progress.stop();
    taken();
    await read(25, 1000);
    expect(taken()).toBe('');
  });

  test.each([
    ['no terminal', { isTTY: false }], ['a narrow terminal', { columns: 50 }], ['an input whose end nobody knows', { total: undefined }],
    ['nothing to read', { total: 0 }], ['somebody who wants none', { wanted: false }],
  ])('is not there for %s', async (_, options) => {
    const { progress, read, taken } = setUp(options);
    stop = progress.stop;
    for (let i = 0; i < 10; i++) await read(10, 1000);
    expect(taken()).toBe('');
  });

  test.each(['\x1b]0;title\x07.log', `${'x'.repeat(200)}.log`, '\u202Egol', '名'.repeat(100)])('a name like %j neither steers nor fills the line', async (name) => {
    const { progress, read, taken } = setUp();
    stop = progress.stop;
    for (let i = 0; i < 4; i++) await read(10, 1000, name);
    expect(taken()).toMatch(/^[ -~…█░]{30,79}$/);
  });
});

const missing = spawnSync('script', ['--version']).error !== undefined;

describe(`on a terminal${missing ? ' (skipped: script of util-linux is not installed)' : ''}`, () => {
  const directory = scratch();
  // Enough to keep a fast machine busy for longer than the bar waits; stored, as packed it would be over at once.
  const text = readFileSync('fixtures/stats/mixed.log', 'latin1').repeat(500);
  const logs = ['auth.log', 'other.log.gz'].map((name) => join(directory, name));
  writeFileSync(logs[0] ?? '', text, 'latin1');
  writeFileSync(logs[1] ?? '', gzipSync(Buffer.from(text, 'latin1'), { level: 0 }));

  /** Standard error is the terminal, standard output a file. */
  function onTerminal(command: string): Promise<string> {
    const child = spawn('script', ['-qefc', `stty rows 24 cols 80; ${process.execPath} ${resolve('bin/sshlog.js')} ${command} > ${join(directory, 'out')}`, '/dev/null'], {
      env: { ...process.env, TERM: 'xterm', XDG_CONFIG_HOME: '/nonexistent' },
    });
    let shown = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (shown += part));
    return new Promise((done, failed) => child.on('error', failed).on('close', () => done(shown)));
  }

  test.skipIf(missing)('counts what is on the disk, of packed files too, and leaves nothing behind', async () => {
    const shown = await onTerminal(`stats ${logs.join(' ')} ${logs.join(' ')} ${join(directory, 'none.log')}`);
    const bars = [...shown.matchAll(/(\S+) [█░]{20} (\d+)% [\d.]+ MB\/s \d+ (?:s|min) left/g)].map(([, , percent]) => Number(percent));
    expect(bars).toEqual([...bars].sort((a, b) => a - b));
    expect(bars.filter((percent) => percent > 100)).toEqual([]);
    expect(bars.length).toBeGreaterThan(0);
    expect(shown.slice(shown.lastIndexOf('MB/s'))).toContain('\x1b[2K');
    expect(readFileSync(join(directory, 'out'), 'utf8')).not.toMatch(/MB\/s/);
  });

  test('nothing in a pipe, and the same output', async () => {
    const { stderr, stdout } = await sshlog(['stats', logs[1] ?? '']);
    expect([stderr, stdout.includes('MB/s')]).toEqual(['', false]);
  });
});
