import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const TWO = fixture('two-hosts.log');
const GOOD = fixture('accepted.log');
const NO_SSHD = fixture('other-programs.log');
let directory = '';
beforeAll(() => {
  directory = scratch();
});
afterAll(() => rmSync(directory, { recursive: true }));

const status = async (...args: string[]) => (await sshlog(['diagnose', '--format', 'concise', ...args])).status;

describe('--fail-on', () => {
  test('is never by default: findings are no failure', async () => {
    expect(await status(TWO)).toBe(0);
    expect(await status('--fail-on', 'never', TWO)).toBe(0);
  });

  test.each(['error', 'warning', 'info'])('%s: 1 for an error, 0 for a log without findings', async (level) => {
    expect(await status('--fail-on', level, TWO)).toBe(1);
    expect(await status('--fail-on', 'error', GOOD)).toBe(0);
  });

  test('looks at what --select, --ignore and --severity leave', async () => {
    expect(await status('--fail-on', 'error', '--select', 'no-common-kex', TWO)).toBe(0);
    expect(await status('--fail-on', 'error', '--ignore', 'negotiation', TWO)).toBe(0);
    expect(await status('--fail-on', 'error', '--ignore', 'no-common-mac', TWO)).toBe(1);
    expect(await status('--fail-on', 'error', '--ignore', 'no-common-mac,no-common-cipher', TWO)).toBe(0);
    expect(
      await status('--fail-on', 'info', '--severity', 'error', '--ignore', 'no-common-mac', '--ignore', 'no-common-cipher', TWO),
    ).toBe(0);
  });

  test('of another word is a usage error', async () => {
    expect(await status('--fail-on', 'sometimes', TWO)).toBe(2);
  });
});

