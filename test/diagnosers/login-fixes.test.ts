import { describe, expect, it } from 'vitest';
import { closed, finding, FROM, refused, said, VERSION } from '../support/one-login.js';

describe('root with a right key', () => {
  const REFUSED = 'ROOT LOGIN REFUSED FROM 192.0.2.10 port 50022';

  it('came with no password: sshd calls each of them wrong', async () => {
    const found = await finding(REFUSED, closed('root'));
    expect(found).toMatchObject({ code: 'root-login-not-permitted', fixes: [{}, {}, { lines: ['PermitRootLogin forced-commands-only'] }] });
    expect(said(found)).not.toContain('password or');
  });

  it('is told what is in force where the unprivileged half says it', async () => {
    const found = await finding(REFUSED, 'Root login accepted for forced command. [preauth]', closed('root'));
    expect(found).toMatchObject({ count: 1, attempts: 1, unknowns: [], evidence: [{ line: 1 }, { line: 2 }] });
    expect(found?.summary).toContain('PermitRootLogin is forced-commands-only, and the key has no command');
    expect(found?.fixes.flatMap(({ lines }) => lines ?? [])).not.toContain('PermitRootLogin forced-commands-only');
  });
});

describe('a file of keys', () => {
  const missing = (path: string) => [FROM, VERSION, `debug1: trying public key file ${path}`, `debug1: Could not open authorized keys '${path}': No such file or directory`, refused, closed()];
  const commands = async (lines: string[]) => (await finding(...lines))?.fixes.flatMap((fix) => fix.commands ?? []).filter((command) => /install|mkdir|ch(own|mod)/.test(command));

  it('that is missing in .ssh is made for the user', async () => {
    expect(await commands(missing('/home/fred/.ssh/authorized_keys'))).toEqual([
      'install -d -m 700 -o fred /home/fred/.ssh', 'install -m 600 -o fred KEY.pub /home/fred/.ssh/authorized_keys',
    ]);
  });

  it('that is missing in a directory for all users takes it from nobody', async () => {
    expect(await commands(missing('/etc/ssh/keys/fred'))).toEqual(['mkdir -p /etc/ssh/keys', 'install -m 644 KEY.pub /etc/ssh/keys/fred']);
  });

  const unreadable = (path: string) => [`Could not open user 'fred' authorized keys '${path}': Permission denied`, refused, closed()];

  it('that the user cannot read is given to him', async () => {
    expect(await commands(unreadable('/home/fred/.ssh/authorized_keys'))).toEqual([
      'chown fred /home/fred/.ssh/authorized_keys', 'chmod 600 /home/fred/.ssh/authorized_keys',
    ]);
  });

  it('that is root\'s is made readable, not shut', async () => {
    expect(await commands(unreadable('/etc/ssh/keys/fred'))).toEqual(['chmod 644 /etc/ssh/keys/fred']);
  });
});

describe('options of a key', () => {
  it('that are bad concern the key that was offered, to 7.6', async () => {
    const found = await finding('Bad options in /home/fred/.ssh/authorized_keys file, line 1: no-such-option ssh-rsa AAAA', closed());
    expect(found).toMatchObject({ code: 'authorized-keys-bad-option', unknowns: [] });
    expect(found?.summary).toContain('The key that was offered');
  });
});

it('a short RSA key is accepted for its user alone, who is named', async () => {
  const found = await finding('refusing RSA key: Invalid key length [preauth]', closed());
  expect(found?.fixes).toMatchObject([
    { commands: ['ssh-keygen -t ed25519', 'ssh-copy-id -i ~/.ssh/id_ed25519.pub fred@SERVER'] },
    { action: 'append', lines: ['Match User fred', '    RequiredRSASize 1024'] },
  ]);
});

it('the account phase of PAM is looked for where Debian and RHEL keep it', async () => {
  const found = await finding('fatal: Access denied for user fred by PAM account configuration [preauth]');
  expect(found?.fixes[0]?.commands?.join('\n')).toMatch(/@include[\s\S]*common-account \/etc\/pam\.d\/password-auth/);
});
