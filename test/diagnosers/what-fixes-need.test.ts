import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (second: number, pid: number, text: string) => `Nov 20 21:00:0${second} server sshd[${pid}]: ${text}`;
const closed = (user: string) => at(9, 1219, `Connection closed by authenticating user ${user} 192.0.2.10 port 50022 [preauth]`);

async function found(...lines: string[]) {
  const { findings } = await analyzeLines(lines);
  return findings;
}

describe('SHA-1 that the library of RHEL 9 refuses', () => {
  const SHA1 = 'update-crypto-policies --set DEFAULT:SHA1';
  const fixesOf = async (text: string) => JSON.stringify((await found(at(3, 1219, text), closed('fred')))[0]?.fixes);

  it('is named where ssh-rsa is to be accepted, with the users who need it', async () => {
    const text = await fixesOf('userauth_pubkey: signature algorithm ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]');
    expect(text).toContain(SHA1);
    expect(text).toContain('Match User fred');
    expect(text).toContain('fred@SERVER');
    expect(await fixesOf('Unable to negotiate with 192.0.2.10 port 50022: no matching host key type found. Their offer: ssh-rsa [preauth]')).toContain(SHA1);
  });

  it('is accepted for nobody by name where several tried, any of whom an attacker may have named', async () => {
    const refused = 'userauth_pubkey: signature algorithm ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]';
    const other = (text: string) => text.replace('[1219]', '[1230]').replace('50022', '50023');
    const [finding] = await found(at(3, 1219, refused), closed('fred'), other(at(9, 1219, refused)), other(closed('root')));
    expect(finding?.count).toBe(2);
    expect(JSON.stringify(finding?.fixes)).toContain('Match User USER');
  });

  it('leaves the account of a machine as it is in front of the @', async () => {
    const [finding] = await found(at(3, 1219, 'userauth_pubkey: signature algorithm ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]'), closed('build$'));
    expect(finding?.fixes.flatMap(({ commands = [] }) => commands)).toContain(String.raw`ssh-copy-id -i ~/.ssh/id_ed25519.pub build\$@SERVER`);
  });

  it('is no matter of a release before it', async () => {
    expect(await fixesOf('userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedKeyTypes [preauth]')).not.toContain(SHA1);
  });
});

it('proposes no ChrootDirectory where the log names a directory above it only, unless that is the user\'s own', async () => {
  const accepted = at(1, 1219, 'Accepted password for fred from 192.0.2.10 port 50022 ssh2');
  const advice = async (text: string) => JSON.stringify((await found(accepted, at(2, 1225, `fatal: bad ownership or modes for chroot ${text} [postauth]`)))[0]?.fixes);
  expect(await advice('directory component "/srv/sftp/"')).not.toContain('ChrootDirectory');
  expect(await advice('directory "/srv/sftp/fred"')).toContain('ChrootDirectory /srv/sftp/%u');
  expect(await advice('directory component "/home/fred/"')).toContain('ChrootDirectory /home/%u');
});

it('takes lookups out of the login only where sshd may do any', async () => {
  const fixes = async (...lines: string[]) => JSON.stringify((await found(...lines, at(5, 1219, 'fatal: Timeout before authentication for 192.0.2.10 port 50022')))[0]?.fixes);
  expect(await fixes()).toContain('sshd -T | grep -i usedns');
  expect(await fixes(at(1, 700, 'Server listening on 0.0.0.0 port 22.'), at(1, 1219, 'debug1: Local version string SSH-2.0-OpenSSH_6.6.1p1'))).toContain('"UseDNS no"');
});

describe('a command for one user', () => {
  const commands = (findings: Awaited<ReturnType<typeof found>>) => findings.flatMap(({ fixes }) => fixes).flatMap(({ commands: lines = [] }) => lines);
  const silent = (user: string) => found(at(1, 1219, 'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22'), closed(user));
  const down = (user: string, pid: number) => [
    at(2, pid, `pam_sss(sshd:auth): received for user ${user}: 9 (Authentication service cannot retrieve authentication info)`),
    at(3, pid, `Failed password for ${user} from 192.0.2.10 port ${pid} ssh2`), at(4, pid, `Connection closed by authenticating user ${user} 192.0.2.10 port ${pid} [preauth]`),
  ];

  it('names the user of a login that failed for no known reason', async () => {
    expect(commands(await silent('fred'))).toContain('ssh -v fred@SERVER');
    expect(commands(await silent('$(reboot)'))).toContain('ssh -v USER@SERVER');
  });

  it('names whom a directory without an answer has hit, where it is one alone', async () => {
    expect(commands(await found(...down('fred', 1219)))).toContain('getent passwd fred');
    expect(commands(await found(...down('fred', 1219), ...down('alice', 1230)))).toContain('getent passwd USER');
  });
});

it('a list of host key algorithms says what comes before it: a line that is there, and the crypto policy of RHEL', async () => {
  const [finding] = await found(at(3, 1219, 'fatal: sshd_hostkey_sign: privkey sign failed [preauth]'));
  expect(finding?.code).toBe('hostkey-signing-failed');
  expect(finding?.fixes[0]?.caution).toMatch(/sshd takes the first.*50-redhat\.conf/);
});
