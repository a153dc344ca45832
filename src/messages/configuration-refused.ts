import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** Unknown directives, and a configuration that is refused as a whole. */
export const configurationRefused: readonly Pattern[] = [
  definePattern({
    id: 'config-bad-option',
    emits: 'config.bad-option',
    heads: ['…: line'],
    regex: /^(\S{1,400}): line (\d{1,7}): Bad configuration option: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), option: group(m, 3) }),
    samples: [
      {
        text: '/etc/ssh/sshd_config: line 12: Bad configuration option: PermitRootLogn',
        level: 'error',
        fields: { path: '/etc/ssh/sshd_config', line: 12, option: 'PermitRootLogn' },
      },
      {
        text: 'command-line: line 0: Bad configuration option: Foo',
        level: 'error',
        fields: { path: 'command-line', line: 0, option: 'Foo' },
      },
    ],
  }),
  definePattern({
    id: 'config-rejected',
    emits: 'config.rejected',
    level: 'fatal',
    heads: ['/…:', '/…', 'sshd_config:', 'command-line:', 'rexec…'],
    regex: /^(\S{1,400}): terminating, (\d{1,7}) bad configuration options$/,
    decode: (m) => ({ path: group(m, 1), badOptions: Number(m[2]) }),
    samples: [
      {
        text: '/etc/ssh/sshd_config: terminating, 1 bad configuration options',
        level: 'fatal',
        fields: { path: '/etc/ssh/sshd_config', badOptions: 1 },
      },
    ],
  }),
  definePattern({
    id: 'config-match-attribute',
    emits: 'config.bad-match',
    level: 'error',
    heads: ['Unsupported'],
    regex: /^Unsupported Match attribute (.*)$/s,
    decode: (m) => ({ attribute: group(m, 1) }),
    samples: [{ text: 'Unsupported Match attribute Hostname', level: 'error', fields: { attribute: 'Hostname' } }],
  }),
  definePattern({
    id: 'config-match-missing',
    emits: 'config.bad-match',
    level: 'error',
    heads: ['Missing'],
    regex: /^Missing Match criteria for (.*)$/s,
    decode: (m) => ({ attribute: group(m, 1) }),
    samples: [{ text: 'Missing Match criteria for User', level: 'error', fields: { attribute: 'User' } }],
  }),
  definePattern({
    id: 'config-match-all',
    emits: 'config.bad-match',
    since: '6.5',
    level: 'error',
    heads: ["'all'"],
    regex: /^'all' cannot be combined with other Match attributes$/,
    decode: () => ({ attribute: 'all' }),
    samples: [
      { text: "'all' cannot be combined with other Match attributes", level: 'error', fields: { attribute: 'all' } },
    ],
  }),
  definePattern({
    id: 'config-match-port',
    emits: 'config.bad-match',
    since: '6.1',
    level: 'error',
    heads: ['Invalid'],
    regex: /^Invalid (LocalPort|LocalAddress) '(.*)' on Match line$/s,
    decode: (m) => ({ attribute: group(m, 1), value: group(m, 2) }),
    samples: [
      {
        text: "Invalid LocalPort 'sshd' on Match line",
        level: 'error',
        fields: { attribute: 'LocalPort', value: 'sshd' },
      },
    ],
  }),
  definePattern({
    id: 'config-unknown-kex',
    emits: 'config.unknown-algorithm',
    since: '5.7',
    level: 'error',
    heads: ['Unsupported'],
    regex: /^Unsupported KEX algorithm "(.*)"$/s,
    decode: (m) => ({ option: 'KexAlgorithms', value: group(m, 1) }),
    samples: [
      {
        text: 'Unsupported KEX algorithm "diffie-hellman-group99-sha1"',
        level: 'error',
        fields: { option: 'KexAlgorithms', value: 'diffie-hellman-group99-sha1' },
      },
    ],
  }),
  definePattern({
    id: 'config-unknown-cipher-or-mac',
    emits: 'config.unknown-algorithm',
    until: '6.7',
    level: 'debug1',
    heads: ['bad'],
    regex: /^bad (cipher|mac) (\S{0,200}) \[\S*\]$/,
    decode: (m) => ({ option: m[1] === 'mac' ? 'MACs' : 'Ciphers', value: group(m, 2) }),
    samples: [
      { text: 'bad mac hmac-foo [hmac-foo]', level: 'debug1', fields: { option: 'MACs', value: 'hmac-foo' } },
      {
        text: 'bad cipher arcfour [arcfour,aes128-ctr]',
        level: 'debug1',
        fields: { option: 'Ciphers', value: 'arcfour' },
      },
    ],
  }),
  definePattern({
    id: 'config-include-on-command-line',
    emits: 'config.inconsistent',
    since: '8.2',
    level: 'fatal',
    heads: ['Include'],
    regex: /^Include directive not supported as a command-line option$/,
    decode: () => ({ reason: 'include-on-command-line', option: 'Include' }),
    samples: [
      {
        text: 'Include directive not supported as a command-line option',
        level: 'fatal',
        fields: { reason: 'include-on-command-line', option: 'Include' },
      },
    ],
  }),
  definePattern({
    id: 'config-include-too-deep',
    emits: 'config.inconsistent',
    since: '8.2',
    level: 'fatal',
    heads: ['Too'],
    regex: /^Too many recursive configuration includes$/,
    decode: () => ({ reason: 'include-too-deep', option: 'Include' }),
    samples: [
      {
        text: 'Too many recursive configuration includes',
        level: 'fatal',
        fields: { reason: 'include-too-deep', option: 'Include' },
      },
    ],
  }),
  definePattern({
    id: 'config-too-large',
    emits: 'config.inconsistent',
    level: 'fatal',
    heads: ['Configuration'],
    regex: /^Configuration file is too large \(have (\d{1,12}), max \d{1,12}\)$/,
    decode: (m) => ({ reason: 'too-large', value: group(m, 1) }),
    samples: [
      {
        text: 'Configuration file is too large (have 4200000, max 4194304)',
        level: 'fatal',
        fields: { reason: 'too-large', value: '4200000' },
      },
    ],
  }),
  definePattern({
    id: 'config-bad-listen-address',
    emits: 'config.inconsistent',
    level: 'fatal',
    heads: ['bad'],
    regex: /^bad addr or host: (.*) \(([^()]*)\)$/s,
    decode: (m) => ({ reason: 'bad-listen-address', option: 'ListenAddress', value: group(m, 1) }),
    samples: [
      {
        text: 'bad addr or host: 192.0.2.999 (Name or service not known)',
        level: 'fatal',
        fields: { reason: 'bad-listen-address', option: 'ListenAddress', value: '192.0.2.999' },
      },
    ],
  }),
  definePattern({
    id: 'config-too-many-sockets',
    emits: 'config.inconsistent',
    level: 'fatal',
    heads: ['Too'],
    regex: /^Too many listen sockets\. Enlarge MAX_LISTEN_SOCKS$/,
    decode: () => ({ reason: 'too-many-listen-addresses', option: 'ListenAddress' }),
    samples: [
      {
        text: 'Too many listen sockets. Enlarge MAX_LISTEN_SOCKS',
        level: 'fatal',
        fields: { reason: 'too-many-listen-addresses', option: 'ListenAddress' },
      },
    ],
  }),
  definePattern({
    id: 'config-setting',
    emits: 'config.setting',
    level: 'debug3',
    heads: ['/…', 'rexec…', 'reprocess'],
    regex: /^(reprocess config|\S{1,400}?):(\d{1,7}) setting ([A-Za-z][A-Za-z0-9]{1,40}) (.*)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), option: group(m, 3), value: group(m, 4).trimEnd() }),
    samples: [
      {
        text: '/etc/ssh/sshd_config:104 setting Subsystem sftp internal-sftp ',
        level: 'debug3',
        fields: { path: '/etc/ssh/sshd_config', line: 104, option: 'Subsystem', value: 'sftp internal-sftp' },
      },
      {
        text: 'rexec:6 setting LogLevel DEBUG3',
        level: 'debug3',
        fields: { path: 'rexec', line: 6, option: 'LogLevel', value: 'DEBUG3' },
      },
    ],
  }),
];
