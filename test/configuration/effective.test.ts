import { describe, expect, it } from 'vitest';
import { algorithmList, type ConnectionFacts, effective, userAccess } from '../../src/configuration/index.js';
import { matchAddressList, matchesPattern, matchList } from '../../src/configuration/patterns.js';
import { configurationOf } from '../support/configuration.js';

const fred: ConnectionFacts = { user: 'fred', address: '192.0.2.10', host: 'a.example.org' };
const value = (text: string, keyword: string, connection: ConnectionFacts | undefined, release?: string) => {
  const { settings, perhaps } = effective(configurationOf(text, {}, release), connection).get(keyword);
  return { holds: settings.flatMap(({ args }) => args), perhaps: perhaps.flatMap(({ args }) => args) };
};

describe('what holds for a connection', () => {
  it('is the first value, those of blocks before global ones', () => {
    const text = 'Banner a\nBanner b\nMatch User fred\nBanner c\nMatch All\nBanner d\n';
    expect(value(text, 'Banner', undefined).holds).toEqual(['a']);
    expect(value(text, 'Banner', fred).holds).toEqual(['c']);
    expect(value(text, 'Banner', { user: 'bob' }).holds).toEqual(['d']);
  });

  it('is all lines of lists, those of blocks instead of global ones', () => {
    const text = 'AllowUsers a b\nAllowUsers c\nMatch Address 192.0.2.0/24\nAllowUsers d\nMatch User fred\nAllowUsers e\n';
    expect(value(text, 'AllowUsers', { address: '198.51.100.1', user: 'x' }).holds).toEqual(['a', 'b', 'c']);
    expect(value(text, 'AllowUsers', fred).holds).toEqual(['d', 'e']);
  });

  it.each([
    ['Match Group wheel', fred], ['Match Exec "true"', fred], ['Match User fred LocalPort 22', fred], ['Match Host *.org', { user: 'fred' }], ['Match Invalid-User', fred], ['Match RDomain x', fred], ['Match Version *', fred],
    ['Match LocalAddress 203.0.113.1', fred], ['Match User fred', { address: '192.0.2.10' }],
  ] as [string, ConnectionFacts][])('is unknown under %s', (line, connection) =>
    expect(value(`Banner a\n${line}\nBanner b\n`, 'Banner', connection)).toEqual({ holds: ['a'], perhaps: ['b'] }));

  it('is known all the same where another criterion fails, or the values agree', () => {
    expect(value('Banner a\nMatch Group wheel User bob\nBanner b\n', 'Banner', fred).perhaps).toEqual([]);
    expect(value('Banner a\nMatch Group wheel\nBanner a\n', 'Banner', fred).perhaps).toEqual([]);
    expect(value('Match User fred\nBanner a\nMatch Group wheel\nBanner b\n', 'Banner', fred)).toEqual({ holds: ['a'], perhaps: [] });
    expect(value('Match Group wheel\nBanner b\n', 'Banner', { ...fred, groups: ['wheel'] }).holds).toEqual(['b']);
    expect(value('Match Group wheel\nBanner b\n', 'Banner', { ...fred, userExists: false })).toEqual({ holds: [], perhaps: [] });
  });

  it('is the last value of some keywords, in some releases', () => {
    const text = 'MaxStartups 1\nMaxStartups 2\nFingerprintHash md5\nFingerprintHash sha256\n';
    expect(value(text, 'MaxStartups', undefined, '9.2').holds).toEqual(['2']);
    expect(value(text, 'MaxStartups', undefined, '10.5').holds).toEqual(['1']);
    expect(value(text, 'MaxStartups', undefined, '9.8')).toEqual({ holds: ['1'], perhaps: ['2'] });
    expect(value(text, 'FingerprintHash', undefined).holds).toEqual(['sha256']);
  });

  it('is subsystems of blocks and global ones together', () =>
    expect(value('Subsystem sftp a\nSubsystem x b\nMatch User fred\nSubsystem sftp c\n', 'Subsystem', fred, '9.9').holds).toEqual(['sftp', 'c', 'x', 'b']));
});

