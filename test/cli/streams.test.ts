import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { finish, sshlog, start, until } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const MISMATCH = 'Nov 20 12:00:00 server sshd[1]: fatal: no matching mac found: client hmac-md5 server hmac-sha2-256\n';

/** Writes a line, and so much behind it that the line has been read when all is written. */
function writeAndKnow(stdin: Writable, line: string): Promise<void> {
  return new Promise((resolve) => {
    stdin.write(line + 'no line of sshd\n'.repeat(100_000), () => resolve());
  });
}

describe('a never-ending standard input', () => {
  test('events are printed while it goes on', async () => {
    const child = start(['events', '-']);
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
    });
    const finished = finish(child);
    child.stdin.write(MISMATCH);
    await until(() => seen.includes('"type":"negotiation.failed"'));
    child.stdin.write(MISMATCH.slice(0, 30));
    child.stdin.write(MISMATCH.slice(30));
    await until(() => seen.trimEnd().split('\n').length === 2);
    child.stdin.end();
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    [[], 0],
    [['--fail-on', 'error'], 1],
  ])('the first Ctrl-C prints the report and exits as usual %j', async (args, status) => {
    const child = start(['diagnose', '--format', 'concise', ...args, '-']);
    const finished = finish(child);
    await writeAndKnow(child.stdin, MISMATCH);
    child.kill('SIGINT');
    const run = await finished;
    expect(run).toMatchObject({ status, stderr: '' });
    expect(run.stdout).toMatch(/^-:1: error: .* \[no-common-mac\]\n$/);
  });

  test('SIGTERM ends it at once: 143, and nothing is printed', async () => {
    const child = start(['diagnose', '-']);
    const finished = finish(child);
    await writeAndKnow(child.stdin, MISMATCH);
    child.kill('SIGTERM');
    expect(await finished).toEqual({ status: 143, stdout: '', stderr: '' });
  });
});

describe('a named pipe', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-fifo-'));
  const pipe = join(directory, 'pipe');
  spawnSync('mkfifo', [pipe]);
  afterAll(() => rmSync(directory, { recursive: true }));

  test('is read from when a writer comes until it goes', async () => {
    const reading = sshlog([
      'diagnose',
      '--format',
      'concise',
      '--since',
      '1h',
      '--year',
      String(new Date().getFullYear() + 1),
      pipe,
    ]);
    await finish(spawn('/bin/sh', ['-c', `sleep 1; printf %s '${MISMATCH}' > "${pipe}"`]));
    const run = await reading;
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/pipe:1: error: .* \[no-common-mac\]\n$/);
  });

  test.each([
    ['SIGINT', 0],
    ['SIGTERM', 143],
  ] as const)('that nobody writes to: %s ends the wait', async (signal, status) => {
    const child = start(['events', '-o', join(directory, 'events'), pipe]);
    try {
      await until(() => readdirSync(directory).some((name) => name.endsWith('.tmp')));
      await new Promise((resume) => setTimeout(resume, 300));
      child.kill(signal);
      expect((await finish(child)).status).toBe(status);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

test('the second Ctrl-C ends the program: 130', async () => {
  // A program busy with a block of input answers the first signal late; the second must not wait for it.
  const script = `
    import { handleSignals, endOfInput } from ${JSON.stringify(new URL('../../dist/cli/interrupt.js', import.meta.url).href)};
    handleSignals();
    setInterval(() => {}, 1000);
    endOfInput.addEventListener('abort', () => process.stdout.write('first'));
    process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
  });
  const finished = finish(child);
  await until(() => seen === 'ready');
  child.kill('SIGINT');
  await until(() => seen === 'readyfirst');
  child.kill('SIGINT');
  expect((await finished).status).toBe(130);
});

describe('a closed pipe', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-pipe-'));
  const large = join(directory, 'large.log');
  afterAll(() => rmSync(directory, { recursive: true }));
  writeFileSync(large, MISMATCH.repeat(40_000));

  test.each([
    ['events', large],
    ['events', '--format', 'text', large],
    ['diagnose', large],
    ['codes'],
    ['--help'],
    ['schema', 'report'],
  ])('the reader of %s leaves after the first bytes: 0, nothing on standard error', async (...args) => {
    const child = start(args);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdin.end();
    const closed = new Promise((resolve) => {
      child.on('close', resolve);
    });
    child.stdout.once('data', () => child.stdout.destroy());
    expect([await closed, stderr]).toEqual([0, '']);
  });

  test('a reader that takes its time holds the input back, and loses nothing', async () => {
    const script = `
      import { main } from ${JSON.stringify(new URL('../../dist/cli/main.js', import.meta.url).href)};
      setInterval(() => process.stderr.write(process.stdout.writableLength + '\\n'), 50).unref();
      await main(['events', ${JSON.stringify(large)}]);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const finished = finish(child);
    child.stdout.pause();
    await new Promise((resume) => setTimeout(resume, 2000));
    child.stdout.resume();
    const { status, stdout, stderr } = await finished;
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(40_000);
    expect(Math.max(...stderr.trimEnd().split('\n').map(Number))).toBeLessThan(2_000_000);
  });

  test('a reader that is gone from the start', async () => {
    const child = start(['events', large]);
    child.stdout.destroy();
    child.stdin.end();
    expect((await finish(child)).status).toBe(0);
  });

  test('the source of standard input goes away in the middle of a line', async () => {
    const run = await sshlog(['diagnose', '--format', 'concise'], { input: MISMATCH + MISMATCH.slice(0, 50) });
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('-:1: error');
  });

  test('the reader of the version is gone before it is written', () => {
    // It has closed its end before the other command begins.
    const { status, stderr } = spawnSync('/bin/bash', ['-c', `(sleep 0.2; "${process.execPath}" bin/sshlog.js --version) | true; exit "\${PIPESTATUS[0]}"`], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  test.each(['codes', '--version'])('a full disk behind standard output of %s: one sentence, no stack', (what) => {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', `"${process.execPath}" bin/sshlog.js ${what} > /dev/full`], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^sshlog: standard output cannot be written: ENOSPC[^\n]*\n$/);
  });
});

describe('an archive of a few kilobytes that holds terabytes', () => {
  const LINE = 'QlpoOTFBWSZTWSItb0AAAA9bgAAQQANxEAwaBuXdACAASKam9KZPUeUybUDCmmgAABok/6L9dHZWEd4qkACI2rY6ik5n0UgULmtsO9MadEiIfAhIMFRCHxdyRThQkCItb0A=';
  /** 45 MB of the letter A. */
  const BOMB = 'QlpoOTFBWSZTWf9ZUlEBWKsEIKAAEAAACCAAMMwFKaZSSFJsVJIUni7kinChIf6ypKI=';

  test.each([['SIGTERM', 143], ['SIGINT', 0]] as const)('%s is heard, and what was found before is printed', async (signal, status) => {
    const child = start(['events', '--format', 'text', '-']);
    child.stdin.on('error', () => {});
    child.stdin.end(Buffer.concat([Buffer.from(LINE, 'base64'), ...Array.from({ length: 50_000 }, () => Buffer.from(BOMB, 'base64'))]));
    const run = finish(child);
    let seen = '';
    child.stdout.on('data', (text: string) => { seen += text; });
    await until(() => seen.includes('listening') || seen.includes('0.0.0.0'));
    child.kill(signal);
    expect((await run).status).toBe(status);
  });
});
