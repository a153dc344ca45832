import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const root = scratch();
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'patch-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const hasPatch = spawnSync('patch', ['--version']).status === 0;
const REASON = hasPatch ? '' : ' (skipped: the program patch is not there)';

/** A server whose list lacks what its client offers, and the line that says so. */
const HARDENED = '# Hardening\r\nMACs hmac-sha2-512,hmac-sha2-256\r\n# caf\xe9\r\nPort 22';
const MAC = 'Nov 20 12:00:00 web sshd[5176]: Connection from 192.0.2.30 port 36461\n'
  + 'Nov 20 12:00:00 web sshd[5176]: fatal: no matching mac found: client hmac-sha1,hmac-md5 server hmac-sha2-512,hmac-sha2-256\n';
const DIAGNOSE = ['diagnose', '--openssh', '6.6', '--allow-weak'];

function write(name: string, text: string): string {
  const path = join(cwd, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text, 'latin1');
  return path;
}

describe('--patch', () => {
  test('prints a diff of the file alone, and why on standard error', async () => {
    write('sshd_config', HARDENED);
    const { status, stdout, stderr } = await sshlog([...DIAGNOSE, '--patch', 'sshd_config', '-'], { input: MAC, cwd });
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '--- sshd_config', '+++ sshd_config', '@@ -1,4 +1,4 @@', ' # Hardening\r', '-MACs hmac-sha2-512,hmac-sha2-256\r', '+MACs hmac-sha2-512,hmac-sha2-256,hmac-sha1\r',
      ' # caf\ufffd\r', ' Port 22', '\\ No newline at end of file', '',
    ]);
    expect(stderr).toMatch(/^sshlog: sshd_config:2: MACs takes in hmac-sha1, the strongest of the 2 that the client of no-common-mac offers .*\(weak: SHA-1/);
  });

  test.runIf(hasPatch)(`applies with patch -p0, byte by byte; the second diff is empty${REASON}`, async () => {
    const path = write('sshd_config', HARDENED);
    await sshlog([...DIAGNOSE, '--patch', 'sshd_config', '-o', 'fix.diff', '-'], { input: MAC, cwd });
    expect(spawnSync('patch', ['-p0', '--binary', '-i', 'fix.diff'], { cwd, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'patching file sshd_config\n' });
    expect(readFileSync(path, 'latin1')).toBe(HARDENED.replace('sha2-256', 'sha2-256,hmac-sha1'));
    const again = await sshlog([...DIAGNOSE, '--patch', path, '-'], { input: MAC, cwd });
    expect(again).toMatchObject({ status: 0, stdout: '' });
    expect(again.stderr).toContain('nothing to change in ');
  });

  test.runIf(hasPatch)(`of a file elsewhere is applied from the root, as it says${REASON}`, async () => {
    const path = write('etc/ssh/sshd_config', 'MACs hmac-sha2-512\n');
    const { stdout, stderr } = await sshlog([...DIAGNOSE, '--patch', path, '-'], { input: MAC, cwd: root });
    expect(stdout).toContain(`--- ${path.slice(root.length + 1)}\n`);
    expect(stderr).not.toContain('-d /');
    mkdirSync(join(cwd, 'other'));
    const outside = await sshlog([...DIAGNOSE, '--patch', '../etc/ssh/sshd_config', '-'], { input: MAC, cwd: join(cwd, 'other') });
    expect(outside.stderr).toContain('apply it with patch -p0 -d /');
    expect(spawnSync('patch', ['-p0', '-d', '/'], { input: outside.stdout }).status).toBe(0);
    expect(readFileSync(path, 'latin1')).toBe('MACs hmac-sha2-512,hmac-sha1\n');
  });

  test.runIf(hasPatch)(`names a file as patch reads it, whatever it is called${REASON}`, async () => {
    const path = write('ü "d"\n/sshd_config', 'MACs hmac-sha2-512\n');
    const { stdout } = await sshlog([...DIAGNOSE, '--patch', path, '-'], { input: MAC, cwd });
    expect(stdout.split('\n', 1)).toEqual(['--- "\\303\\274 \\"d\\"\\n/sshd_config"']);
    expect(spawnSync('patch', ['-p0'], { cwd, input: stdout }).status).toBe(0);
    expect(readFileSync(path, 'latin1')).toBe('MACs hmac-sha2-512,hmac-sha1\n');
  });

  test('changes the included file whose line wins, under its name', async () => {
    const path = write('etc/ssh/sshd_config', 'Include /etc/ssh/sshd_config.d/*.conf\nMACs hmac-sha2-256\n');
    write('etc/ssh/sshd_config.d/10-a.conf', 'MACs hmac-sha2-512\n');
    const { stdout } = await sshlog(['diagnose', '--openssh', '9.2', '--allow-weak', '--patch', path, '-'], { input: MAC, cwd });
    expect(stdout).toBe('--- etc/ssh/sshd_config.d/10-a.conf\n+++ etc/ssh/sshd_config.d/10-a.conf\n@@ -1,1 +1,1 @@\n-MACs hmac-sha2-512\n+MACs hmac-sha2-512,hmac-sha1\n');
  });

  test.runIf(hasPatch)(`--drop-in makes a file that the Include reads${REASON}`, async () => {
    const path = write('etc/ssh/sshd_config', 'Include /etc/ssh/sshd_config.d/*.conf\nMACs hmac-sha2-512\n');
    const args = ['diagnose', '--openssh', '9.2', '--allow-weak', '--patch', path, '--drop-in', '-'];
    const { stdout } = await sshlog(args, { input: MAC, cwd });
    expect(stdout).toBe('--- /dev/null\n+++ etc/ssh/sshd_config.d/00-sshlog.conf\n@@ -0,0 +1,1 @@\n+MACs hmac-sha2-512,hmac-sha1\n');
    expect(spawnSync('patch', ['-p0'], { cwd, input: stdout }).status).toBe(0);
    expect(existsSync(join(cwd, 'etc/ssh/sshd_config.d/00-sshlog.conf'))).toBe(true);
    expect(await sshlog(args, { input: MAC, cwd })).toMatchObject({ status: 0, stdout: '' });
  });

  test('goes with a report in a file, the exit status of the findings, and --quiet', async () => {
    write('sshd_config', HARDENED);
    const run = await sshlog([...DIAGNOSE, '--patch', 'sshd_config', '--format', 'json=report.json', '--fail-on', 'error', '-q', '-'], { input: MAC, cwd });
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(run.stdout).toContain('+MACs');
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ findings: [{ code: 'no-common-mac', fixes: [{}, { adds: { keyword: 'MACs', names: ['hmac-sha1'] } }] }] });
  });

  test('takes in what --select leaves, and says what it leaves out', async () => {
    write('sshd_config', HARDENED);
    const none = await sshlog(['diagnose', '--openssh', '6.6', '--patch', 'sshd_config', '-'], { input: MAC, cwd });
    expect(none).toMatchObject({ status: 0, stdout: '' });
    expect(none.stderr).toContain('left out, for no-common-mac: MACs with hmac-sha1: it is weak; --allow-weak takes it in\n');
    const other = await sshlog([...DIAGNOSE, '--ignore', 'no-common-mac', '--patch', 'sshd_config', '-'], { input: MAC, cwd });
    expect(other).toMatchObject({ status: 0, stdout: '', stderr: 'sshlog: nothing to change in sshd_config\n' });
  });
});

