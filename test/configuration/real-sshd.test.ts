import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { algorithmList, type ConnectionFacts, effective, isListKeyword, readConfiguration } from '../../src/configuration/index.js';
import { configurationFiles } from '../../src/input/configuration-files.js';
import { createRandom, type Random } from '../fuzz/random.js';

const SSHD = '/usr/sbin/sshd';
const RELEASE = '9.2';
const version = existsSync(SSHD) ? spawnSync(SSHD, ['-V'], { encoding: 'utf8' }).stderr : '';
const isThere = new RegExp(`OpenSSH_${RELEASE}p?`).test(version) && process.getuid?.() === 0;
if (!isThere) process.stderr.write(`Skipped: answers are compared with ${SSHD} of OpenSSH ${RELEASE}, run as root (found: ${version.trim() || 'none'}).\n`);

/** Each with values that `sshd -T` prints as they are written. */
const IN_MATCH: Readonly<Record<string, readonly string[]>> = {
  PasswordAuthentication: ['yes', 'no'],
  X11Forwarding: ['yes', 'no'],
  PermitRootLogin: ['yes', 'no', 'forced-commands-only'],
  MaxAuthTries: ['1', '3', '9'],
  Banner: ['/etc/issue', '"/etc/issue of fred"', "'/etc/a b'", '/etc/is\\ sue'],
  ChrootDirectory: ['/srv/%u', '/home'],
  AuthorizedKeysFile: ['.ssh/a', '".ssh/a" .ssh/b # both', '.ssh/a#b'],
  PermitOpen: ['any', '127.0.0.1:80 localhost:443', 'none'],
  AllowUsers: ['root', 'daemon nobody', 'bin@192.0.2.0/24', '"sys" *@192.0.2.1'],
  DenyUsers: ['games', 'man lp'],
  AllowGroups: ['root', 'daemon users'],
  AcceptEnv: ['LANG', 'LC_* A'],
  SetEnv: ['A=1', 'A=1 B=2'],
  PubkeyAcceptedAlgorithms: ['ssh-ed25519', '+ssh-rsa', '-ssh-*', '^rsa-sha2-512', '*ed25519*'],
  PubkeyAcceptedKeyTypes: ['ssh-ed25519,rsa-sha2-512'],
  ClientAliveInterval: ['7', '30'],
  LogLevel: ['VERBOSE', 'INFO'],
  IPQoS: ['af21 cs1', 'ef cs1'],
  StreamLocalBindMask: ['0177', '022'],
  RequiredRSASize: ['2048', '3072'],
  ForceCommand: ['/bin/true', '/bin/echo a b'],
};
const GLOBAL: Readonly<Record<string, readonly string[]>> = {
  Port: ['22', '2222'],
  LoginGraceTime: ['60', '0'],
  MaxStartups: ['10:30:60', '3:50:9'],
  HostKey: ['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ed25519_key'],
  StrictModes: ['yes', 'no'],
  PerSourceMaxStartups: ['3', '5'],
  FingerprintHash: ['MD5', 'SHA256'],
  Ciphers: ['aes128-ctr', '+3des-cbc', '-aes*', '^aes256-ctr', 'aes128-ctr,aes256-ctr'],
  MACs: ['+hmac-md5', 'hmac-sha2-256', '-*etm*', '^hmac-sha1'],
  KexAlgorithms: ['+diffie-hellman-group14-sha1', 'curve25519-sha256', '-ecdh-*'],
  HostKeyAlgorithms: ['rsa-sha2-*', '+ssh-rsa', '-*cert*', 'ssh-ed25519'],
  Subsystem: ['sftp internal-sftp', 'sftp /usr/lib/openssh/sftp-server -f AUTH'],
};
const CRITERIA = [
  'User root', 'User root,daemon', 'User !root,*', 'User *a*', 'Group daemon', 'Group !root,*', 'Group r?ot', 'Host *.example.org', 'Host !bad.example.org,*.example.org',
  'Address 192.0.2.0/24', 'Address !192.0.2.7,192.0.2.0/24', 'Address 2001:db8::/32', 'Address 192.0.2.*', 'Address 2001:db8::1,198.51.100.1', 'LocalPort 22', 'LocalPort 2222',
  'LocalAddress 203.0.113.5', 'LocalAddress 203.0.113.0/28', 'RDomain none', 'All', 'User "root" # comment', 'user=root', 'Host BAD.example.ORG',
];
const CONNECTIONS: readonly (Required<Pick<ConnectionFacts, 'user' | 'host' | 'address' | 'localAddress' | 'localPort' | 'rdomain'>>)[] = [
  { user: 'root', host: 'a.example.org', address: '192.0.2.7', localAddress: '203.0.113.5', localPort: 22, rdomain: 'none' },
  { user: 'daemon', host: 'bad.example.org', address: '192.0.2.8', localAddress: '203.0.113.99', localPort: 2222, rdomain: 'none' },
  { user: 'nobody', host: '2001:db8::1', address: '2001:db8::1', localAddress: '2001:db8::2', localPort: 22, rdomain: 'other' },
];

