import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
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

  test('a file that this user may not read (root may, so the error is made up)', () => {
    for (const code of ['EACCES', 'EPERM']) {
      const { message } = explainReadError('/var/log/secure', Object.assign(new Error('x'), { code }));
      expect(message).toBe(
        '/var/log/secure may not be read by this user; run with sudo',
      );
    }
    const refused = () => explainReadError(path('of-a-group'), Object.assign(new Error('x'), { code: 'EACCES' })).message;
    writeFileSync(path('of-a-group'), '', { mode: 0o640 });
    const adm = /^adm:[^:]*:(\d+):/m.exec(readFileSync('/etc/group', 'utf8'))?.[1];
    if (adm === undefined || process.getuid?.() !== 0) return;
    chownSync(path('of-a-group'), 0, Number(adm));
    expect(refused()).toMatch(/run with sudo, or as a member of the group adm$/);
    // Who owns it may read it, and nobody else.
    chmodSync(path('of-a-group'), 0o600);
    expect(refused()).toMatch(/run with sudo$/);
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

  test.each([['gz'], ['zst'], ['xz'], ['bz2']])('an archive (%s) under any name, whose end cannot be read first', async (suffix) => {
    writeFileSync(path(`wrong-${suffix}.txt`), readFileSync(`fixtures/archives/lines.${suffix}`));
    const input = await openFile(path(`wrong-${suffix}.txt`));
    expect(input.seekable).toBe(false);
    const lines: string[] = [];
    expect(await readLines(input.blocks(), (line) => lines.push(line))).toBe(4128);
    expect(lines).toHaveLength(40);
  });

  test('a file of the system that has no size', async () => {
    const lines: string[] = [];
    await readLines((await openFile('/proc/self/status')).blocks(), (line) => lines.push(line));
    expect(lines.length).toBeGreaterThan(10);
  });

  test('one file under two names is one', async () => {
    writeFileSync(path('one'), 'x\n');
    symlinkSync(path('one'), path('other'));
    expect((await openFile(path('one'))).identity).toBe((await openFile(path('other'))).identity);
    expect((await openFile('/dev/null')).identity).toBeUndefined();
  });

  test.each([
    ['is cut', 'was shortened while it was read', (name: string) => truncateSync(name, 100)],
    ['is removed', 'was removed while it was read', (name: string) => rmSync(name)],
    ['is replaced', 'was replaced while it was read', (name: string) => {
      renameSync(name, `${name}.1`);
      writeFileSync(name, 'new\n');
    }],
  ])('a file that %s while it is read: what was read counts', async (_, message, change) => {
    writeFileSync(path('changing.log'), 'a line\n'.repeat(100_000));
    let lines = 0;
    const reading = readLines((await openFile(path('changing.log'))).blocks(), () => {
      if (lines++ === 0) change(path('changing.log'));
    });
    await expect(reading).rejects.toThrow(`${path('changing.log')} ${message}`);
    expect(lines).toBeGreaterThan(9000);
    rmSync(path('changing.log'), { force: true });
  });

  test('a file that grows while it is read is read to its end', async () => {
    writeFileSync(path('growing.log'), 'a line\n'.repeat(20_000));
    let lines = 0;
    await readLines((await openFile(path('growing.log'))).blocks(), () => {
      if (lines++ === 0) appendFileSync(path('growing.log'), 'one more\n');
    });
    expect(lines).toBe(20_001);
  });

  test('a device is no file whose end can be read first', async () => {
    expect(await openFile('/dev/null')).toMatchObject({ name: '/dev/null', seekable: false });
  });

  test('a file that goes away before its turn fails when it is read, not before', async () => {
    writeFileSync(path('going'), 'text\n');
    const input = await openFile(path('going'));
    rmSync(path('going'));
    await new Promise((resume) => setTimeout(resume, 20));
    await expect(readLines(input.blocks(), () => {})).rejects.toThrow(`${path('going')} does not exist; name the log file, or pipe it in`);
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
