import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Finding, Report } from '../../src/finding.js';
import { reportSchema } from '../../src/report/schema.js';
import { sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = 'fixtures/configuration';
const FILE = `${ROOT}/etc/ssh/sshd_config`;
const LOG = `${ROOT}/logins.log`;
const directory = mkdtempSync(join(tmpdir(), 'sshlog-sshd-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function report(args: readonly string[], env: Record<string, string> = {}): Promise<Report> {
  const { stdout, stderr, status } = await sshlog(['diagnose', '--format', 'json', ...args], { env });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return reportSchema.parse(JSON.parse(stdout)) as Report;
}

function named({ findings }: Report, code: string, user?: string): Finding {
  const found = findings.find((finding) => finding.code === code && (user === undefined || finding.users[0]?.name === user));
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
}

const edits = ({ fixes }: Finding) => fixes.flatMap((fix) => (fix.edits ?? []).map(({ file, line, replaces, lines }) =>
  `${file.replace(`${ROOT}/`, '')}:${line}${replaces === undefined ? '' : ` ${replaces} =>`} ${lines.join(' | ')}`));

describe('--sshd-config FILE', async () => {
  const whole = await report(['--sshd-config', FILE, '--openssh', '9.2', LOG]);

  it('changes the very line, and leaves what stands around', () => {
    expect(edits(named(whole, 'no-common-mac'))).toEqual([
      'etc/ssh/sshd_config:6   macs = hmac-sha2-512-etm@openssh.com,hmac-sha2-512   # no SHA-1 =>   macs = hmac-sha2-512-etm@openssh.com,hmac-sha2-512,hmac-sha1   # no SHA-1',
    ]);
    expect(named(whole, 'no-common-mac').negotiation?.serverOffer).toEqual(['hmac-sha2-512-etm@openssh.com', 'hmac-sha2-512']);
    expect(edits(named(whole, 'user-not-in-allowusers'))).toEqual([
      'etc/ssh/sshd_config:11 AllowUsers root "svc backup" fred@198.51.100.0/24 => AllowUsers root "svc backup" fred@198.51.100.0/24 fred',
      'etc/ssh/sshd_config:11 AllowUsers root "svc backup" fred@198.51.100.0/24 => AllowUsers root "svc backup" fred@198.51.100.0/24 fred@192.0.2.32',
    ]);
  });

  it('stays out of files that the system generates, and goes in front of the Include', () => {
    const cipher = named(whole, 'no-common-cipher');
    expect(edits(cipher)).toEqual(['etc/ssh/sshd_config:2 Ciphers aes256-gcm@openssh.com,aes256-ctr,aes128-cbc']);
    expect(cipher.causes[0]).toBe(`The system-wide crypto policy sets Ciphers: ${ROOT}/etc/crypto-policies/back-ends/opensshserver.config:1, included by ${FILE}:2. What stands in front of that Include outranks it.`);
  });

  it('changes the block that holds for the user, not the global line', () => {
    const root = named(whole, 'too-many-failures', 'root');
    expect(edits(root)).toEqual(['etc/ssh/sshd_config:17     MaxAuthTries 2 =>     MaxAuthTries 10']);
    expect(root.configured).toEqual([{
      file: FILE, line: 17, text: '    MaxAuthTries 2', mark: [4, 18], keyword: 'MaxAuthTries', blocks: [{ file: FILE, line: 15, text: 'Match Address 203.0.113.0/24,!203.0.113.7' }],
    }]);
    expect(edits(named(whole, 'too-many-failures', 'carol'))).toEqual(['etc/ssh/carol.inc:2 MaxAuthTries 3 => MaxAuthTries 10']);
  });

  it('names a cause that only the configuration shows', () => {
    expect(named(whole, 'bad-password').causes[0]).toBe(`PermitRootLogin prohibit-password (${FILE}:10): no password of root is accepted, right or wrong.`);
    expect(named(whole, 'user-not-in-allowusers')).toMatchObject({ causes: [`AllowUsers root "svc backup" fred@198.51.100.0/24 (${FILE}:11) leaves the user out, whatever key or password comes.`], unknowns: [] });
  });

  it('does not raise what is to be low', () =>
    expect(edits(named(whole, 'max-startups'))).toEqual(['etc/ssh/sshd_config.d/20-login.conf:2 MaxStartups 3:30:10 => MaxStartups 100:30:200']));

  it('puts a new block where no earlier one wins, with the list that holds globally', () =>
    expect(edits(named(whole, 'pubkey-algorithm-not-accepted'))).toEqual(['etc/ssh/sshd_config:25 Match User root |     PubkeyAcceptedAlgorithms ssh-ed25519,ssh-rsa']));

  it('changes no fingerprint', async () => {
    const without = await report(['--openssh', '9.2', LOG]);
    expect(whole.findings.map(({ fingerprint }) => fingerprint)).toEqual(without.findings.map(({ fingerprint }) => fingerprint));
    expect(JSON.stringify(without)).not.toMatch(/"(?:configured|edits)"/);
  });

  it('shows it in the text, 80 columns wide but for what is pasted', async () => {
    const { stdout } = await sshlog(['diagnose', '--sshd-config', FILE, '--openssh', '9.2', '--select', 'too-many-failures', LOG]);
    await expect(stdout).toMatchFileSnapshot('snapshots/sshd-config.txt');
  });

  it('hides names of the configuration with --redact', async () => {
    const { stdout } = await sshlog(['diagnose', '--sshd-config', FILE, '--openssh', '9.2', '--redact', 'all', '--format', 'json', LOG]);
    expect(stdout).not.toMatch(/fred|carol|svc backup|198\.51\.100|203\.0\.113/);
    expect(edits(named(JSON.parse(stdout) as Report, 'user-not-in-allowusers'))[0]).toMatch(/ => AllowUsers root user-\d .* user-\d$/);
  });

  it.each(['trace fred', 'events', 'sessions', 'stats'])('is an option of %s', async (command) => {
    expect(await sshlog([...command.split(' '), '--sshd-config', FILE, '--openssh', '9.2', LOG])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('where root may not log in', () => {
  it('no key is installed for root', async () => {
    const log = join(directory, 'root.log');
    const fixes = async (value: string) => {
      const file = join(directory, `root-${value}`);
      writeFileSync(file, `PermitRootLogin ${value}\n`);
      return (await report(['--sshd-config', file, log])).findings[0]?.fixes.flatMap(({ commands = [] }) => commands);
    };
    writeFileSync(log, '2026-11-20T20:51:48.387878+00:00 server sshd[10559]: Failed password for root from 192.0.2.70 port 36173 ssh2\n');
    expect(await fixes('no')).toEqual(['ssh YOU@SERVER', 'sudo -i']);
    expect(await fixes('prohibit-password')).toContainEqual(expect.stringMatching(/^ssh-copy-id .* root@SERVER$/));
  });
});

describe('what a vendor brought to an older release', () => {
  it('is told and taken', async () => {
    const file = join(directory, 'hardened');
    writeFileSync(file, 'MACs hmac-sha2-512,hmac-sha2-256\n');
    const run = await sshlog(['diagnose', '--sshd-config', file, '--openssh', '5.3', 'fixtures/seeds/mac-mismatch-5.3.log']);
    expect(run).toMatchObject({ status: 0, stderr: `sshlog: ${file}:1: MACs names hmac-sha2-512,hmac-sha2-256, which of OpenSSH 5.3 only that of RHEL 6 has\n` });
    expect(run.stdout).toContain('MACs hmac-sha2-512,hmac-sha2-256,hmac-ripemd160');
  });
});

describe('a configuration that sshd would refuse', () => {
  it('ends with 2, file, line and reason, and nothing on standard output', async () => {
    const marker = join(directory, 'executed');
    const file = join(directory, 'bad');
    writeFileSync(file, `Port 22\nFrobnicate yes\nRequiredRSASize 2048\nMatch exec "touch ${marker}"\n  X11Forwarding no\n\x1b]0;x\x07 no\n`);
    const run = await sshlog(['diagnose', '--sshd-config', file, '--openssh', '7.4', LOG]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr.trimEnd().split('\n')).toEqual([
      `sshlog: ${file}:2: Frobnicate is no keyword of sshd_config in any release`,
      `sshlog: ${file}:3: RequiredRSASize is known from 9.1 on; this server has OpenSSH 7.4`,
      `sshlog: ${file}:4: Match exec is of ssh_config: sshd has no such criterion`,
      `sshlog: ${file}:6: \\x1b]0;x\\x07 is no keyword of sshd_config in any release`,
      `sshlog: sshd refuses the configuration in ${file}; correct it, or name another release with --openssh`,
    ]);
    expect(existsSync(marker)).toBe(false);
  });

  it.each([['/nonexistent/sshd_config', 'does not exist; give a file of sshd_config, or auto'], [directory, 'is a directory; name a file in it']])('%s %s', async (file, reason) =>
    expect(await sshlog(['diagnose', '--sshd-config', file, LOG])).toEqual({ status: 2, stdout: '', stderr: `sshlog: ${file} ${reason}\n` }));

  it('is read as far as there is an end: /dev/zero', async () =>
    expect(await sshlog(['diagnose', '--sshd-config', '/dev/zero', LOG])).toMatchObject({ status: 2, stderr: expect.stringContaining('/dev/zero:1: the file has over 4 MB') as string }));
});

describe('--sshd-config auto', () => {
  const bin = join(directory, 'bin');
  const asked = join(directory, 'asked');
  mkdirSync(bin);

  /** A program in the place of sshd, which writes down how it was called. */
  function pretend(script: string): Record<string, string> {
    writeFileSync(join(bin, 'sshd'), `#!/bin/sh\nprintf '%s\\n' "$*" >> ${asked}\ncase "$1" in -V) echo 'OpenSSH_9.2p1' >&2; exit 0;; esac\n${script}\n`);
    chmodSync(join(bin, 'sshd'), 0o755);
    rmSync(asked, { force: true });
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  }

  it('asks sshd -T, whose lists are those of the build', async () => {
    const env = pretend("printf 'port 22\\naddressfamily any\\nlogingracetime 120\\nx11displayoffset 10\\nmaxauthtries 6\\npermituserenvironment no\\nloglevel INFO\\nmacs hmac-sha2-512,new@vendor.example\\n'");
    const { stdout } = await sshlog(['diagnose', '--format', 'json', '-q', '--sshd-config', 'auto', LOG], { env });
    expect(named(JSON.parse(stdout) as Report, 'no-common-mac').negotiation?.serverOffer).toEqual(['hmac-sha2-512', 'new@vendor.example']);
    expect(readFileSync(asked, 'utf8').split('\n')).toEqual(expect.arrayContaining(['-V', '-T']));
  });

  it.each([
    ["echo 'sshd: no hostkeys available -- exiting.' >&2; exit 1", 'sshd -T may not be run by this user; run with sudo, or save its output as root (sshd -T > FILE) and give --sshd-config FILE'],
    ["echo '/etc/ssh/sshd_config: line 3: Bad configuration option: Foo' >&2; exit 255", 'sshd -T refuses the configuration of this system (/etc/ssh/sshd_config: line 3: Bad configuration option: Foo); correct it first: sshd -t names each fault'],
  ])('says what to do where it may not: %s', async (script, sentence) => {
    const env = pretend(script);
    expect(await sshlog(['diagnose', '--sshd-config', 'auto', LOG], { env })).toEqual({ status: 2, stdout: '', stderr: `sshlog: ${sentence}\n` });
  });
});
