import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { finish, fixture, scratch, sshlog, start, until } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const LOG = fixture('two-hosts.log');
const root = scratch();
let directory = '';
afterAll(() => rmSync(root, { recursive: true }));
const fresh = () => {
  directory = mkdtempSync(join(root, 'out-'));
  return (name: string) => join(directory, name);
};

const full = join(root, 'full');
function makeFullDevice(): boolean {
  spawnSync('mknod', [full, 'c', '1', '7']);
  try {
    writeFileSync(full, 'x', { flag: 'r+' });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOSPC';
  }
}

describe('outputs', () => {
  test.each([['-o', '-', '--format', 'json'], ['--format', 'json=-']])('%s %s: - is standard output, no file of that name', async (...args) => {
    fresh();
    const { status, stdout } = await sshlog(['diagnose', ...args, LOG], { cwd: directory });
    expect([status, stdout.slice(0, 1), readdirSync(directory)]).toEqual([0, '{', []]);
  });

  test('-o: the file and nothing else', async () => {
    const path = fresh();
    expect(await sshlog(['diagnose', '--format', 'json', '-o', path('report.json'), LOG])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(JSON.parse(readFileSync(path('report.json'), 'utf8'))).toMatchObject({ schema: 'sshlog.report/1' });
    expect(readdirSync(directory)).toEqual(['report.json']);
  });

  test('a log that is to be read is never replaced, under whatever name', async () => {
    const path = fresh();
    const log = readFileSync(LOG);
    writeFileSync(path('auth.log'), log);
    symlinkSync(path('auth.log'), path('link'));
    const refusal = (name: string) => ({ status: 2, stdout: '', stderr: `sshlog: ${name} is also an input, which would be lost; write to another file\n` });
    const auth = path('auth.log');
    expect(await sshlog(['diagnose', '-o', auth, LOG, auth])).toEqual(refusal(auth));
    expect(await sshlog(['diagnose', '-f', '-o', auth, auth])).toEqual(refusal(auth));
    expect(await sshlog(['sessions', '--format', `csv=${path('link')}`, auth])).toEqual(refusal(path('link')));
    for (const [redirection, name] of [[`-o '${auth}' < '${auth}'`, auth], [`'${auth}' >> '${auth}'`, 'standard output']] as const) {
      expect(await finish(spawn('/bin/sh', ['-c', `exec "${process.execPath}" bin/sshlog.js events ${redirection}`]))).toEqual(refusal(name));
    }
    expect(readFileSync(auth).equals(log)).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['auth.log', 'link']);
  });

  test('--format twice: to a file and to standard output', async () => {
    const path = fresh();
    const run = await sshlog(['diagnose', '--format', `json=${path('a=b.json')}`, '--format', 'concise', LOG]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('[no-common-mac]');
    expect(readdirSync(directory)).toEqual(['a=b.json']);
    const events = await sshlog(['events', '--format', `ndjson=${path('e.ndjson')}`, '--format', `text=${path('e.txt')}`, LOG]);
    expect(events).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(path('e.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(10);
    expect(readFileSync(path('e.txt'), 'utf8').trimEnd().split('\n')).toHaveLength(10);
  });

  test.each([
    [['--format', 'json', '--format', 'text']],
    [['--format', 'json=x', '--format', 'text=x']],
    [['--format', 'json', '--format', 'text', '-o', 'x']],
  ])('%j go to the same place: a usage error', async (args) => {
    fresh();
    const run = await sshlog(['diagnose', ...args, LOG], { cwd: directory });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toMatch(/^sshlog: only one format can go to the same place/);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('as many as there are formats and more, and nothing is said of it', async () => {
    const file = fresh();
    const files = Array.from({ length: 12 }, (_, i) => file(`${i}.json`));
    const run = await sshlog(['diagnose', ...files.flatMap((name) => ['--format', `json=${name}`]), LOG]);
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(new Set(files.map((name) => readFileSync(name, 'utf8'))).size).toBe(1);
  });

  test('an existing file is replaced and keeps its mode; a link stays a link', async () => {
    const path = fresh();
    writeFileSync(path('report.json'), 'old');
    chmodSync(path('report.json'), 0o600);
    symlinkSync(path('report.json'), path('link.json'));
    expect((await sshlog(['diagnose', '--format', 'json', '-o', path('link.json'), LOG])).status).toBe(0);
    expect(readFileSync(path('report.json'), 'utf8')).toContain('sshlog.report/1');
    expect(statSync(path('report.json')).mode & 0o777).toBe(0o600);
    expect(lstatSync(path('link.json')).isSymbolicLink()).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['link.json', 'report.json']);
  });

  test('a pipe or a device is written to, not replaced', async () => {
    const path = fresh();
    spawnSync('mkfifo', [path('pipe')]);
    const reader = finish(spawn('cat', [path('pipe')]));
    expect((await sshlog(['diagnose', '--format', 'concise', '-o', path('pipe'), LOG])).status).toBe(0);
    expect((await reader).stdout).toContain('[no-common-mac]');
    expect(statSync(path('pipe')).isFIFO()).toBe(true);
    expect(readdirSync(directory)).toEqual(['pipe']);
  });

  test('what cannot be written is said before a log is read, in one sentence', async () => {
    const path = fresh();
    mkdirSync(path('directory'));
    for (const file of [path('directory'), path('missing/report.json'), join(LOG, 'x')]) {
      for (const command of ['diagnose', 'events']) {
        // Standard input stays open: whoever reads first does not come back.
        const child = start([command, '-o', file]);
        const run = await finish(child);
        expect(run).toMatchObject({ status: 2, stdout: '' });
        expect(run.stderr).toMatch(/^sshlog: .* cannot be written: [^\n]*; (?:make its directory first, or )?name another file\n$/);
      }
    }
    expect(readdirSync(directory)).toEqual(['directory']);
    expect(readdirSync(path('directory'))).toEqual([]);
  });

  // Not /dev/full itself: were it replaced, as root may, the machine would be without it.
  test.skipIf(!makeFullDevice())(
    'a full disk is no fault of the log (skipped where this user cannot make the device)',
    async () => {
      for (const command of ['diagnose', 'events']) {
        const run = await sshlog([command, '-o', full, LOG]);
        expect(run).toEqual({
          status: 2,
          stdout: '',
          stderr: `sshlog: ${full} cannot be written: ENOSPC: no space left on device; make room there, or name another file\n`,
        });
        expect(statSync(full).isCharacterDevice()).toBe(true);
      }
    },
  );

  test('a disk that fills up on the way: one sentence, the old file, and no unfinished one', async () => {
    const path = fresh();
    writeFileSync(path('large.log'), 'Nov 20 12:00:00 server sshd[1]: Invalid user x from 192.0.2.1 port 1\n'.repeat(5000));
    writeFileSync(path('out'), 'old');
    for (const command of ['events', 'sessions']) {
      const args = [command, '--format', 'ndjson', '-o', path('out'), path('large.log')].map((arg) => `'${arg}'`).join(' ');
      // A limit of 8 blocks stands for the disk.
      const run = await finish(spawn('/bin/sh', ['-c', `trap '' XFSZ; ulimit -f 8; exec "${process.execPath}" bin/sshlog.js ${args}`]));
      if (command === 'sessions' && run.status === 0) continue;
      expect(run).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^sshlog: \S*out cannot be written: EFBIG[^\n]*\n$/) as string });
      expect(readFileSync(path('out'), 'utf8')).toBe('old');
      expect(readdirSync(directory).sort()).toEqual(['large.log', 'out']);
    }
  });

  test('usage errors, missing inputs and signals leave no unfinished file', async () => {
    const path = fresh();
    await sshlog(['events', '-o', path('a'), '-', '-']);
    await sshlog(['events', '--format', `text=${path('b')}`, '--format', `ndjson=${path('missing/c')}`, LOG]);
    await sshlog(['diagnose', '--select', 'nothing', '-o', path('d'), LOG]);
    expect(readdirSync(directory)).toEqual([]);
    const child = start(['events', '-o', path('e')]);
    await until(() => readdirSync(directory).length > 0);
    child.kill('SIGTERM');
    expect((await finish(child)).status).toBe(143);
    expect(readdirSync(directory)).toEqual([]);
    expect((await sshlog(['diagnose', '-o', path('f'), path('missing.log')])).status).toBe(3);
    expect(existsSync(path('f'))).toBe(true);
  });

  test('of what is no text there is no output', async () => {
    const path = fresh();
    writeFileSync(path('program'), '\x7fELF');
    expect((await sshlog(['events', '-o', path('out'), path('program')])).status).toBe(3);
    expect(existsSync(path('out'))).toBe(false);
    expect((await sshlog(['diagnose', path('program')])).stdout).toBe('nothing was read\n');
  });
});
