import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (second: number, pid: number, text: string, program = 'sshd') => `Nov 20 21:00:0${second} server ${program}[${pid}]: ${text}`;
const by = (method: string) => at(1, 1219, `Accepted ${method} for fred from 192.0.2.10 port 50022 ssh2`);

async function found(...lines: string[]) {
  const [finding] = (await analyzeLines(lines)).findings;
  if (!finding) throw new Error('no finding');
  return { ...finding, text: JSON.stringify(finding) };
}

describe('a refused forwarding', () => {
  const REFUSED = at(2, 1219, 'refused local port forward: originator 10.0.0.9 port 40001, target 10.1.2.3 port 3306');

  it('is no matter of authorized_keys where no key was used', async () => {
    expect((await found(by('password'), REFUSED)).text).not.toMatch(/authorized_keys|his key|restrict/);
    expect((await found(by('publickey'), REFUSED)).text).toContain('authorized_keys');
    expect((await found(at(1, 1219, 'Partial publickey for fred from 192.0.2.10 port 50022 ssh2'), by('password'), REFUSED)).text).toContain('authorized_keys');
  });

  it('of a socket needs the keyword for sockets', async () => {
    const { fixes } = await found(by('password'), at(2, 1219, 'refused streamlocal port forward: originator 127.0.0.1 port 0, target /run/docker.sock'));
    expect(fixes[0]?.lines).toEqual(['Match User fred', '    AllowStreamLocalForwarding local']);
  });

  it('says nothing of releases that the log excludes', async () => {
    expect((await found(by('password'), REFUSED)).text).not.toMatch(/needs? (?:6\.2|7\.8)/);
  });
});

it('a tunnel to a port below 1024 begins at one on which anybody may listen', async () => {
  const { fixes } = await found(by('password'), at(2, 1219, 'error: connect_to localhost port 80: failed.'));
  expect(fixes.flatMap(({ commands = [] }) => commands)).toContain('ssh -L 8080:127.0.0.1:80 SERVER');
});

it('a second Subsystem line would stop sshd: the present one is to be replaced', async () => {
  const { fixes } = await found(by('password'), at(2, 1225, 'subsystem request for sftp by user fred failed, subsystem not found'));
  expect(fixes[0]?.caution).toContain('with two of them sshd does not start');
});

describe('a host key that is missing', () => {
  const commands = async (path: string) => (await found(at(1, 800, `error: Could not load host key: ${path}`))).fixes[0]?.commands ?? [];

  it('is made under the name that HostKey has: ssh-keygen -A knows its own names only', async () => {
    expect(await commands('/etc/ssh/absent_rsa_key')).toContain("ssh-keygen -t rsa -N '' -f /etc/ssh/absent_rsa_key");
    expect(await commands('/srv/keys/host_ed25519')).not.toContain('ssh-keygen -A');
    // Nor in another directory than its own.
    expect(await commands('/srv/keys/ssh_host_rsa_key')).toContain("ssh-keygen -t rsa -N '' -f /srv/keys/ssh_host_rsa_key");
    expect(await commands('/etc/ssh/ssh_host_ed25519_key')).toEqual(expect.arrayContaining(['ssh-keygen -A']));
  });

  it('is made before sshd without any is started again', async () => {
    const { findings } = await analyzeLines(['Could not load host key: /etc/ssh/absent_rsa_key', 'sshd: no hostkeys available -- exiting.']);
    expect(findings.find(({ code }) => code === 'no-hostkeys')?.fixes[0]?.commands).toContain("ssh-keygen -t rsa -N '' -f /etc/ssh/absent_rsa_key");
  });
});

it('a chroot is given to the user whom the log names, with a directory of his own group', async () => {
  const { fixes } = await found(by('password'), at(2, 1225, 'fatal: bad ownership or modes for chroot directory "/srv/sftp/fred"'));
  expect(fixes[1]?.lines?.[0]).toBe('Match User fred');
  expect(fixes[1]?.commands?.[0]).toBe('install -d -o fred -g "$(id -gn fred)" -m 750 /srv/sftp/fred/fred');
  expect(fixes[1]?.caution).toContain('-d needs 6.2');
});

it('the unknown name of a list is named and left out', async () => {
  const { causes, fixes } = await found("/etc/ssh/sshd_config line 10: Bad SSH2 cipher spec 'aes256-ctr,rot13'.");
  expect(causes[0]).toMatch(/^rot13: /);
  expect(fixes[0]?.lines).toEqual(['Ciphers aes256-ctr']);
  expect(fixes[1]?.commands).toContain('ssh -Q cipher');
});

it('keys alone are taken from a tunnel only where keyboard-interactive takes no password either', async () => {
  const tries = Array.from({ length: 9 }, (_, i) => at(i, 2000 + i, `Failed password for root from 127.0.0.1 port ${40000 + i} ssh2`));
  const { fixes } = await found(...tries);
  expect(fixes.flatMap(({ lines = [] }) => lines)).toEqual(expect.arrayContaining(['Match Address 127.2.2.1', '    PasswordAuthentication no', '    KbdInteractiveAuthentication no']));
});
