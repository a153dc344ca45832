import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (second: number, text: string) => `Nov 20 21:00:0${second} server sshd[1219]: ${text}`;
const CLOSED = at(9, 'Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]');
const CERTIFICATE = 'ED25519-CERT SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM ID fred@laptop (serial 4711) CA ED25519 SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';

async function found(...texts: string[]) {
  const { findings } = await analyzeLines([...texts.map((text, i) => at(i, text)), CLOSED]);
  const [finding] = findings.filter(({ category }) => category === 'certificate');
  if (!finding) throw new Error('no finding');
  return { ...finding, commands: finding.fixes.flatMap(({ commands = [] }) => commands), cautions: finding.fixes.map(({ caution = '' }) => caution).join(' ') };
}

describe('an algorithm of the CA that is not allowed', () => {
  const refused = (algorithm: string) => found(`userauth_pubkey: certificate signature algorithm ${algorithm}: signature algorithm not supported [preauth]`);

  it('is allowed in a block for the user, which no line and no policy in front of it outranks', async () => {
    for (const algorithm of ['ssh-rsa', 'ssh-ed25519']) {
      const { fixes } = await refused(algorithm);
      expect(fixes.find(({ side }) => side === 'server')).toMatchObject({ action: 'append', lines: ['Match User fred', `    CASignatureAlgorithms +${algorithm}`] });
    }
  });

  it('gets no new key of the kind that was refused, and no cause that cannot be', async () => {
    const { commands, causes } = await refused('ssh-ed25519');
    expect(commands).toContain('ssh-keygen -t TYPE -f new_user_ca');
    expect(commands.join('\n')).not.toContain('-t ed25519');
    expect(causes).toEqual(['A CASignatureAlgorithms line, or a crypto policy, leaves out the algorithm of this CA.']);
  });

  it('takes more than a line where the library refuses SHA-1', async () => {
    expect((await refused('ssh-rsa')).cautions).toContain('update-crypto-policies --set DEFAULT:SHA1');
    expect((await refused('ssh-ed25519')).cautions).not.toContain('update-crypto-policies');
  });

  it('is not brought back where it is DSA', async () => {
    const { fixes, commands } = await refused('ssh-dss');
    expect(fixes.map(({ side }) => side)).toEqual(['client', 'ca']);
    expect(commands).toContain('ssh-keygen -t ed25519 -f new_user_ca');
  });
});

describe('principals', () => {
  const REFUSED = 'error: Certificate does not contain an authorized principal';
  const TRIED = 'debug1: trying authorized principals file /etc/ssh/roles/fred';
  const searched = (lines: number) => `debug2: auth_process_principals: /etc/ssh/roles/fred: processed ${lines}/1 lines`;

  it('are added to the file that the log names', async () => {
    const { summary, fixes, causes, unknowns } = await found(TRIED, REFUSED);
    expect(summary).toContain('by /etc/ssh/roles/fred');
    expect(fixes.filter(({ side }) => side === 'server')).toMatchObject([{ action: 'append', file: '/etc/ssh/roles/fred', lines: ['PRINCIPAL'] }]);
    expect(causes).toHaveLength(2);
    expect(unknowns.join(' ')).toContain('Whether /etc/ssh/roles/fred exists');
  });

  it('were read where the log counts them', async () => {
    const { causes, unknowns } = await found(TRIED, searched(1), REFUSED);
    expect(causes).toEqual(['The list of principals of the account lacks those of the certificate.']);
    expect(unknowns.join(' ')).not.toContain('exists');
    expect((await found(TRIED, searched(0), REFUSED)).causes).toEqual(['/etc/ssh/roles/fred holds no principal.']);
  });

  it('were read where they stand in front of the CA', async () => {
    const line = `error: Refusing certificate ID "fred@laptop" serial=4711 signed by ED25519 CA SHA256:x via /home/fred/.ssh/authorized_keys:1: ${REFUSED.slice(7)}`;
    const { causes, unknowns } = await found(line);
    expect(causes).toEqual(['The list of principals of the account lacks those of the certificate.']);
    expect(unknowns).toEqual(['The principals of the certificate: ssh-keygen -L shows them.']);
  });

  it('stand in an example of a file where the log names none', async () => {
    expect((await found(REFUSED)).fixes.map(({ file }) => file)).toContain('/etc/ssh/auth_principals/fred');
  });
});

describe('a list of revoked keys', () => {
  const revoked = (key: string) => `error: Authentication key ${key} SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg revoked by file /etc/ssh/revoked`;

  it('is asked about what it may hold: a certificate is revoked by its serial too', async () => {
    expect((await found(revoked('ED25519-CERT'))).commands).toContain('ssh-keygen -Qf /etc/ssh/revoked id_ed25519-cert.pub');
    const plain = await found(revoked('ED25519'));
    expect(plain.commands).toContain('ssh-keygen -Qf /etc/ssh/revoked id_ed25519.pub');
    // ssh-keygen -Q: "Invalid KRL file: KRL file has invalid magic number".
    expect(plain.cautions).toContain('invalid magic number, the list is plain text: take out the line');
  });

  it('that holds the CA leaves the user nothing to do', async () => {
    const { fixes, commands } = await found(revoked('ED25519'), `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ${CERTIFICATE}`);
    expect(fixes.map(({ side }) => side)).toEqual(['ca', 'server']);
    expect(commands).toContain('ssh-keygen -Qf /etc/ssh/revoked /path/to/user_ca.pub');
  });

  it('that does not exist is missed until it does', async () => {
    const text = 'error: Error checking authentication key ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM in revoked keys file /etc/ssh/revoked: ';
    expect((await found(`${text}No such file or directory`)).summary).toContain('does not exist: until it does, no key');
    expect((await found(`${text}Permission denied`)).summary).toContain('cannot be used (Permission denied): until it can, no key');
  });
});

describe('a CA that is not trusted', () => {
  it('takes no place from those that are, and its line is told once', async () => {
    const { commands, cautions, evidence } = await found(
      'Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
      `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ${CERTIFICATE}`,
    );
    expect(commands).toEqual(expect.arrayContaining(['sshd -T | grep -i trustedusercakeys', 'ssh-keygen -lf FILE']));
    expect(cautions).toContain('append the key to that file instead');
    expect(evidence.map(({ line }) => line)).toEqual([2, 1]);
  });
});