describe('patterns', () => {
  it.each([['abc', 'a*c', true], ['abc', 'a?c', true], ['ab', 'a?c', false], ['', '*', true], ['abc', '*', true], ['aXbXc', '*X*c', true], ['abc', 'ABC', false]])('%j and %j: %s', (text, pattern, matches) =>
    expect(matchesPattern(text, pattern)).toBe(matches));

  it.each([['fred', '!fred,*', 'negated'], ['bob', '!fred,*', 'yes'], ['bob', '!fred', 'no'], ['bob', 'bob,!bob', 'negated'], ['bob', '', 'no']])('%j in %j: %s', (text, list, matches) =>
    expect(matchList(text, list)).toBe(matches));

  it.each([
    ['192.0.2.10', '192.0.2.0/24', 'yes'], ['192.0.2.10', '!192.0.2.10,192.0.2.0/24', 'negated'], ['2001:db8::1', '2001:db8::/32', 'yes'], ['2001:db8::1', '192.0.2.0/24', 'no'], ['192.0.2.10', '192.0.2.*', 'yes'],
    ['192.0.2.10', '*', 'yes'], ['192.0.2.10', '0.0.0.0/0', 'yes'], ['2001:db8::1', '2001:DB8:0::1', 'yes'],
  ])('%s in %s: %s', (address, list, matches) => expect(matchAddressList(address, list)).toBe(matches));

  it('are fast, however many stars they have', () => {
    const started = performance.now();
    expect(matchesPattern('a'.repeat(20_000), `${'*a'.repeat(500)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('lists of algorithms', () => {
  it.each([
    ['+hmac-sha1-96', '7.4', 'hmac-sha1-96', true], ['-hmac-sha1', '9.2', 'hmac-sha1', false], ['-*sha1*', '9.2', 'hmac-sha1-etm@openssh.com', false], ['hmac-sha2-256', '5.9', 'hmac-sha2-256', true],
  ])('%s in %s', (text, release, name, has) => expect(algorithmList('MACs', text, release).names.includes(name)).toBe(has));

  it('put names in front behind ^', () => expect(algorithmList('Ciphers', '^aes256-ctr', '9.2').names[0]).toBe('aes256-ctr'));
  it('have the default without a line', () => expect(algorithmList('Ciphers', undefined, '9.2').names[0]).toBe('chacha20-poly1305@openssh.com'));
  it('expand patterns of key algorithms, also of those that are not default', () => {
    expect(algorithmList('HostKeyAlgorithms', 'ssh-rsa,rsa-*', '9.2').names).toEqual(expect.arrayContaining(['ssh-rsa', 'rsa-sha2-512', 'rsa-sha2-256']));
    expect(algorithmList('HostKeyAlgorithms', 'ssh-r*', '9.2').names).toContain('ssh-rsa');
  });
  it('tell what the release does not have', () => {
    expect(algorithmList('Ciphers', 'aes128-ctr,arcfour', '9.2').refused).toEqual(['arcfour']);
    expect(algorithmList('Ciphers', '^aes128-ctr', '8.0').faulty).toContain('from OpenSSH 8.1 on');
  });
});

describe('AllowUsers and its kin', () => {
  it.each([
    ['AllowUsers bob\n', 'denied AllowUsers 1'], ['AllowUsers bob\nAllowUsers fred\n', 'allowed'], ['DenyUsers f*\nAllowUsers fred\n', 'denied DenyUsers 1'], ['AllowUsers fred@192.0.2.0/24\n', 'allowed'],
    ['AllowUsers fred@198.51.100.0/24\n', 'denied AllowUsers 1'], ['AllowUsers fred@*.example.org\n', 'allowed'], ['AllowUsers fred@!192.0.2.10,*\n', 'denied AllowUsers 1'], ['AllowGroups wheel\n', 'unknown AllowGroups'],
    ['DenyGroups wheel\n', 'unknown DenyGroups'], ['Match Group x\nAllowUsers bob\n', 'unknown AllowUsers'], ['', 'allowed'],
  ])('%j', (text, expected) => {
    const access = userAccess(effective(configurationOf(text), fred), fred);
    expect([access.verdict, ...('keyword' in access ? [access.keyword] : []), ...('setting' in access ? [access.setting.line.line] : [])].join(' ')).toBe(expected);
  });
});
