import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { finish, scratch, sshlog, start, until } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const ENTRY = `${JSON.stringify({ __REALTIME_TIMESTAMP: '1795207283000000', _HOSTNAME: 'server', SYSLOG_IDENTIFIER: 'sshd', _PID: '42', MESSAGE: 'Invalid user x from 192.0.2.1 port 7' })}\n`;

let directory = '';
let PATH = '';
const path = (name: string) => join(directory, name);
beforeAll(() => {
  directory = scratch();
  mkdirSync(path('bin'));
  writeFileSync(path('entries'), ENTRY.repeat(3));
  PATH = `${path('bin')}:${process.env.PATH ?? ''}`;
});
afterAll(() => rmSync(directory, { recursive: true }));

/** A journalctl that notes how it was called and does that. */
function fake(action: string): void {
  writeFileSync(path('bin/journalctl'), `#!/bin/sh\nprintf '%s\\n' "$@" > ${path('called')}\necho $$ > ${path('pid')}\n${action}\n`);
  chmodSync(path('bin/journalctl'), 0o755);
}
const called = () => readFileSync(path('called'), 'utf8').trimEnd().split('\n');
const run = (...args: string[]) => sshlog(args, { env: { PATH } });

describe('--journal', () => {
  test('reads what of the journal matters', async () => {
    fake(`cat ${path('entries')}`);
    const { status, stdout, stderr } = await run('events', '--journal');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.match(/"file":"journal".*"type":"auth.invalid-user"/g)).toHaveLength(3);
    const args = called();
    expect(args.slice(0, 3)).toEqual(['--output=json', '--no-pager', '--all']);
    for (const match of ['SYSLOG_IDENTIFIER=sshd', 'SYSLOG_IDENTIFIER=sshd-session', 'SYSLOG_IDENTIFIER=sshd-auth', 'SYSLOG_IDENTIFIER=internal-sftp', '_COMM=sftp-server', '_SYSTEMD_UNIT=ssh.service', '_SYSTEMD_UNIT=sshd.service']) {
      expect(args).toContain(match);
    }
    // A `+` stands between groups, and options are no matches: they would be added to each.
    expect(args.filter((arg) => arg === '+')).toHaveLength(2);
    expect(args.some((arg) => /^-[ut]$|^--(?:unit|identifier|since|until)/.test(arg))).toBe(false);
  });

  test('hands bounds of time on, in whole seconds that hold all of the range', async () => {
    fake(`cat ${path('entries')}`);
    expect((await run('events', '--journal', '--since', '2026-11-20T00:00:00.5Z', '--until', '2026-11-21T00:00:00.5Z')).status).toBe(0);
    expect(called()).toEqual(expect.arrayContaining(['--since=@1795132800', '--until=@1795219201']));
    const before = Math.floor(Date.now() / 1000);
    await run('events', '--journal', '--since', '2h');
    const since = Number(called().find((arg) => arg.startsWith('--since'))?.slice('--since=@'.length));
    expect(since).toBeGreaterThanOrEqual(before - 7201);
    expect(since).toBeLessThanOrEqual(Date.now() / 1000 - 7199);
  });

  test('is followed with -f, from its beginning', async () => {
    writeFileSync(path('mismatch'), ENTRY.replace('Invalid user x from 192.0.2.1 port 7', 'Unable to negotiate with 192.0.2.1 port 7: no matching MAC found. Their offer: hmac-md5 [preauth]'));
    fake(`cat ${path('mismatch')}; exec sleep 60`);
    const child = start(['diagnose', '-f', '--journal', '--format', 'concise'], { env: { PATH } });
    let stdout = '';
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
    });
    const end = finish(child);
    await until(() => stdout.includes('[no-common-mac]'));
    expect(called()).toEqual(expect.arrayContaining(['--follow', '--no-tail']));
    child.kill('SIGINT');
    expect(await end).toMatchObject({ status: 0, stderr: '' });
  });

  test('that this user may not read: what there is, the way out, 3', async () => {
    fake(`cat ${path('entries')}; echo 'Hint: You are currently not seeing messages from other users and the system.' >&2`);
    const { status, stdout, stderr } = await run('events', '--journal');
    expect([status, stderr]).toEqual([3, 'sshlog: the journal may not be read by this user, or only a part of it; run with sudo, or as a member of the group systemd-journal\n']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  test('that fails: what it said, without its control characters', async () => {
    fake('printf "Failed to \\033[31mopen\\n" >&2; exit 1');
    const { status, stderr } = await run('diagnose', '--journal');
    expect(status).toBe(3);
    expect(stderr).toContain('the journal cannot be read: journalctl failed (Failed to ');
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(stderr.trimEnd()).not.toMatch(/[\x00-\x1f]/);
  });

  test('that is not there', async () => {
    const { status, stderr } = await sshlog(['diagnose', '--journal'], { env: { PATH: path('nothing') } });
    expect([status, stderr]).toEqual([3, 'sshlog: the journal cannot be read: there is no journalctl here; name a log file, or pipe one in\n']);
  });

  test.each([['SIGINT', 0], ['SIGTERM', 143]] as const)('%s ends journalctl too', async (signal, status) => {
    rmSync(path('pid'), { force: true });
    fake(`cat ${path('entries')}; exec sleep 60`);
    const child = start(['events', '--journal'], { env: { PATH } });
    const end = finish(child);
    await until(() => existsSync(path('pid')) && readFileSync(path('pid'), 'utf8') !== '');
    await new Promise((resume) => setTimeout(resume, 300));
    const pid = Number(readFileSync(path('pid'), 'utf8'));
    child.kill(signal);
    expect((await end).status).toBe(status);
    await until(() => !isAlive(pid));
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a file of a journal is read through journalctl', async () => {
  fake(`cat ${path('entries')}`);
  writeFileSync(path('system[1].journal'), Buffer.concat([Buffer.from('LPKSHHRH'), Buffer.alloc(300)]));
  const { status, stdout } = await run('events', path('system[1].journal'));
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  expect(called()).toContain(`--file=${directory}/system\\[1\\].journal`);
});
