import { describe, expect, it } from 'vitest';
import { effective, readConfiguration } from '../../src/configuration/index.js';
import { MAX_FILE_BYTES } from '../../src/configuration/read.js';
import { configurationOf, filesOf } from '../support/configuration.js';

const errors = (main: string, included?: Record<string, string>, release?: string) =>
  configurationOf(main, included, release).problems.map(({ file, line, severity, reason }) => `${severity} ${file}:${line} ${reason}`);

describe('lines of sshd_config', () => {
  it('keep the places of keyword and arguments', () => {
    const [line] = configurationOf('  allowusers=root "fred \\"x\\""   bob # who\n').files[0]?.lines ?? [];
    expect(line).toMatchObject({ file: '/etc/ssh/sshd_config', line: 1, name: 'AllowUsers', raw: '  allowusers=root "fred \\"x\\""   bob # who', keyword: { text: 'allowusers', span: [2, 12] } });
    expect(line?.arguments).toEqual([{ text: 'root', span: [13, 17] }, { text: 'fred "x"', span: [18, 30] }, { text: 'bob', span: [33, 36] }]);
  });

  it('are cut at a number sign through 8.6, and not within words from 8.7 on', () => {
    const value = (release: string) => effective(configurationOf('Banner /etc/a#b\n', {}, release)).args('Banner');
    expect([value('8.6'), value('8.7')]).toEqual([['/etc/a'], ['/etc/a#b']]);
  });

  it('know single quotes from 8.7 on', () => {
    const value = (release: string) => effective(configurationOf("SetEnv 'A=b c'\n", {}, release)).args('SetEnv');
    expect([value('8.8'), value('8.4')?.length]).toEqual([['A=b c'], 3]);
  });

  it('are known by every spelling', () => {
    const { settings } = configurationOf('PubkeyAcceptedKeyTypes ssh-ed25519\nCHALLENGERESPONSEAUTHENTICATION no\nKeepAlive yes\nHostDSAKey /k\n');
    expect(settings.map(({ name }) => name)).toEqual(['PubkeyAcceptedAlgorithms', 'KbdInteractiveAuthentication', 'TCPKeepAlive', 'HostKey']);
    expect(configurationOf('ChallengeResponseAuthentication no\n', {}, '8.6').settings[0]?.name).toBe('ChallengeResponseAuthentication');
  });
});

