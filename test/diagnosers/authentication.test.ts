import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

/** Lines of one sshd process, one a second. */
function log(...texts: string[]): string[] {
  return texts.map((text, second) => `Nov 20 21:00:${String(second).padStart(2, '0')} server sshd[4242]: ${text}`);
}

async function findings(...texts: string[]) {
  const report = await analyzeLines(log(...texts));
  return report.findings.filter(({ category }) => category === 'authentication');
}

const PEER = 'fred from 192.0.2.10 port 50022 ssh2';
const CLOSED = 'Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]';
const KEY = 'ED25519 SHA256:xCwi1Rl18H1tgufoi7NFXNx1bRMHawLL0FZvetXGUpU';

describe('reasons of failed logins', () => {
  it('leaves a file of keys that is root\'s readable for the user, as whom sshd reads it', async () => {
    const commands = async (path: string) => (await findings(`Authentication refused: bad ownership or modes for file ${path}`, `Failed publickey for ${PEER}: ${KEY}`, CLOSED))
      .flatMap(({ fixes }) => fixes.flatMap((fix) => fix.commands ?? [])).filter((command) => command.startsWith('chmod'));
    expect(await commands('/etc/ssh/keys/everybody')).toEqual(['chmod go-w /etc/ssh/keys/everybody']);
    expect(await commands('/home/fred/.ssh/authorized_keys')).toEqual(['chmod 600 /home/fred/.ssh/authorized_keys']);
  });

  it('counts each wrong password, repeated lines too, and no probe', async () => {
    const [found, ...others] = await findings(
      `Failed none for ${PEER}`, `Failed password for ${PEER}`,
      `message repeated 2 times: [ Failed password for ${PEER}]`, CLOSED,
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'bad-password', count: 1, attempts: 3, users: [{ name: 'fred', count: 1 }] });
  });

  it('counts a try once that PAM and sshd both tell of', async () => {
    const [found] = await findings(
      'error: PAM: Authentication failure for fred from 192.0.2.10', `Failed keyboard-interactive/pam for ${PEER}`, CLOSED,
    );
    expect(found).toMatchObject({ code: 'bad-password', attempts: 1 });
  });

  it('takes a password for the reason, not the keys that the client offered before', async () => {
    const found = await findings(`Failed publickey for ${PEER}: ${KEY}`, `Failed password for ${PEER}`, CLOSED);
    expect(found.map(({ code }) => code)).toEqual(['bad-password']);
    expect(found[0]?.evidence.map(({ line }) => line)).toEqual([2, 1]);
  });

  it('says nothing of a connection that ends accepted', async () => {
    expect(await findings(`Failed password for ${PEER}`, `Accepted password for ${PEER}`)).toEqual([]);
  });

  it('names a client that does not sign, although it tries a password then', async () => {
    const found = await findings(`Postponed publickey for ${PEER} [preauth]`, `Failed password for ${PEER}`, CLOSED);
    expect(found.map(({ code }) => code)).toEqual(['client-cannot-sign']);
  });

  it('counts the announcement of an invalid user as his first try', async () => {
    const [found] = await findings(
      'Invalid user admin from 198.51.100.7 port 50022',
      'Failed password for invalid user admin from 198.51.100.7 port 50022 ssh2',
      'Failed password for invalid user admin from 198.51.100.7 port 50022 ssh2',
      'Connection closed by invalid user admin 198.51.100.7 port 50022 [preauth]',
    );
    expect(found).toMatchObject({ code: 'invalid-user', count: 1, attempts: 2, sources: [{ ip: '198.51.100.7', count: 1 }] });
  });

  it('tells MaxAuthTries once, though sshd says it twice', async () => {
    const [found] = await findings(
      `Failed password for ${PEER}`, `Failed password for ${PEER}`,
      `error: maximum authentication attempts exceeded for ${PEER} [preauth]`,
      'Disconnecting authenticating user fred 192.0.2.10 port 50022: Too many authentication failures [preauth]',
    );
    expect(found).toMatchObject({ code: 'too-many-failures', count: 1, attempts: 2 });
  });

  it('puts no command together from a name that is not plain', async () => {
    const [found] = await findings(
      'Authentication refused: bad ownership or modes for directory /home/$(reboot)/.ssh', CLOSED,
    );
    const commands = found?.fixes.flatMap((fix) => fix.commands ?? []) ?? [];
    expect(commands).toContain("chmod 700 '/home/$(reboot)/.ssh'");
  });

  it('does not advise to install a key that is there: an option in its line refuses it', async () => {
    const [found] = await findings('error: Refused by key options', CLOSED);
    expect(found).toMatchObject({ code: 'key-not-authorized', title: 'the options in the line of a key refuse the login' });
    expect(found?.fixes.flatMap(({ commands }) => commands ?? [])).toEqual([expect.stringContaining('expiry-time'), 'date']);
  });

  it('ties the closing line of a child of 5.3 to the process that named the reason', async () => {
    const report = await analyzeLines([
      'Nov 20 21:03:17 server sshd[8239]: error: key_read: type mismatch: encoding error',
      'Nov 20 21:03:17 server sshd[8240]: Connection closed by 192.0.2.80',
    ]);
    expect(report.findings).toMatchObject([{ code: 'authorized-keys-garbled', sources: [{ ip: '192.0.2.80', count: 1 }] }]);
  });
});
