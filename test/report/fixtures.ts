import type { Finding, Report } from '../../src/finding.js';

const NO_CONNECTIONS: Report['connections'] = {
  total: 0, accepted: 0, auth_failed: 0, too_many_failures: 0, no_auth: 0, negotiation_failed: 0, no_identification: 0,
  bad_protocol: 0, timeout: 0, refused: 0, open: 0,
};
const NOTHING_OMITTED: Finding['omitted'] = { sources: 0, users: 0, clients: 0, evidence: 0, affected: 0 };

/** A report without findings; `overrides` replaces whole keys. */
export function report(overrides: Partial<Report> = {}): Report {
  return {
    schema: 'sshlog.report/1',
    tool: { name: 'sshlog', version: '0.1.0' },
    input: {
      files: ['secure'], lines: 1234, bytes: 98765, recognized: 800, unknown: 2, other: 432, truncated: 0, timeAssumed: [],
    },
    servers: [],
    connections: NO_CONNECTIONS,
    findings: [],
    ...overrides,
  };
}

function marked(file: string, line: number, text: string, mark: string): Finding['evidence'][0] {
  const start = text.indexOf(mark);
  return { file, line, text, mark: [start, start + mark.length] };
}

const CLIENT_MACS = ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96', 'hmac-ripemd160', 'hmac-ripemd160@openssh.com'];

