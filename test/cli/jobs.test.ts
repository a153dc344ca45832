import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { fixture, scratchFiles, sshlog, start, finish } from '../support/cli.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';

vi.setConfig({ testTimeout: 120_000 });

const { path, write } = scratchFiles();

/** A log with thousands of connections, as the benchmarks have it. */
function generated(profile: string, megabytes: number, ...more: string[]): string {
  const { stdout } = spawnSync(process.execPath, ['bench/gen-log.mjs', '--mb', String(megabytes), '--profile', profile, ...more], { maxBuffer: 2 ** 30 });
  return write(`${profile}.log`, stdout);
}

const attacks = (output: string) => (JSON.parse(output) as { findings: { category: string }[] }).findings.filter(({ category }) => category === 'attack').length;

/** @returns what one thread prints, once it is known that several print the same */
async function same(...args: string[]): Promise<string> {
  const run = async (jobs: string) => {
    const { stdout, ...rest } = await sshlog(['diagnose', '--jobs', jobs, ...args]);
    // The format of JUnit wants the time of the run.
    return { ...rest, stdout: stdout.replaceAll(/(?<= timestamp=")[^"]*/g, '') };
  };
  const one = await run('1');
  expect(await run('2')).toEqual(one);
  return one.stdout;
}

describe('--jobs', () => {
  test.each(['bruteforce', 'mixed', 'debug2'])('finds the same in a generated log: %s', async (profile) => {
    const log = generated(profile, 1);
    const report = await same('--format', 'json', log);
    expect(attacks(report)).toBeGreaterThan(0);
    expect((await sshlog(['diagnose', '--jobs', '4', '--format', 'json', log])).stdout).toBe(report);
  });

  test('finds the same where connections have no end', async () => {
    const tries = Array.from({ length: 30 }, (_, i) => `Nov 20 12:00:${10 + i} server sshd[${1000 + i}]: Failed password for root from 192.0.2.7 port ${40_000 + i} ssh2\n`);
    expect(attacks(await same('--format', 'json', '--year', '2024', write('open.log', tries.join(''))))).toBe(1);
  });

  test('finds the same where there are more attacks than are kept', async () => {
    const log = generated('bruteforce', 3, '--ips', '60000');
    const report = JSON.parse(await same('--format', 'json', log)) as { limits?: { problemsLeftOut: number } };
    expect(report.limits?.problemsLeftOut).toBeGreaterThan(0);
  });

  test('prints the same in every format, with the patch and the page', async () => {
    const log = generated('bruteforce', 1);
    for (const format of ['text', 'concise', 'sarif', 'junit']) await same('--format', format, log);
    const page = await same('--format', 'html', log);
    expect(page).toContain('brute-force');
  });

  test('knows the same of the command line: filters, thresholds, a configuration, trusted networks, several files', async () => {
    const log = generated('bruteforce', 1);
    const whole = attacks(await same('--format', 'json', log));
    for (const some of [['--from', '128.0.0.0/1'], ['--threshold', 'brute-force-tries=100'], ['--user', 'root']]) {
      const found = attacks(await same('--format', 'json', ...some, log));
      expect(found, some.join(' ')).toBeGreaterThan(0);
      expect(found, some.join(' ')).toBeLessThan(whole);
    }
    const config = write('.sshlog.json', JSON.stringify({ trustedNetworks: ['0.0.0.0/0', '::/0'] }));
    expect(attacks(await same('--format', 'json', '--config', config, log))).toBe(0);
    const sshd = write('sshd_config', 'PasswordAuthentication yes\nMaxAuthTries 6\n');
    expect(attacks(await same('--format', 'json', '--sshd-config', sshd, '--openssh', '8.4', log))).toBeGreaterThan(0);
    await same('--format', 'json', '--merge', '--year', '2025', '--timezone', 'Europe/Berlin', '--since', '3d', log, fixture('../centos6/secure'));
    await same('--format', 'json', '--host', 'web01', '--line-limit', '2048', '--ignore', 'bad-password', '--severity', 'warning', log, fixture('../archives/lines.gz'));
  });

  test('says once what cannot be read, and exits as one thread does', async () => {
    const missing = path('nowhere.log');
    const log = fixture('../centos6/secure');
    expect(await sshlog(['diagnose', '--jobs', '2', missing, log])).toMatchObject({ status: 3, stderr: `sshlog: ${missing} does not exist; name the log file, or pipe it in\n` });
    await same(missing, log);
    await same('--fail-on', 'info', log);
  });

  test('one thread has all that is told while it is read', async () => {
    const log = generated('mixed', 1);
    const input = readFileSync(log);
    const one = await sshlog(['diagnose', '--format', 'json'], { input });
    expect(await sshlog(['diagnose', '--jobs', '2', '--format', 'json'], { input })).toEqual(one);
    expect(attacks(one.stdout)).toBeGreaterThan(0);
    await same('--format', 'ndjson', log);
  });

  test('ends with the input when it is interrupted', async () => {
    const log = generated('bruteforce', 20);
    const child = start(['diagnose', '--jobs', '2', log]);
    const run = finish(child);
    await new Promise((resolve) => setTimeout(resolve, 800));
    child.kill('SIGINT');
    expect(await run).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['throw new Error(\'no memory\')', 'second thread: no memory'],
    ['setTimeout(() => process.exit(1), 30)', 'second thread: it has ended early'],
  ])('says at once that the second thread is dead: %s', async (death, reason) => {
    const hook = write('death.cjs', `if (!require('node:worker_threads').isMainThread) ${death}`);
    const log = generated('bruteforce', 20);
    const begun = Date.now();
    const { status, stdout, stderr } = await sshlog(['diagnose', '--jobs', '2', log], { env: { NODE_OPTIONS: `--require ${hook}` } });
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toContain(reason);
    expect(Date.now() - begun).toBeLessThan(45_000);
  });

  test('is taken by every command that reads a log', async () => {
    const log = fixture('../centos6/secure');
    for (const command of ['events', 'sessions', 'stats', 'simulate']) expect(await sshlog([command, '--jobs', '4', log])).toEqual(await sshlog([command, log]));
    expect(await sshlog(['trace', '--jobs', '4', '192.0.2.40', log])).toEqual(await sshlog(['trace', '192.0.2.40', log]));
  });

  test.each(['0', '-1', 'many', '2.5', ''])('%j is no number of threads', async (jobs) => {
    const { status, stderr } = await sshlog(['diagnose', `--jobs=${jobs}`, fixture('../centos6/secure')]);
    expect(status).toBe(2);
    expect(stderr).toContain('Give a number of threads, 1 or more.');
  });

  test.skipIf(!haveCaptures)(`finds the same in all captures together${NEEDS_CAPTURES}`, { timeout: 600_000 }, async () => {
    const log = write('captures.log', Buffer.concat(captures(/./).map((capture) => readFileSync(capture.log))));
    const report = await same('--format', 'json', log);
    expect((JSON.parse(report) as { findings: unknown[] }).findings.length).toBeGreaterThan(300);
  });
});
