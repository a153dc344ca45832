import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edgeLines } from '../../src/input/edge-lines.js';
import { explainReadError, InputError } from '../../src/input/input-error.js';
import { openFile } from '../../src/input/open-file.js';
import { readLines } from '../../src/input/read-lines.js';

let directory = '';
const path = (name: string) => join(directory, name);
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sshlog-input-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** One sentence with a way out, and no talk of system calls. */
async function refusal(name: string): Promise<string> {
  const error: unknown = await openFile(path(name)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as InputError;
  expect(message).not.toMatch(/\n|E[A-Z]{4,}|syscall/);
  expect(message.startsWith(path(name))).toBe(true);
  return message.slice(path(name).length);
}

describe('what cannot be read is explained', () => {
  test('a missing file', async () => {
    expect(await refusal('missing.log')).toBe(' does not exist; name the log file, or pipe it in');
    symlinkSync(path('nowhere'), path('dangling.log'));
    expect(await refusal('dangling.log')).toContain(' does not exist');
  });

  test('a path through a file', async () => {
    writeFileSync(path('file'), '');
    expect(await refusal('file/auth.log')).toMatch(/does not exist|is not a directory/);
  });

  test('a directory, with the logs in it', async () => {
    mkdirSync(path('logs'));
    expect(await refusal('logs')).toBe(' is a directory; name a file in it');
    for (const name of [
      'auth.log',
      'auth.log.1',
      'auth.log.2.gz',
      'secure-20261101',
      'kern.log',
      'authority',
      'messages',
      'syslog',
    ])
      writeFileSync(path(`logs/${name}`), '');
    const named = (await refusal('logs')).replace(' is a directory; name a file in it: ', '').split(', ');
    expect(named).toEqual(
      ['auth.log', 'auth.log.1', 'auth.log.2.gz', 'messages', 'secure-20261101'].map((name) => path(`logs/${name}`)),
    );
  });

  test.each([
    ['gzip', [0x1f, 0x8b, 8, 0], 'zcat'],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'zstdcat'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xzcat'],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39], 'bzcat'],
  ])('%s, told by content, with the command that unpacks', async (name, bytes, command) => {
    writeFileSync(path(`${name}.log`), Buffer.from(bytes));
    expect(await refusal(`${name}.log`)).toContain(`${command} ${path(`${name}.log`)} | sshlog diagnose -`);
  });

  test('a file that this user may not read (root may, so the error is made up)', () => {
    for (const code of ['EACCES', 'EPERM']) {
      const { message } = explainReadError('/var/log/secure', Object.assign(new Error('x'), { code }));
      expect(message).toBe(
        '/var/log/secure may not be read by this user; run with sudo, or as a member of the group that owns it (adm on Debian)',
      );
    }
    expect(explainReadError('a', Object.assign(new Error('x'), { code: 'EISDIR' })).message).toContain('a is a directory');
    expect(explainReadError('a', new Error('EIO: i/o error, read')).message).toBe('a cannot be read: EIO: i/o error, read');
    expect(explainReadError('a', 'text').message).toBe('a cannot be read: text');
    expect(explainReadError('a', null)).toBeInstanceOf(InputError);
  });
});

describe('what can be read', () => {
  test.each([
    ['empty', ''],
    ['one byte', 'B'],
    ['begins like bzip2', 'BZ'],
    ['no line feed', 'text'],
  ])('a file that is or has: %s', async (name, content) => {
    writeFileSync(path(name), content);
    const input = await openFile(path(name));
    const lines: string[] = [];
    expect(await readLines(input.blocks(), (line) => lines.push(line))).toBe(content.length);
    expect(lines).toEqual(content === '' ? [] : [content]);
    expect(input).toMatchObject({ name: path(name), seekable: true });
    expect(Math.abs(input.latest - Date.now())).toBeLessThan(60_000);
  });

  test('a device is no file whose end can be read first', async () => {
    expect(await openFile('/dev/null')).toMatchObject({ name: '/dev/null', seekable: false });
  });

  test('a file that goes away before its turn fails when it is read, not before', async () => {
    writeFileSync(path('going'), 'text\n');
    const input = await openFile(path('going'));
    rmSync(path('going'));
    await new Promise((resume) => setTimeout(resume, 20));
    await expect(readLines(input.blocks(), () => {})).rejects.toThrow('ENOENT');
  });
});

test('the edges of a file: its first and last lines, without those that were cut', async () => {
  writeFileSync(path('small'), 'a\nb\n');
  expect(await edgeLines(path('small'))).toEqual(['a', 'b', '']);
  writeFileSync(path('nothing'), '');
  expect(await edgeLines(path('nothing'))).toEqual(['']);
  writeFileSync(path('large'), Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join(''));
  const lines = await edgeLines(path('large'));
  expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['line 0', 'line 19999', '']);
  expect(lines.slice(0, -1).every((line) => /^line \d+$/.test(line))).toBe(true);
  expect(lines.length).toBeLessThan(8000);
  await expect(edgeLines(path('missing'))).rejects.toThrow(InputError);
});