/** OpenSSH 5.3 at DEBUG2: both lists are in the log, and the key exchange would fail next. */
const macMismatch: Finding = {
  code: 'no-common-mac',
  category: 'negotiation',
  severity: 'error',
  title: 'no MAC in common with libssh2_1.7.0_DEV',
  summary: 'The client and the server could not agree on a MAC, the checksum that protects every packet. The connection ended '
    + 'before anyone was asked for a password.',
  host: 'server',
  count: 3,
  attempts: 3,
  firstSeen: '2026-11-20T21:02:07.000Z',
  lastSeen: '2026-11-20T21:05:11.000Z',
  state: 'final',
  sources: [{ ip: '192.0.2.30', count: 3 }],
  users: [],
  clients: [{ name: 'libssh2_1.7.0_DEV', count: 3 }],
  negotiation: {
    kind: 'mac',
    direction: 'ctos',
    clientOffer: CLIENT_MACS,
    serverOffer: ['hmac-sha2-512', 'hmac-sha2-256'],
    common: [],
    offerTruncated: false,
    next: [{
      kind: 'kex',
      direction: 'both',
      clientOffer: ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1'],
      serverOffer: ['ecdh-sha2-nistp521', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp256', 'diffie-hellman-group-exchange-sha256'],
    }],
  },
  evidence: [
    marked('secure', 48213, 'Nov 20 21:02:07 server sshd[5176]: fatal: no matching mac found: client '
      + `${CLIENT_MACS.join(',')} server hmac-sha2-512,hmac-sha2-256`, CLIENT_MACS.join(',')),
    marked('secure', 48256, 'Nov 20 21:03:40 server sshd[5181]: fatal: no matching mac found: client '
      + `${CLIENT_MACS.join(',')} server hmac-sha2-512,hmac-sha2-256`, 'no matching mac found'),
  ],
  causes: [
    'The server\'s MACs line allows only hmac-sha2-512 and hmac-sha2-256.',
    'The client offers no HMAC with SHA-2.',
  ],
  fixes: [
    {
      side: 'client',
      summary: 'update the program, or the libssh2 that it brings along, to a release that offers SHA-2',
      action: 'run',
      strength: 'recommended',
    },
    {
      side: 'server',
      summary: 'accept hmac-sha1 until the client is updated',
      action: 'set',
      file: '/etc/ssh/sshd_config',
      lines: ['MACs hmac-sha2-512,hmac-sha2-256,hmac-sha1'],
      commands: ['sshd -t', 'service sshd reload'],
      strength: 'weak',
      caution: 'Every client may then use hmac-sha1. As long as the key exchange fails as well, this line alone does not help.',
    },
  ],
  unknowns: [],
  affected: [
    { host: 'server', pid: 5176, ip: '192.0.2.30', port: 36462, time: '2026-11-20T21:02:07.000Z', line: 48201 },
    { host: 'server', pid: 5181, ip: '192.0.2.30', port: 36470, time: '2026-11-20T21:03:40.000Z', line: 48244 },
    { pid: 5190, ip: '2001:db8::30', port: 36481, user: 'fred', time: '2026-11-20T21:05:11.000Z', line: 48290 },
  ],
  omitted: { ...NOTHING_OMITTED, evidence: 1 },
  fingerprint: 'no-common-mac:server:9c1b',
};

export const openssh53: Report = report({
  input: {
    files: ['secure-20261119', 'secure'], lines: 51234, bytes: 5987654, recognized: 48100, unknown: 3, other: 3131, truncated: 1,
    firstTime: '2026-11-18T03:12:01.000Z', lastTime: '2026-11-20T23:59:58.000Z', timeAssumed: ['year', 'zone'],
  },
  servers: [{
    host: 'server', openssh: { exact: '5.3', evidence: 'Local version string SSH-2.0-OpenSSH_5.3' },
    logLevel: 'DEBUG2', logLevelEvidence: 'lines at debug2, none at debug3',
  }],
  connections: { ...NO_CONNECTIONS, total: 56, accepted: 52, negotiation_failed: 3, open: 1 },
  findings: [macMismatch],
});

const KEX_OFFER = ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'];

/** OpenSSH 10.0 at INFO: the log has the client's list only. */
const kexMismatch: Finding = {
  code: 'no-common-kex',
  category: 'negotiation',
  severity: 'error',
  title: 'no key exchange method in common with 192.0.2.21',
  summary: 'The client and the server could not agree on how to exchange keys.',
  host: 'server',
  count: 1,
  attempts: 1,
  firstSeen: '2026-11-20T20:42:14.000Z',
  lastSeen: '2026-11-20T20:42:14.000Z',
  state: 'final',
  sources: [{ ip: '192.0.2.21', count: 1 }],
  users: [],
  clients: [],
  negotiation: { kind: 'kex', direction: 'both', clientOffer: KEX_OFFER, common: [], offerTruncated: true, next: [] },
  evidence: [marked('auth.log', 7, 'Nov 20 20:42:14 server sshd-session[3595]: Unable to negotiate with 192.0.2.21 port 36030: '
    + `no matching key exchange method found. Their offer: ${KEX_OFFER.join(',')} [preauth]`, KEX_OFFER.join(','))],
  causes: ['The client offers only key exchanges with SHA-1. OpenSSH accepts none of them by default from 8.2 on.'],
  fixes: [
    {
      side: 'client', summary: 'update the client', action: 'run', strength: 'recommended',
    },
    {
      side: 'server', summary: 'accept diffie-hellman-group14-sha1',
      action: 'create', file: '/etc/ssh/sshd_config.d/10-legacy-kex.conf',
      lines: ['KexAlgorithms +diffie-hellman-group14-sha1'], commands: ['sshd -t', 'systemctl reload ssh'], strength: 'weak',
      caution: 'The setting is for all clients: Match does not take it.',
    },
  ],
  unknowns: ['which methods the server accepts: `sshd -T | grep -i kexalgorithms` shows them, and so does LogLevel DEBUG2'],
  affected: [],
  omitted: NOTHING_OMITTED,
  fingerprint: 'no-common-kex:server:77aa',
};

const badPassword: Finding = {
  code: 'bad-password',
  category: 'authentication',
  severity: 'warning',
  title: 'wrong password for fred',
  summary: 'wrong password for fred',
  host: 'server',
  count: 4,
  attempts: 11,
  firstSeen: '2026-11-19T22:00:00.000Z',
  lastSeen: '2026-11-20T20:50:01.000Z',
  state: 'final',
  sources: ['192.0.2.40', '192.0.2.41', '2001:db8::7', '192.0.2.43'].map((ip) => ({ ip, count: 1 })),
  users: [{ name: 'fred', count: 4 }],
  clients: [{ name: 'OpenSSH_9.2p1 Debian-2+deb12u10', count: 4 }],
  evidence: [
    marked('auth.log', 3, 'Nov 19 22:00:00 server sshd-session[3001]: Failed password for fred from 192.0.2.40 port 36022 ssh2',
      'Failed password'),
    marked('auth.log.1', 1204, 'Nov 18 02:00:00 server sshd-session[991]: Failed password for fred from 192.0.2.41 port 362 ssh2',
      'Failed password'),
  ],
  causes: ['The password was mistyped or has been changed.'],
  fixes: [],
  unknowns: ['whether it was fred who tried'],
  affected: [],
  omitted: { ...NOTHING_OMITTED, sources: 7 },
  fingerprint: 'bad-password:server:fred',
};

export const openssh100: Report = report({
  input: {
    files: ['auth.log'], lines: 91, bytes: 9876, recognized: 88, unknown: 0, other: 3, truncated: 0, timeAssumed: [],
    firstTime: '2026-11-20T20:42:12.000Z', lastTime: '2026-11-20T20:50:01.000Z',
  },
  servers: [{ host: 'server', openssh: { min: '9.8', max: '10.0', evidence: 'process name sshd-session' } }],
  connections: { ...NO_CONNECTIONS, total: 5, negotiation_failed: 1, auth_failed: 4 },
  findings: [kexMismatch, badPassword],
});

/** What an attacker can write: cursor movement, window titles, C1 controls, overprinting, bidi, invisible characters. */
export const HOSTILE = '\x1b[2J\x1b]0;owned\x07\x9b31m\rok\x08\x7f\u202eevil\u2066\u200b\u2028\ud800\udbff\ue000\u{e0041}'
  + 'e\u0301\u0301\u0301\u0301\u0301\u0301 \u0301 日本語 👨\u200d👩 \u00a0"quoted" a\nb\t$(reboot)';

/** Hostile text in every field that may carry text of a log. */
export const hostile: Report = report({
  input: { ...report().input, files: [HOSTILE] },
  servers: [{
    host: HOSTILE, openssh: { min: HOSTILE, max: HOSTILE, exact: HOSTILE, evidence: HOSTILE },
    logLevel: HOSTILE, logLevelEvidence: HOSTILE,
  }],
  connections: { ...NO_CONNECTIONS, total: 1, auth_failed: 1 },
  findings: [{
    ...macMismatch,
    code: HOSTILE,
    title: HOSTILE,
    summary: `summary ${HOSTILE}`,
    host: HOSTILE,
    sources: [{ ip: HOSTILE, count: 1 }],
    users: [{ name: HOSTILE, count: 1 }, { name: 'root from 192.0.2.99', count: 1 }],
    clients: [{ name: HOSTILE, count: 1 }],
    negotiation: {
      kind: 'mac', direction: 'unknown', clientOffer: [HOSTILE, ''], serverOffer: ['hmac-sha2-256'], common: [HOSTILE],
      offerTruncated: true,
      next: [{ kind: 'cipher', direction: 'stoc', clientOffer: [HOSTILE], serverOffer: [] }],
    },
    evidence: [
      { file: HOSTILE, line: 1, text: HOSTILE, mark: [3, 40] },
      { file: 'secure', line: 100, text: HOSTILE.repeat(10), mark: [500, 510] },
    ],
    causes: [HOSTILE, HOSTILE],
    unknowns: [HOSTILE],
    fixes: [{
      side: 'server', summary: HOSTILE, action: 'set', file: HOSTILE, lines: [HOSTILE], commands: [HOSTILE],
      strength: 'ok', caution: HOSTILE,
    }],
    affected: [{ host: HOSTILE, ip: HOSTILE, user: HOSTILE, port: 22, line: 3 }],
    fingerprint: HOSTILE,
  }],
});

/** Names that mean something to what reads a report: Markdown, HTML, XML, workflow commands, SARIF, spreadsheets. */
export const NAMES = [
  '@octocat', 'fred@example.org', '#1', 'GH-1', 'octo/repo#7', 'https://evil.example', 'www.evil.example', '0123456789abcdef', '[x](https://evil.example)',
  '![x](//evil.example)', '<img src=x onerror=alert(1)>', '</script>', '</failure>', ']]>', '&lt;b&gt;', '| a | b', 'a\\|b', '```', '`', '` `` `', '**x**',
  '__x__', '~~x~~', '$x$', '# x', '- x', '1.', '> x', '---', ':smile:', '::error::x', '%0A::error::x', 'a:b,c=d', '{0}', '{{x}}', '[x](1)', '=cmd()',
  '\ufffe\uffff', '\u0000', '日本語', 'é', 'x'.repeat(300), '"', "'", '\\', 'a\nb', '\u202egpj.exe',
];

const long = `Nov 20 20:42:14 server sshd-session[3595]: Unable to negotiate with 192.0.2.21 port 36030: ${'diffie-hellman-group1-sha1,'.repeat(300)}`;

/** Several findings of all severities, by whom and whence whatever; hostile names; long lines; files here and elsewhere. */
export const rich: Report = report({
  input: { ...openssh53.input, files: ['secure', '/var/log/auth.log', '-', 'logs/a b#1%.log', '../beside.log', '/checkout/logs/in.log'] },
  servers: [...openssh53.servers, { host: 'web', openssh: { min: '9.8', evidence: 'process name sshd-session' } }],
  connections: { ...NO_CONNECTIONS, total: 1234, accepted: 1000, auth_failed: 200, negotiation_failed: 34 },
  findings: [
    macMismatch,
    { ...kexMismatch, evidence: [{ file: '/var/log/auth.log', line: 7, text: long }], absorbedBy: 'none' },
    { ...badPassword, evidence: [{ file: '/checkout/logs/in.log', line: 3, text: 'Nov 19 22:00:00 server sshd[1]: Failed password' }] },
    ...NAMES.map((name, i): Finding => ({
      ...badPassword,
      severity: i % 3 === 0 ? 'info' : 'warning',
      title: `wrong password for ${name}`,
      summary: `${name} tried; "${name}" (${name}), ${name}.`,
      host: name,
      users: [{ name, count: 1 }, { name: `${name} ${name}`, count: 1 }],
      clients: [{ name, count: 1 }],
      evidence: [{ file: i % 2 === 0 ? '-' : 'logs/a b#1%.log', line: i + 1, text: `Invalid user ${name} from 192.0.2.1` }],
      causes: [name, `${name} x ${name}`],
      unknowns: [name],
      fixes: [{ side: 'ca', summary: name, action: 'append', file: `/home/${name}`, lines: [name], commands: [name], caution: name, strength: 'ok' }],
      fingerprint: `bad-password:${i}`,
    })),
    // Nobody in particular: no source, no user, no time, no connection.
    {
      code: 'debug-logging-enabled', category: 'log', severity: 'info', title: 'sshd logs at a DEBUG level', summary: 'sshd logs at a DEBUG level',
      count: 0, attempts: 0, state: 'final', sources: [], users: [], clients: [], evidence: [{ file: '../beside.log', line: 1, text: 'debug1: x' }],
      causes: [], fixes: [], unknowns: [], affected: [], omitted: NOTHING_OMITTED, fingerprint: 'debug-logging-enabled',
    },
    { ...macMismatch, code: 'success-after-failures', category: 'attack', severity: 'error', title: 'a login succeeded', fingerprint: 'success' },
  ],
});
