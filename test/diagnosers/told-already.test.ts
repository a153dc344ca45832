import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';
import { closed, finding, FROM, KEY, refused, said, VERSION } from '../support/one-login.js';

const ASKED = 'debug1: userauth-request for user fred service ssh-connection method publickey [preauth]';

describe('what a LogLevel would tell is not asked for where the log has it already', () => {
  it('of a client that left at VERBOSE: no try was refused', async () => {
    const found = await finding(FROM, closed());
    expect(found).toMatchObject({ code: 'login-failed-unexplained', fixes: [{ side: 'client', commands: ['ssh -v fred@SERVER'] }] });
    expect(said(found)).not.toMatch(/VERBOSE shows|no key that the server accepts/);
    expect(said(found)).toContain('DEBUG1 shows every step');
  });

  it('of one that left at INFO it is', async () => {
    const found = await finding(closed());
    expect(found?.fixes).toMatchObject([{ lines: ['LogLevel VERBOSE'] }, { commands: ['ssh -v fred@SERVER'] }]);
  });

  it('of connections before the level was raised it is', async () => {
    const { findings } = await analyzeLines([`[7] ${closed()}`, '[8] Connection from 192.0.2.11 port 50023 on 192.0.2.250 port 22']);
    expect(findings.find(({ code }) => code === 'login-failed-unexplained')?.fixes).toMatchObject([{ lines: ['LogLevel VERBOSE'] }, {}]);
  });

  it('of a refused key at DEBUG1: the file was read', async () => {
    const found = await finding(FROM, VERSION, 'debug1: trying public key file /home/fred/.ssh/authorized_keys', refused, closed());
    expect(found).toMatchObject({ code: 'key-not-authorized', unknowns: [] });
    expect(said(found)).not.toContain('does not read the file');
  });

  it('of a refused key at DEBUG1 where no file is named: there is none', async () => {
    const found = await finding(FROM, VERSION, ASKED, refused, closed());
    expect(found?.causes).toContainEqual(expect.stringContaining('sshd looked into none'));
  });

  it('of AuthenticationMethods at DEBUG1: the lists are named', async () => {
    const found = await finding(FROM, 'debug1: authentication methods list 0: publickey,password', 'debug1: authentication methods list 1: hostbased,password',
      `Partial publickey for fred from 192.0.2.10 port 50022 ssh2: RSA ${KEY}`, closed());
    expect(found).toMatchObject({ code: 'partial-auth-incomplete', unknowns: [] });
    expect(found?.summary).toContain('publickey,password or hostbased,password');
  });

  it('of keys beyond MaxAuthTries at VERBOSE: no password was among them', async () => {
    const found = await finding(FROM, refused, refused, 'error: maximum authentication attempts exceeded for fred from 192.0.2.10 port 50022 ssh2 [preauth]');
    expect(found).toMatchObject({ code: 'too-many-failures', causes: ['an agent that offers more keys than MaxAuthTries'] });
    expect(said(found)).not.toContain('VERBOSE');
  });
});

describe('a wrong password', () => {
  const failed = 'Failed password for fred from 192.0.2.10 port 50022 ssh2';

  it.each([
    ['where PAM has answered', ['error: PAM: Authentication failure for fred from 192.0.2.10'], /^\[".*debug.* in \/etc\/pam\.d\."\]$/],
    ['where a module has', ['debug1: PAM: password authentication failed for fred: Authentication failure', failed], /in \/etc\/pam\.d\./],
    ['where sshd itself compared it', [ASKED.replace('publickey', 'password'), failed], /^\[\]$/],
    ['where it cannot be told', [failed], /LogLevel DEBUG1 shows what PAM answered, where UsePAM is yes/],
  ])('%s: nothing is asked for that the log has', async (_where, lines, unknowns) => {
    const found = await finding(...lines, closed());
    expect(found?.code).toBe('bad-password');
    expect(JSON.stringify(found?.unknowns)).toMatch(unknowns);
  });

  it('of root is not mended by ssh-copy-id where PermitRootLogin takes none', async () => {
    const found = await finding('Failed password for root from 192.0.2.10 port 50022 ssh2', closed('root'));
    expect(found?.fixes[1]?.caution).toContain('append the key to /root/.ssh/authorized_keys');
  });
});

it('options that refuse a key without a line on from= are no from=', async () => {
  const found = await finding('error: Refused by key options at /home/fred/.ssh/authorized_keys:3', closed());
  expect(found?.causes.join()).not.toMatch(/from=|verify-required/);
  expect(found?.fixes[0]?.commands).toEqual(['sed -n 3p /home/fred/.ssh/authorized_keys']);
});