describe('faults', () => {
  it.each([
    ['RequiredRSASize 2048\n', '7.4', 'RequiredRSASize is known from 9.1 on; this server has OpenSSH 7.4'],
    ['PubkeyAcceptedAlgorithms ssh-ed25519\n', '8.4', 'PubkeyAcceptedAlgorithms is known from 8.5 on, before that it is PubkeyAcceptedKeyTypes; this server has OpenSSH 8.4'],
    ['PAMAuthenticationViaKbdInt no\n', '10.4', 'PAMAuthenticationViaKbdInt is known until it was removed in 10.4; this server has OpenSSH 10.4'],
    ['GSSAPIAuthentication yes\n', '10.4', 'GSSAPIAuthentication is known, but not to 10.4; this server has OpenSSH 10.4'],
    ['MACs +hmac-sha1\n', '6.6', 'MACs takes a list that begins with + from OpenSSH 7.0 on, and this server has 6.6'],
    ['Ciphers aes128-ctr,arcfour\n', '9.2', 'Ciphers names arcfour, which OpenSSH 9.2 does not have'],
    ['Match LocalPort 22\n', '6.0', 'Match LocalPort is known from OpenSSH 6.1 on'],
    ['Match User fred\nClientAliveInterval 3\n', '7.3', 'ClientAliveInterval may not stand in a Match block'],
    ['Frobnicate 1\n', undefined, 'Frobnicate is no keyword of sshd_config in any release'],
    ['PermitRotLogin no\n', undefined, 'PermitRotLogin is no keyword of sshd_config in any release; perhaps PermitRootLogin is meant'],
    ['Match exec "touch /tmp/x"\n', undefined, 'Match exec is of ssh_config: sshd has no such criterion'],
  ])('%j of %s', (text, release, reason) => {
    expect(errors(text, {}, release)).toContain(`error /etc/ssh/sshd_config:${text.split('\n').length - 1} ${reason}`);
  });

  it('are none in what another release takes, where the release is not known', () =>
    expect(errors('RequiredRSASize 2048\nPAMAuthenticationViaKbdInt no\nSshdAuthPath /x\nMACs +hmac-sha1\nCiphers arcfour\n')).toEqual([]));

  it('warn of what a vendor brought to an older release, and take it', () => {
    const hardened = 'KexAlgorithms ecdh-sha2-nistp256,diffie-hellman-group-exchange-sha256\nMACs hmac-sha2-512,hmac-sha1\n';
    expect(errors(hardened, {}, '5.3')).toEqual([
      'warning /etc/ssh/sshd_config:1 KexAlgorithms is known from 5.7 on; to 5.3 only RHEL 6 brought it, and others refuse it',
      'warning /etc/ssh/sshd_config:1 KexAlgorithms names ecdh-sha2-nistp256, which of OpenSSH 5.3 only that of RHEL 6 has',
      'warning /etc/ssh/sshd_config:2 MACs names hmac-sha2-512, which of OpenSSH 5.3 only that of RHEL 6 has',
    ]);
    expect(configurationOf(hardened, {}, '5.3').settings).toHaveLength(2);
    expect(errors('RequiredRSASize 2048\n', {}, '8.7')).toEqual([expect.stringMatching(/^warning .*only RHEL 9 brought it/)]);
    expect(errors(hardened, {}, '5.4')).toEqual(expect.arrayContaining([expect.stringMatching(/^error .*KexAlgorithms is known from 5.7 on/)]));
    expect(errors(hardened, {}, '9.2')).toEqual([]);
  });

  it('warn of keywords and algorithms that only a vendor has', () => {
    expect(errors('DebianBanner no\n')).toEqual(['warning /etc/ssh/sshd_config:1 DebianBanner is known to builds of some vendors only']);
    expect(errors('Ciphers aes128-ctr,new@vendor.example\n', {}, '9.2')).toEqual([]);
  });
});

describe('Include', () => {
  it('reads files in the order of their bytes, where it stands', () => {
    const { settings, files } = configurationOf('Port 1\nInclude sshd_config.d/*.conf\nPort 2\n', {
      '/etc/ssh/sshd_config.d/b.conf': 'Port 4\n', '/etc/ssh/sshd_config.d/B.conf': 'Port 3\n', '/etc/ssh/sshd_config.d/10.conf': 'Port 5\n', '/etc/ssh/other': 'Port 6\n',
    });
    expect(settings.map(({ args }) => args[0])).toEqual(['1', '5', '3', '4', '2']);
    expect(files).toHaveLength(4);
    expect(settings[1]?.via.map(({ line }) => line)).toEqual([2]);
  });

  it('ends blocks that were opened in the file, and keeps those around it', () => {
    const { settings } = configurationOf('Match User fred\nInclude one\nX11Forwarding no\n', { '/etc/ssh/one': 'Banner a\nMatch Address 192.0.2.1\nPermitTTY no\n' });
    expect(settings.map(({ name, blocks }) => [name, blocks.map(({ source }) => source.raw)])).toEqual([
      ['Banner', ['Match User fred']], ['PermitTTY', ['Match User fred', 'Match Address 192.0.2.1']], ['X11Forwarding', ['Match User fred']],
    ]);
  });

  it('overlooks Match in included files in 8.2 and 8.3', () => {
    const banner = (release: string) => effective(configurationOf('Include one\n', { '/etc/ssh/one': 'Match User fred\nBanner a\n' }, release), { user: 'fred' }).args('Banner');
    expect([banner('8.3'), banner('8.4')]).toEqual([[], ['a']]);
  });

  it('is refused in a circle, named with the line that closes it', () => {
    expect(errors('Include a\n', { '/etc/ssh/a': '\nInclude b\n', '/etc/ssh/b': 'Port 1\nInclude a\n' })).toEqual(['error /etc/ssh/b:2 Include leads back to /etc/ssh/a, in a circle']);
    expect(errors('Include sshd_config\n')).toEqual(['error /etc/ssh/sshd_config:1 Include leads back to /etc/ssh/sshd_config, in a circle']);
  });

  it('is refused where it goes too deep', () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`/etc/ssh/f${i}`, `Include f${i + 1}\n`]));
    expect(errors('Include f0\n', files)).toEqual(['error /etc/ssh/f15:1 Includes are nested more than 16 deep']);
  });

  it('reads a file that is included twice twice, and tells its faults once', () => {
    const twice = configurationOf('Include a\nMatch User fred\nInclude a\n', { '/etc/ssh/a': 'PermitTTY maybe\n' });
    expect(twice.settings).toHaveLength(2);
    expect(twice.problems).toHaveLength(1);
  });

  it('tells what cannot be read at the line that wants it', () => {
    const source = { ...filesOf({ '/etc/ssh/sshd_config': 'Port 1\nInclude x\n' }), glob: () => ['/etc/ssh/x'] };
    expect(readConfiguration('/etc/ssh/sshd_config', source).problems).toEqual([{ file: '/etc/ssh/sshd_config', line: 2, severity: 'error', reason: '/etc/ssh/x cannot be included: there is no such file' }]);
  });
});