const directory = mkdtempSync(join(tmpdir(), 'sshlog-configuration-'));
beforeAll(() => isThere && mkdirSync('/run/sshd', { recursive: true }));
afterAll(() => rmSync(directory, { recursive: true }));

function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.below(values.length)] as T;
}

function settingLine(random: Random, table: Readonly<Record<string, readonly string[]>>): string {
  const keyword = pick(random, Object.keys(table));
  const written = pick(random, [keyword, keyword.toLowerCase(), keyword.toUpperCase(), `  ${keyword}`, `\t${keyword}`]);
  return `${written}${pick(random, [' ', '\t', ' = ', '=', '   '])}${pick(random, table[keyword] ?? [])}${pick(random, ['', '', ' ', '\t'])}`;
}

function matchLine(random: Random): string {
  const criteria = Array.from({ length: 1 + random.below(2) }, () => pick(random, CRITERIA)).filter((text) => text !== 'All' && !text.includes('#'));
  return `Match ${criteria.length === 0 ? pick(random, ['All', 'User "root" # comment']) : criteria.join(' ')}`;
}

function body(random: Random, isGlobal: boolean, includes: readonly string[]): string {
  const lines: string[] = ['# generated', ''];
  let inMatch = !isGlobal;
  for (let count = 3 + random.below(14); count > 0; count--) {
    const roll = random.below(10);
    if (roll === 0) {
      lines.push(matchLine(random));
      inMatch = true;
    } else if (roll === 1 && includes.length > 0) lines.push(`Include ${pick(random, includes)}`);
    else if (roll === 2) lines.push(pick(random, ['', '# x', '   # y', '\t']));
    else lines.push(settingLine(random, inMatch || roll < 7 ? IN_MATCH : GLOBAL));
  }
  return `${lines.join('\n')}${pick(random, ['', '\n', '\r\n'])}`;
}

/** Keyword -> what `sshd -T` prints of it, line by line. */
function ask(file: string, { user, host, address, localAddress, localPort, rdomain }: (typeof CONNECTIONS)[number]): Map<string, string[]> | string {
  const connection = `user=${user},host=${host},addr=${address},laddr=${localAddress},lport=${localPort},rdomain=${rdomain}`;
  const { stdout, stderr, status } = spawnSync(SSHD, ['-T', '-f', file, '-C', connection], { encoding: 'utf8' });
  if (status !== 0) return stderr;
  const printed = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const [keyword = '', ...rest] = line.split(' ');
    printed.set(keyword, [...(printed.get(keyword) ?? []), rest.join(' ')]);
  }
  return printed;
}

const EACH_ON_A_LINE = ['AllowUsers', 'DenyUsers', 'AllowGroups', 'AcceptEnv', 'SetEnv', 'Port', 'HostKey'];

