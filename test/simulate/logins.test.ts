import { describe, expect, it } from 'vitest';
import { accepted, proposals, simulateLog, type Trial } from '../support/simulate.js';

const KEY = 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Fates of the logins of a log whose lines say `Accepted …`. */
function fates(logins: readonly string[], trial: Trial) {
  const log = logins.flatMap((login, i) => accepted(i + 1, login, `192.0.2.${i + 1}`));
  return simulateLog(log, { openssh: '9.2', ...trial }).logins.map(({ user, verdict, reasons }) => ({ user, verdict, keyword: reasons[0]?.setting.keyword, line: reasons[0]?.setting.line }));
}
const fate = (login: string, trial: Trial) => fates([login], trial)[0];

describe('who may log in', () => {
  it.each([
    ['AllowUsers wilma', 'locked-out', 'AllowUsers'], ['AllowUsers fr*', 'connects', undefined], ['DenyUsers fred', 'locked-out', 'DenyUsers'],
    ['AllowUsers fred@198.51.100.*', 'cannot-tell', 'AllowUsers'], ['AllowUsers fred@192.0.2.*', 'connects', undefined],
    ['AllowGroups staff', 'cannot-tell', 'AllowGroups'], ['DenyGroups guests', 'cannot-tell', 'DenyGroups'], ['PermitRootLogin no', 'connects', undefined],
    ['Match User wilma\nPasswordAuthentication no', 'connects', undefined],
    ['Match Address 192.0.2.1\nAllowUsers wilma', 'locked-out', 'AllowUsers'], ['Match Address 192.0.2.2\nAllowUsers wilma', 'connects', undefined],
  ])('%j: fred %s', (after, verdict, keyword) => {
    expect(fate('password for fred', { after })).toMatchObject({ verdict, keyword });
  });

  it('knows what newer releases ask', () => {
    expect(fate('password for fred', { after: 'Match User fred\nRefuseConnection yes', target: '10.0' })).toMatchObject({ verdict: 'locked-out', keyword: 'RefuseConnection' });
  });

  it('says which line decides', () => {
    expect(fate('password for fred', { after: '# users\n\nAllowUsers wilma' })).toMatchObject({ line: 3 });
  });

  it.each([
    ['password for root', 'PermitRootLogin no', 'locked-out'], ['password for root', 'PermitRootLogin prohibit-password', 'locked-out'],
    ['password for root', 'PermitRootLogin yes', 'connects'], ['password for root', '', 'locked-out'],
    [`publickey for root from 192.0.2.1 port 40001 ssh2: ED25519 ${KEY}`, 'PermitRootLogin without-password', 'connects'],
    [`publickey for root from 192.0.2.1 port 40001 ssh2: ED25519 ${KEY}`, 'PermitRootLogin forced-commands-only', 'cannot-tell'],
  ])('%s with %j: %s', (login, after, verdict) => {
    const line = login.includes(' from ') ? `[1] Accepted ${login}` : accepted(1, login)[0] ?? '';
    expect(simulateLog([line], { openssh: '9.2', after }).logins[0]?.verdict).toBe(verdict);
  });
});

describe('methods', () => {
  it.each([
    ['PasswordAuthentication no', 'locked-out', 'PasswordAuthentication'], ['PubkeyAuthentication no', 'connects', undefined],
    ['AuthenticationMethods publickey', 'locked-out', 'AuthenticationMethods'], ['AuthenticationMethods publickey password', 'connects', undefined],
    ['AuthenticationMethods publickey,password', 'locked-out', 'AuthenticationMethods'], ['AuthenticationMethods any', 'connects', undefined],
    ['Match Group admins\nPasswordAuthentication no', 'cannot-tell', 'PasswordAuthentication'],
  ])('%j: %s', (after, verdict, keyword) => {
    expect(fate('password for fred', { after })).toMatchObject({ verdict, keyword });
  });

  it('that were passed together count together', () => {
    const log = [
      `[1] Partial publickey for fred from 192.0.2.1 port 40001 ssh2: ED25519 ${KEY}`, ...accepted(1, 'password for fred', '192.0.2.1'),
    ];
    const both = (after: string) => simulateLog(log, { openssh: '9.2', after }).logins[0];
    expect(both('AuthenticationMethods publickey,password')).toMatchObject({ verdict: 'connects', methods: ['publickey', 'password'] });
    expect(both('AuthenticationMethods publickey,publickey')?.verdict).toBe('locked-out');
  });
});

