import { expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';
import { analyzeFile } from '../support/analyze-file.js';

const SHA = 'SHA256:aP6NYzxk8vMS9JOYHmD7pvGyj4PpdCDhJBPuWhfo9Eo';

async function findingsOf(lines: readonly string[]): Promise<Finding[]> {
  const { findings } = await analyze(lines.map((line) => `${line}\r\n`).join(''), { file: 'log' });
  return findings;
}

const commands = ({ fixes }: Finding) => fixes.flatMap((fix) => [...(fix.commands ?? []), ...(fix.lines ?? [])]);

function changed(name: string, path = '/home/fred/.ssh/known_hosts'): string[] {
  const frame = '@'.repeat(59);
  return [
    frame, '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', frame, 'The fingerprint for the ED25519 key sent by the remote host is', `${SHA}.`,
    `Offending ED25519 key in ${path}:7`, `Host key for ${name} has changed and you have requested strict checking.`, 'Host key verification failed.',
  ];
}

it('names file, line, fingerprint and the command for that name and port', async () => {
  const [finding, ...more] = await findingsOf(changed('[server.example.org]:2222'));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'host-key-changed', severity: 'error', count: 1 });
  expect(finding?.summary).toContain(SHA);
  expect(finding?.summary).toContain('line 7 of /home/fred/.ssh/known_hosts');
  expect(finding && commands(finding)).toEqual([
    'ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub',
    "ssh-keygen -R '[server.example.org]:2222' -f /home/fred/.ssh/known_hosts",
  ]);
});

it('puts no text into a command that a shell would read otherwise', async () => {
  const [finding] = await findingsOf(changed('-oProxyCommand=id;reboot', '/home/fred/$(reboot)/known hosts'));
  expect(finding?.code).toBe('host-key-changed');
  expect(finding && commands(finding)[1]).toBe("ssh-keygen -R NAME -f '/home/fred/$(reboot)/known hosts'");
});

it('tells a changed key by itself where the login went on', async () => {
  const findings = await findingsOf([...changed('server.example.org').slice(0, 6), 'Password authentication is disabled to avoid man-in-the-middle attacks.',
    'debug1: Authentication succeeded (publickey).', 'debug1: Exit status 0']);
  expect(findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual(['host-key-changed']);
  expect(findings[0]?.summary).toContain('went on');
});

it('tells two runs apart that say the same', async () => {
  const findings = await findingsOf([...changed('a.example.org'), ...changed('b.example.org')]);
  expect(findings.map(({ title }) => title).sort()).toEqual(['the host key of a.example.org is not the one that is known', 'the host key of b.example.org is not the one that is known']);
});

it('says nothing of a key that was new and is stored now', async () => {
  const { findings } = await analyzeFile('fixtures/client/hostkey/new-key-accepted.log');
  expect(findings).toEqual([]);
});

it('guesses no reason where the last word stands alone', async () => {
  const [finding, ...more] = await findingsOf(['Host key verification failed.']);
  expect(more).toEqual([]);
  expect(finding?.code).toBe('login-failed-unexplained');
});

it('knows the words of the terminal, and who answered no', async () => {
  const [finding] = await findingsOf([
    "\rThe authenticity of host '[server.example.org]:2222 ([192.0.2.250]:2222)' can't be established.", `ED25519 key fingerprint is ${SHA}.`,
    'Are you sure you want to continue connecting (yes/no/[fingerprint])? no', 'Host key verification failed.',
  ]);
  expect(finding).toMatchObject({ code: 'host-key-unknown' });
  expect(finding?.summary).toContain('answered with no');
  expect(finding && commands(finding)).toContain('ssh -o StrictHostKeyChecking=ask server.example.org');
});

it('reads the certificate that the server showed as words of the server', async () => {
  const id = 'x" CA ssh-ed25519 SHA256:forged';
  const [finding] = await findingsOf([
    'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to server.example.org [192.0.2.250] port 22.', 'debug1: Connection established.',
    `debug1: Server host certificate: ssh-ed25519-cert-v01@openssh.com ${SHA}, serial 7 ID "${id}" CA ssh-ed25519 SHA256:Hhu9hPAkzNZaP+2GXWjYZ6B7uqPyGjj0cQeKAQHeh2I valid forever`,
    'debug1: No matching CA found. Retry with plain key', 'No ED25519 host key is known for server.example.org and you have requested strict checking.', 'Host key verification failed.',
  ]);
  expect(finding?.code).toBe('host-cert-ca-untrusted');
  expect(finding?.summary).toContain('of the CA SHA256:Hhu9hPAkzNZaP+2GXWjYZ6B7uqPyGjj0cQeKAQHeh2I');
});

it.each([
  ['not yet valid', 'host-cert-not-yet-valid'], ['not a host certificate', 'host-cert-invalid'], ['expired', 'host-cert-expired'], ['name is not a listed principal', 'host-cert-principal-mismatch'],
])('Certificate invalid: %s', async (reason, code) => {
  const findings = await findingsOf([`Certificate invalid: ${reason}`, 'debug1: No matching CA found. Retry with plain key', 'Host key verification failed.']);
  expect(findings.map((finding) => finding.code)).toEqual([code]);
});
