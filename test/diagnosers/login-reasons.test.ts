import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

const CA = 'SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';
const CERTIFICATE = `ED25519-CERT SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM ID fred@laptop (serial 4711) CA ED25519 ${CA}`;
const EXPIRED = 'error: Certificate invalid: expired';

/** One connection of pid 4242 and address 192.0.2.10, where the lines say so. */
function connection(lines: string[], pid = 4242): string {
  return lines.map((line, second) => `Nov 20 21:00:0${second} server sshd[${pid}]: ${line}\n`).join('');
}

async function findings(log: string) {
  const { findings: all } = await analyze(log, { latest: Date.UTC(2026, 10, 21) });
  return all.filter(({ category }) => category === 'access' || category === 'certificate');
}

async function codes(lines: string[]): Promise<string[]> {
  return (await findings(connection(lines))).map(({ code }) => code);
}

describe('who it was', () => {
  it.each([
    ['before', ['Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22', EXPIRED, 'Failed publickey for fred from 192.0.2.10 port 50022 ssh2']],
    ['after', [EXPIRED, 'Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]']],
  ])('comes from the line %s a certificate error', async (_when, lines) => {
    const [finding] = await findings(connection(lines));
    expect(finding).toMatchObject({ code: 'cert-expired', users: [{ name: 'fred' }], sources: [{ ip: '192.0.2.10' }] });
  });

  it('makes one finding for each user, though the line names none', async () => {
    const close = (user: string, port: number) => `Connection closed by authenticating user ${user} 192.0.2.10 port ${port} [preauth]`;
    const log = connection([EXPIRED, close('fred', 50022)], 1) + connection([EXPIRED, close('alice', 50023)], 2) + connection([EXPIRED, close('fred', 50024)], 3);
    expect((await findings(log)).map(({ count, users }) => [count, users.map(({ name }) => name)])).toEqual([[2, ['fred']], [1, ['alice']]]);
  });

  it.each([
    ['revoked-keys-file-missing', 'error: Error checking authentication key ED25519 SHA256:zGtx in revoked keys file /etc/ssh/revoked: No such file or directory'],
    ['cert-ca-file-missing', 'debug2: user_cert_trusted_ca: CA ED25519 SHA256:fOrg is not listed in /etc/ssh/user_ca.pub: No such file or directory'],
    ['nologin-file', 'User USER not allowed because /etc/nologin exists'],
  ])('makes one finding of %s: the fault is the server\'s, whomever it hits', async (code, line) => {
    const close = (user: string, port: number) => `Connection closed by authenticating user ${user} 192.0.2.10 port ${port} [preauth]`;
    const log = ['fred', 'alice', 'fred'].map((user, i) => connection([line.replace('USER', user), close(user, 50022 + i)], i + 1)).join('');
    const found = await findings(log);
    expect(found.map((finding) => [finding.code, finding.count])).toEqual([[code, 3]]);
    expect(found[0]?.users).toEqual([{ name: 'fred', count: 2 }, { name: 'alice', count: 1 }]);
    expect(found[0]?.summary).not.toMatch(/fred|alice/);
  });

  it('puts no hostile name into a command or a configuration line', async () => {
    const [finding] = await findings(connection(['User x;reboot from 192.0.2.10 not allowed because not listed in AllowUsers']));
    const text = JSON.stringify(finding?.fixes);
    expect(text).toContain('AllowUsers USER');
    expect(text).not.toContain('reboot');
  });
});

describe('one reason', () => {
  it('is none where the login succeeded after all', async () => {
    expect(await codes([EXPIRED, 'Accepted password for fred from 192.0.2.10 port 50022 ssh2'])).toEqual([]);
  });

  it('is the first that sshd names', async () => {
    expect(await codes(['Account fred has expired', 'User fred not allowed because account is locked',
      'Failed password for invalid user fred from 192.0.2.10 port 50022 ssh2'])).toEqual(['account-expired']);
  });

  it('is the CA that is not trusted only where nothing else is said of the certificate', async () => {
    const failed = `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ${CERTIFICATE}`;
    expect(await codes([failed])).toEqual(['cert-ca-untrusted']);
    expect(await codes([EXPIRED, failed])).toEqual(['cert-expired']);
    expect(await codes([failed.replace('for fred', 'for invalid user fred')])).toEqual([]);
  });

  it('is the CA where the plain key that is revoked turns out to be one', async () => {
    const revoked = `error: Authentication key ED25519 ${CA} revoked by file /etc/ssh/revoked_keys`;
    expect(await codes([revoked])).toEqual(['revoked-key-used']);
    expect(await codes([revoked, `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ${CERTIFICATE}`])).toEqual(['cert-revoked']);
    expect(await codes([`debug1: userauth_pubkey: publickey test pkalg ssh-ed25519-cert-v01@openssh.com pkblob ED25519-CERT SHA256:x CA ED25519 ${CA} [preauth]`, revoked]))
      .toEqual(['cert-revoked']);
  });

  it('is the missing list, not the keys that are called revoked for want of it', async () => {
    const [finding] = await findings(connection(['error: open /etc/ssh/no_such_krl: No such file or directory',
      'error: Revoked keys file not accessible - refusing public key authentication',
      'error: WARNING: authentication attempt with a revoked ED25519 key b4:fb:dd:c3:45:64:d8:74:8f:45:2e:1f:4f:c9:06:72 ']));
    expect(finding).toMatchObject({ code: 'revoked-keys-file-missing', attempts: 1 });
    expect(finding?.summary).toContain('/etc/ssh/no_such_krl does not exist');
  });
});

describe('an expired password', () => {
  it('is told of an accepted login, once, with the address that comes behind it', async () => {
    const found = await findings(connection(['pam_unix(sshd:account): expired password for user fred (root enforced)',
      'Accepted password for fred from 192.0.2.10 port 50022 ssh2', 'fatal: Password expired']));
    expect(found).toMatchObject([{ code: 'password-expired', count: 1, sources: [{ ip: '192.0.2.10' }] }]);
  });
});