describe('keys', () => {
  const login = (key: string, before: readonly string[] = []) => [...before, `[1] Accepted publickey for fred from 192.0.2.1 port 40001 ssh2: ${key}`];
  const asked = (algorithm: string) => [`[1] debug1: userauth_pubkey: publickey test pkalg ${algorithm} pkblob RSA ${KEY} [preauth]`];
  const first = (log: readonly string[], trial: Trial) => simulateLog(log, { openssh: '9.2', ...trial }).logins[0];

  it.each([
    ['ED25519', 'PubkeyAcceptedAlgorithms ssh-ed25519', 'connects'], ['ED25519', 'PubkeyAcceptedAlgorithms rsa-sha2-512', 'locked-out'],
    ['RSA', 'PubkeyAcceptedAlgorithms ssh-ed25519', 'locked-out'], ['RSA', 'PubkeyAcceptedAlgorithms +ssh-rsa', 'connects'],
    ['RSA', 'PubkeyAcceptedAlgorithms rsa-sha2-512', 'cannot-tell'], ['ECDSA', '', 'connects'], ['DSA', '', 'locked-out'],
    ['RSA', 'PubkeyAcceptedAlgorithms +ssh-rsa\nRequiredRSASize 3072', 'cannot-tell'], ['RSA', 'PubkeyAcceptedAlgorithms +ssh-rsa\nRequiredRSASize 1024', 'connects'],
    ['ED25519', 'RequiredRSASize 4096', 'connects'],
  ])('%s with %j: %s', (type, after, verdict) => {
    expect(first(login(`${type} ${KEY}`), { after })?.verdict).toBe(verdict);
  });

  it('of RSA depend on the algorithm that the client signs with', () => {
    expect(first(login(`RSA ${KEY}`, asked('rsa-sha2-512')), { after: '' })).toMatchObject({ verdict: 'connects', key: { type: 'RSA', algorithm: 'rsa-sha2-512' } });
    expect(first(login(`RSA ${KEY}`, asked('ssh-rsa')), { after: '' })?.verdict).toBe('cannot-tell');
    expect(first(login(`RSA ${KEY}`), { after: '', today: '' })?.verdict).toBe('connects');
  });

  it('of certificates depend on the CA\'s signature as well', () => {
    const certificate = (ca: string) => login(`ED25519-CERT ${KEY} ID fred (serial 1) CA ${ca} ${KEY}`);
    expect(first(certificate('ED25519'), { after: '' })).toMatchObject({ verdict: 'connects', ca: 'ED25519' });
    expect(first(certificate('ED25519'), { after: 'CASignatureAlgorithms rsa-sha2-512' })?.verdict).toBe('locked-out');
    expect(first(certificate('RSA'), { after: '' })?.verdict).toBe('cannot-tell');
    expect(first(certificate('DSA'), { after: '' })?.verdict).toBe('locked-out');
    expect(first(certificate('ED25519'), { after: 'PubkeyAcceptedAlgorithms ssh-ed25519' })?.verdict).toBe('locked-out');
  });

  it('that an upgrade refuses', () => {
    expect(simulateLog(login(`DSA ${KEY}`), { openssh: '6.6', target: '9.9' }).logins[0]).toMatchObject({ verdict: 'locked-out', reasons: [{ setting: { keyword: 'PubkeyAcceptedAlgorithms' } }] });
    expect(simulateLog(login(`RSA ${KEY}`), { openssh: '8.7', target: '8.8' }).logins[0]?.verdict).toBe('cannot-tell');
  });
});

describe('rows', () => {
  it('join addresses that fare alike, and part those that do not', () => {
    const logins = ['password for fred', 'password for fred', 'password for fred'];
    expect(fates(logins, { after: '' })).toHaveLength(1);
    expect(fates(logins, { after: 'Match Address 192.0.2.2\nPasswordAuthentication no' }).map(({ verdict }) => verdict)).toEqual(['locked-out', 'connects']);
  });

  it('of a log that hides names are matched by the real ones', () => {
    const log = [...proposals(1), ...accepted(1)];
    const { logins } = simulateLog(log, { after: 'AllowUsers fred', redact: ['user'] });
    expect(logins).toMatchObject([{ user: 'user-1', verdict: 'connects' }]);
  });
});