describe('--fail-on-no-sshd', () => {
  test('1 where no line is of sshd', async () => {
    expect(await status('--fail-on-no-sshd', NO_SSHD)).toBe(1);
    expect(await status('--fail-on-no-sshd', GOOD)).toBe(0);
    expect(await status(NO_SSHD)).toBe(0);
  });

  test('a line of sshd that no pattern knows is a line of sshd', async () => {
    const run = await sshlog(['diagnose', '--fail-on-no-sshd', '--format', 'concise'], {
      input: 'Nov 20 12:00:00 server sshd[1]: something of next year\n',
    });
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('an input that cannot be read', () => {
  test('3, one sentence, and the other inputs are reported', async () => {
    const missing = join(directory, 'missing.log');
    const run = await sshlog(['diagnose', '--format', 'concise', TWO, missing, GOOD]);
    expect(run.status).toBe(3);
    expect(run.stderr).toBe(`sshlog: ${missing} does not exist; name the log file, or pipe it in\n`);
    expect(run.stdout).toContain('[no-common-mac]');
  });

  test('3 beats 1', async () => {
    expect(await status('--fail-on', 'error', TWO, join(directory, 'missing.log'))).toBe(3);
    expect(await status('--fail-on-no-sshd', join(directory, 'missing.log'))).toBe(3);
  });

  test('2 beats both: nothing is analyzed', async () => {
    const run = await sshlog(['diagnose', '--select', 'no-such-code', TWO, join(directory, 'missing.log')]);
    expect(run).toEqual({
      status: 2,
      stdout: '',
      stderr: 'sshlog: there is no code or category no-such-code; sshlog codes lists them\n',
    });
    expect((await sshlog(['diagnose', '--ignore', 'no-common-mac,tpyo', TWO])).stderr).toBe(
      'sshlog: there is no code or category tpyo; sshlog codes lists them\n',
    );
  });

  test('a directory, and a compressed file', async () => {
    writeFileSync(join(directory, 'auth.log.2.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
    for (const path of [directory, join(directory, 'auth.log.2.gz')]) {
      const run = await sshlog(['diagnose', path]);
      expect(run.status).toBe(3);
      expect(run.stderr).toMatch(/^sshlog: .*\n$/);
    }
  });

  test('in events and with a relative bound as well', async () => {
    expect((await sshlog(['events', join(directory, 'missing.log'), GOOD])).status).toBe(3);
    expect((await sshlog(['diagnose', '--since', '2h', join(directory, 'missing.log'), GOOD])).status).toBe(3);
  });

  test('a hostile file name does not reach the terminal', async () => {
    const run = await sshlog(['diagnose', join(directory, '\x1b[31mred\u202e\n.log')]);
    expect(run.status).toBe(3);
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(run.stderr.slice(0, -1)).not.toMatch(/[\x00-\x1f\u202e]/);
  });
});

describe('no line of sshd', () => {
  test('an empty file and an empty pipe: said in a sentence', async () => {
    writeFileSync(join(directory, 'empty.log'), '');
    for (const run of [await sshlog(['diagnose', join(directory, 'empty.log')]), await sshlog(['diagnose', '-'])]) {
      expect(run).toEqual({ status: 0, stdout: 'nothing to analyze: the input is empty\n', stderr: '' });
    }
  });

  test('a log of other programs', async () => {
    const text = await sshlog(['diagnose', NO_SSHD]);
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toContain('no line of sshd found in');
    const concise = await sshlog(['diagnose', '--format', 'concise', NO_SSHD]);
    expect(concise).toEqual({ status: 0, stdout: '', stderr: 'sshlog: no line of sshd was found; is this the right log?\n' });
    expect((await sshlog(['diagnose', '-q', '--format', 'concise', NO_SSHD])).stderr).toBe('');
    expect(await sshlog(['events', NO_SSHD])).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('standard input', () => {
  const LINE = 'Nov 20 12:00:00 server sshd[1]: fatal: no matching mac found: client hmac-md5 server hmac-sha2-256\n';

  test('by - and by pipe, with and without a final line feed', async () => {
    for (const args of [['-'], []]) {
      for (const input of [LINE, LINE.slice(0, -1), LINE.replace('\n', '\r\n')]) {
        const { status: code, stdout, stderr } = await sshlog(['diagnose', '--format', 'concise', ...args], { input });
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout).toMatch(/^-:1: error: .* \[no-common-mac\]\n$/);
      }
    }
  });

  test('beside files', async () => {
    const { stdout } = await sshlog(['diagnose', '--format', 'json', GOOD, '-', NO_SSHD], { input: LINE });
    expect((JSON.parse(stdout) as { input: object }).input).toMatchObject({ files: [GOOD, '-', NO_SSHD], lines: 7, other: 2 });
  });

  test('cannot be read twice', async () => {
    expect(await sshlog(['diagnose', '-', '-'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'sshlog: standard input (-) can be read only once\n',
    });
  });
});

describe('an input that cannot be opened', () => {
  const MISSING = '/nonexistent/auth.log';

  test('diagnose claims nothing about what it holds', async () => {
    expect(await sshlog(['diagnose', MISSING])).toMatchObject({ status: 3, stdout: 'nothing was read\n' });
  });

  test.each([
    ['trace', 'fred'], ['trace', 'fred', '--format', 'json'], ['stats'], ['stats', '--format', 'json'],
    ['sessions'], ['sessions', '--format', 'json'], ['sessions', '--format', 'csv'], ['events'],
  ])('%s %s: the error, and no empty result beside it', async (...command) => {
    const { status, stdout, stderr } = await sshlog([...command, MISSING]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toBe(`sshlog: ${MISSING} does not exist; name the log file, or pipe it in\n`);
  });

  test('leaves the result of last time where it is', async () => {
    const out = join(directory, 'out.json');
    for (const command of [['trace', 'fred'], ['stats'], ['sessions'], ['events', '--format', 'ndjson']]) {
      writeFileSync(out, 'of last time');
      expect((await sshlog([...command, '-o', out, MISSING])).status).toBe(3);
      expect(readFileSync(out, 'utf8')).toBe('of last time');
    }
  });

  test('beside one that can: its result', async () => {
    expect((await sshlog(['stats', MISSING, GOOD])).stdout).toContain('1 login accepted');
    expect((await sshlog(['sessions', '-q', '--format', 'ndjson', MISSING, GOOD])).stdout).toContain('"outcome":"accepted"');
  });
});