describe.skipIf(!isThere)('what sshd -T makes of generated configurations', () => {
  it('is what we make of them', () => {
    const random = createRandom(20261121);
    const nothing = join(directory, 'empty');
    writeFileSync(nothing, '');
    const defaults = ask(nothing, CONNECTIONS[0] as (typeof CONNECTIONS)[number]);
    if (typeof defaults === 'string') throw new Error(defaults);
    let compared = 0;
    let refused = 0;
    for (let round = 0; round < 120; round++) {
      const at = join(directory, `${round}`);
      mkdirSync(`${at}/d`, { recursive: true });
      for (const name of ['10-a.conf', '20-b.conf', '9-c.conf', '.hidden.conf']) writeFileSync(`${at}/d/${name}`, body(random, false, []));
      writeFileSync(`${at}/one`, body(random, false, [`${at}/d/2*`]));
      const file = `${at}/sshd_config`;
      writeFileSync(file, body(random, true, [`${at}/d/*.conf`, `${at}/one`, `${at}/d/[12]0-?.conf`, `${at}/none*`]));
      const configuration = readConfiguration(file, configurationFiles(file), RELEASE);
      const errors = configuration.problems.filter(({ severity }) => severity === 'error');
      for (const connection of CONNECTIONS) {
        const printed = ask(file, connection);
        if (typeof printed === 'string') {
          expect({ round, printed, errors: errors.length }).not.toMatchObject({ errors: 0 });
          refused++;
          continue;
        }
        expect({ round, errors }).toEqual({ round, errors: [] });
        const groups = execFileSync('id', ['-Gn', connection.user], { encoding: 'utf8' }).trim().split(' ');
        const ours = effective(configuration, { ...connection, groups, userExists: true });
        for (const keyword of new Set(configuration.settings.map(({ name }) => name))) {
          const { settings, perhaps } = ours.get(keyword);
          expect(perhaps).toEqual([]);
          const [first] = settings;
          if (first === undefined) continue;
          const theirs = printed.get(keyword.toLowerCase()) ?? [];
          const expected = EACH_ON_A_LINE.includes(keyword) ? settings.flatMap(({ args }) => args)
            : isListKeyword(keyword) ? [algorithmList(keyword, first.args[0], RELEASE, defaults.get(keyword.toLowerCase())?.[0]?.split(',')).names.join(',')]
            : settings.map(({ args }) => args.join(' '));
          // Patterns put names in the order of the program's table, which no proposal shows.
          const list = (lines: string[]) => (/[*?]/.test(first.args[0] ?? '') ? lines.map((line) => line.split(',').toSorted().join(',')) : lines);
          expect({ round, connection, keyword, values: list(expected) }).toEqual({ round, connection, keyword, values: list(theirs) });
          compared++;
        }
      }
    }
    process.stderr.write(`${compared} values compared with sshd -T, ${refused} configurations refused by both\n`);
    expect(compared).toBeGreaterThan(1000);
  }, 120_000);
});

