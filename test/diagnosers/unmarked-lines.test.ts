import { describe, expect, it } from 'vitest';
import { analyze, parseLine } from '../../src/index.js';

const codesOf = async (log: string) => (await analyze(log, { latest: Date.UTC(2026, 10, 21) })).findings.map(({ code }) => code);

describe('what sshd says while it starts', () => {
  // It writes to standard error until its keys are loaded, and systemd puts a header of the journal in front.
  it.each([
    ['privsep-directory-missing', 'Missing privilege separation directory: /run/sshd'],
    ['privsep-directory-missing', '/run/sshd must be owned by root and not group or world-writable.'],
    ['bind-address-in-use', 'Bind to port 22 on 0.0.0.0 failed: Address already in use.'],
    ['bad-config-value', "/etc/ssh/sshd_config line 7: Directive 'UsePAM' is not allowed within a Match block"],
    ['binary-replaced-restart-needed', '/usr/lib/ssh/sshd-auth does not exist or is not executable'],
    ['authorized-keys-command-failed', 'AuthorizedKeysCommand set without AuthorizedKeysCommandUser'],
  ])('has a header and no marker: %s', async (code, text) => {
    const found = await codesOf(`Nov 20 21:00:02 web1 sshd[643]: ${text}\n`);
    expect(found).toEqual([code]);
    expect(found).toEqual(await codesOf(`${text}\n`));
  });

  it('is no other wording for that: a marker that is there counts', () => {
    expect(parseLine('Nov 20 21:00:02 web1 sshd[643]: error: Missing privilege separation directory: /run/sshd')).toMatchObject({ type: 'unknown' });
  });

  it('calls a program that is missing what it is: a restart does not bring it', async () => {
    const { findings: [finding] } = await analyze('Nov 20 21:00:02 web1 sshd[643]: fatal: /usr/lib/ssh/sshd-auth does not exist or is not executable\n');
    expect(finding?.title).toBe('sshd does not start: /usr/lib/ssh/sshd-auth is missing');
    expect(finding?.summary).not.toContain('until sshd is restarted');
    expect(finding?.fixes[0]?.commands).toEqual(expect.arrayContaining(['ls -l /usr/lib/ssh/sshd-auth', 'apt-get install --reinstall openssh-server    # Debian, Ubuntu']));
  });
});

describe("the blanks of a terminal's window", () => {
  const blanks = ' '.repeat(40);

  it.each([
    ['Failed password for fred from 192.0.2.10 port 50022 ssh2', { type: 'auth.failed', user: 'fred', ip: '192.0.2.10' }],
    ['userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]', { type: 'key.algorithm-refused', preauth: true }],
    ['Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]', { type: 'connection.closed', preauth: true, ip: '192.0.2.10' }],
  ])('are no part of a line: %s', (text, event) => {
    expect(parseLine(`Nov 20 21:00:02 web1 sshd[643]: ${text}${blanks}`)).toMatchObject(event);
    expect(parseLine(`${text}${blanks}`)).toMatchObject(event);
  });

  it('are no part of a line of ssh either', async () => {
    expect(await codesOf(`ssh: connect to host 192.0.2.250 port 22: Connection refused${blanks}\n`)).toEqual(['connection-refused']);
    expect(await codesOf(`fred@server: Permission denied (publickey).${blanks}\n`)).toEqual(await codesOf('fred@server: Permission denied (publickey).\n'));
  });

  it('stay where sshd writes one', () => {
    expect(parseLine('Nov 20 21:00:02 web1 sshd[643]: Received disconnect from 192.0.2.10 port 50022:11:  [preauth]')).toMatchObject({ type: 'disconnect.received' });
  });
});