describe('--patch refuses', () => {
  test.each([
    [['--drop-in'], '--drop-in needs --patch FILE, the sshd_config that is to be changed'],
    [['--allow-weak'], '--allow-weak needs --patch FILE, the sshd_config that is to be changed'],
    [['--patch', 'missing'], 'missing does not exist; give the sshd_config that is to be changed'],
    [['--patch', '.'], '. is a directory; name a file in it'],
    [['--patch', 'sshd_config', '--redact', 'user'], '--redact would put pseudonyms into the patch; leave out one of them'],
    [['--patch', 'sshd_config', '--format', 'json'], 'only one format can go to the same place; give the others a file, as in --format json=report.json'],
    [['--patch', 'sshd_config', '-o', 'sshd_config'], 'sshd_config is also an input, which would be lost; write to another file'],
    [['--patch', 'bad'], 'bad:2: PermitRotLogin is no keyword of sshd_config in any release; perhaps PermitRootLogin is meant; repair that first'],
    [['--patch', 'sshd_config', '--drop-in', '--openssh', '9.2'], '--drop-in: sshd_config has no Include that reads all files of a folder, such as Include /etc/ssh/sshd_config.d/*.conf; leave it out, and sshd_config itself is changed'],
    [['--patch', 'sshd_config', '--drop-in', '--openssh', '7.4'], '--drop-in: Include came with OpenSSH 8.2, and this server has 7.4; leave it out, and sshd_config itself is changed'],
  ])('%s', async (options, sentence) => {
    write('sshd_config', HARDENED);
    write('bad', 'Port 22\nPermitRotLogin no\n');
    expect(await sshlog(['diagnose', ...options, '-'], { input: MAC, cwd })).toEqual({ status: 2, stdout: '', stderr: `sshlog: ${sentence}\n` });
    expect(readFileSync(join(cwd, 'sshd_config'), 'latin1')).toBe(HARDENED);
  });

  test('findings of several servers, which have several configurations', async () => {
    write('sshd_config', HARDENED);
    const refused = await sshlog(['diagnose', '--patch', 'sshd_config', fixture('two-hosts.log')], { cwd });
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^sshlog: the findings are of 2 servers \(.*\); --host NAME chooses the one whose configuration it is\n$/);
  });
});