/** One fault or oddity each; sshd says which it is. */
const ODD = [
  'Frobnicate yes', 'PermitRotLogin no', 'Port', 'Port   # none', 'Banner "a', "Banner 'a", 'Banner a"b c"d', 'Port = 22', 'Port==22', 'PORT\t22', '"Port" 22', '"Port" = 22', '"Banner"=none', 'Port "22"',
  'Port 22 23', 'PasswordAuthentication maybe', 'PasswordAuthentication YES', 'PasswordAuthentication yes no', 'PasswordAuthentication yes # comment', 'PasswordAuthentication yes#comment',
  'X11DisplayOffset x', 'MaxAuthTries 3 4', 'LoginGraceTime 2m30s', 'LoginGraceTime soon', 'LoginGraceTime none', 'ClientAliveInterval 1h', 'Compression delayed', 'Compression maybe',
  'AllowTcpForwarding all', 'AllowTcpForwarding some', 'GatewayPorts clientspecified', 'PermitTunnel ethernet', 'PermitRootLogin without-password', 'PermitRootLogin PROHIBIT-PASSWORD', 'PermitRootLogin never',
  'LogLevel debug', 'LogLevel chatty', 'SyslogFacility authpriv', 'AddressFamily inet6', 'AddressFamily ipv6', 'IgnoreRhosts shosts-only', 'FingerprintHash sha1', 'UsePrivilegeSeparation whatever',
  'Ciphers aes128-ctr,nosuch', 'Ciphers aes128-ctr,arcfour', 'Ciphers -nosuch', 'Ciphers +aes128-cbc', 'Ciphers', 'Ciphers a b', 'MACs hmac-md5,hmac-ripemd160', 'KexAlgorithms *', 'HostKeyAlgorithms *', 'HostKeyAlgorithms nosuch*',
  'PubkeyAcceptedKeyTypes ssh-dss', 'PubkeyAcceptedAlgorithms rsa-sha2-512,nosuch', 'Protocol 2', 'RSAAuthentication maybe', 'HostDSAKey /etc/ssh/ssh_host_rsa_key', 'ChallengeResponseAuthentication no', 'SkeyAuthentication no',
  'RefuseConnection yes', 'PerSourcePenalties no', 'ZeroKnowledgePasswordAuthentication no', 'DebianBanner no', 'KeepAlive yes', 'AuthorizedKeysFile2 x', 'PAMAuthenticationViaKbdInt no',
  'Match user', 'Match', 'Match frob x', 'Match exec /bin/true', 'Match all user fred', 'Match user fred all', 'Match all', 'Match all # x', 'Match address 192.0.2.1/24', 'Match address 192.0.2.0/33', 'Match address 192.0.2.0/24,',
  'Match address 2001:db8::/32', 'Match address 2001:db8::1/32', 'Match address !192.0.2.0/24', 'Match address fred/8', 'Match address *', 'Match localport 22', 'Match localport ssh2', 'Match localport 99999', 'Match localaddress 1.2.3.4/31', 'Match invalid-user', 'Match version x',
  'Match user fred\nPort 22', 'Match user fred\nInclude /etc/ssh/nothing*', 'Match all\nPort 22', 'Match user fred\nX11Forwarding no', 'Match user fred\nSubsystem sftp x', 'Match user fred\nDSAAuthentication no', 'Match user fred\nLogLevel DEBUG',
  'Match user fred\nUseDNS no', 'Match user fred\nCiphers aes128-ctr', 'Match user fred\nFrobnicate 1', 'Match user = fred', 'Match user=fred address=192.0.2.0/24', 'Match user "fred smith"', "Match user 'fred smith'",
  'Include /nonexistent', 'Include', 'Include /etc/ssh', 'Include /etc/ssh/*.d', 'RequiredRSASize 2048', 'MaxSessions none', 'MaxAuthTries none', 'X11UseLocalhost 1', 'StrictModes true', 'Subsystem sftp a\nSubsystem sftp b', 'Subsystem sftp', 'PermitOpen any', '\u00e9 yes', 'Banner \u0001\u001b[2J', 'Port 22\f', 'Port 22\r',
  'Port 0', 'Port 65536', 'Port -1', 'ListenAddress 0.0.0.0:22', 'StreamLocalBindMask 0177', 'StreamLocalBindMask 999', 'MaxStartups 10:30:60', 'MaxStartups 10:300:60', 'MaxStartups x', 'AuthenticationMethods publickey,password', 'AuthenticationMethods nosuch', 'UsePAM yes', 'KerberosAuthentication yes', 'GSSAPIAuthentication yes',
  'PubkeyAuthOptions touch-required', 'PubkeyAuthOptions nosuch', 'IPQoS af21 cs1', 'IPQoS x', 'RekeyLimit 1G 1h', 'RekeyLimit x', 'PermitListen 8080', 'SetEnv A', 'SetEnv A=b', 'AuthorizedKeysCommand id', 'AuthorizedKeysCommand /usr/bin/id', 'AllowUsers a@b@c', 'AllowUsers fred@192.0.2.1/24', 'AllowUsers ""', 'ChrootDirectory srv',
];

describe.skipIf(!isThere)('what sshd refuses', () => {
  it.each(ODD)('%j is refused by both or by none', (text) => {
    const file = join(directory, 'odd');
    // -C has it look into blocks as well; without password methods it would start all the same.
    writeFileSync(file, `${text}\n`);
    const { status, stderr } = spawnSync(SSHD, ['-t', '-f', file], { encoding: 'utf8' });
    const errors = readConfiguration(file, configurationFiles(file), RELEASE).problems.filter(({ severity }) => severity === 'error');
    expect({ refused: errors.length > 0, errors, stderr }).toEqual({ refused: status !== 0, errors, stderr });
  });
});