describe('hostile files', () => {
  it('are refused where they are huge or no text', () => {
    expect(errors('#'.repeat(MAX_FILE_BYTES + 1))).toEqual(['error /etc/ssh/sshd_config:1 the file has over 4 MB, which is no configuration']);
    expect(errors('Port 22\n\0\n')).toEqual(['error /etc/ssh/sshd_config:1 byte 8 of the file is zero, so that it is no text']);
  });

  it('are read in time, whatever stands in them', () => {
    const texts = ['"'.repeat(100_000), '\\ '.repeat(100_000), '= '.repeat(100_000), ' '.repeat(200_000), `Banner a${' '.repeat(200_000)}b`, `Match User ${'*a'.repeat(50_000)}`, `Match Address ${'1,'.repeat(50_000)}`, `Port ${'9'.repeat(100_000)}`,
      `Ciphers ${'a,'.repeat(50_000)}`, 'Include *\n'.repeat(5000), `LoginGraceTime ${'1'.repeat(50_000)}x`, 'x\n'.repeat(20_000), '\x80\xff\x1b[2J yes\n'];
    const started = performance.now();
    for (const text of texts) {
      for (const release of [undefined, '7.4', '9.9']) {
        const read = configurationOf(text, {}, release);
        effective(read, { user: 'a'.repeat(1000), address: '192.0.2.1', host: 'h' }).get('Port');
        expect(read.files).toHaveLength(1);
      }
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 30_000);

  it('cannot multiply: what is included again and again has a bound', () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`/etc/ssh/f${i}`, `Include f${i + 1}\n`.repeat(8)]));
    const read = configurationOf('Include f0\n', { ...files, '/etc/ssh/f12': 'Port 1\n' });
    expect(read.problems.map(({ reason }) => reason)).toContain('there are over 100000 settings, which is no configuration');
  }, 30_000);
});

describe('the output of sshd -T', () => {
  const output = 'port 22\naddressfamily any\nlogingracetime 120\nx11displayoffset 10\nmaxauthtries 6\npermituserenvironment no\nloglevel INFO\nnewkeyword of a later release\nciphers a,b\n';

  it('is told from a file, and taken as it is', () => {
    expect(configurationOf(output)).toMatchObject({ kind: 'effective', problems: [] });
    expect(effective(configurationOf(output)).args('Ciphers')).toEqual(['a,b']);
  });

  it.each(['# comment\n', 'Match User fred\n', 'MACs x\n'])('is no file with %j', (line) => expect(configurationOf(output + line).kind).toBe('file'));
});
