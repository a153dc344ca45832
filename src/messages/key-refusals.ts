import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const heads = ['userauth_pubkey:', 'userauth_hostbased:'];
/** The client's word for an algorithm. */
const ALGORITHM = String.raw`(\S{0,400})`;
const SOURCE = '^userauth_(pubkey|hostbased): ';

const method = (word: string): string => (word === 'pubkey' ? 'publickey' : word);

/** Keys that sshd will not even look up. */
export const keyRefusals: readonly Pattern[] = [
  ...(
    [
      {
        id: '-types',
        range: { since: '6.8', until: '8.4' },
        options: '(?:Pubkey|Hostbased)AcceptedKeyTypes',
        sample: 'KeyTypes',
      },
      {
        id: '',
        range: { since: '8.5', until: '8.8' },
        options: '(?:Pubkey|Hostbased)AcceptedAlgorithms',
        sample: 'Algorithms',
      },
    ] as const
  ).map(({ id, range, options, sample }) =>
    definePattern({
      id: `key-algorithm-refused${id}`,
      emits: 'key.algorithm-refused',
      ...range,
      level: 'info',
      heads,
      regex: new RegExp(`${SOURCE}key type ${ALGORITHM} not in (${options})$`),
      decode: (m) => ({ algorithm: group(m, 2), method: method(group(m, 1)), option: group(m, 3), of: 'key' }),
      samples: [
        {
          text: `userauth_pubkey: key type ssh-dss not in PubkeyAccepted${sample}`,
          fields: { algorithm: 'ssh-dss', method: 'publickey', option: `PubkeyAccepted${sample}`, of: 'key' },
        },
        {
          text: `userauth_hostbased: key type ssh-dss not in HostbasedAccepted${sample}`,
          fields: { algorithm: 'ssh-dss', method: 'hostbased', option: `HostbasedAccepted${sample}`, of: 'key' },
        },
      ],
    }),
  ),
  definePattern({
    id: 'signature-algorithm-refused',
    emits: 'key.algorithm-refused',
    since: '8.9',
    level: 'info',
    heads,
    regex: new RegExp(`${SOURCE}signature algorithm ${ALGORITHM} not in ((?:Pubkey|Hostbased)AcceptedAlgorithms)$`),
    decode: (m) => ({ algorithm: group(m, 2), method: method(group(m, 1)), option: group(m, 3), of: 'signature' }),
    samples: [
      {
        text: 'userauth_pubkey: signature algorithm ssh-rsa not in PubkeyAcceptedAlgorithms',
        fields: { algorithm: 'ssh-rsa', method: 'publickey', option: 'PubkeyAcceptedAlgorithms', of: 'signature' },
      },
      {
        text: 'userauth_hostbased: signature algorithm ssh-rsa not in HostbasedAcceptedAlgorithms',
        fields: { algorithm: 'ssh-rsa', method: 'hostbased', option: 'HostbasedAcceptedAlgorithms', of: 'signature' },
      },
    ],
  }),
  definePattern({
    id: 'key-type-not-permitted',
    emits: 'key.algorithm-refused',
    since: '8.2',
    level: 'error',
    heads: ['publickey', 'hostbased'],
    regex: new RegExp(String.raw`^(publickey|hostbased) key type ${ALGORITHM} is not in permitted list \S*$`),
    decode: (m) => ({
      algorithm: group(m, 2),
      method: group(m, 1),
      option: group(m, 1) === 'hostbased' ? 'HostbasedAcceptedAlgorithms' : 'PubkeyAcceptedAlgorithms',
      of: 'key',
    }),
    samples: [
      {
        text: 'publickey key type ssh-rsa is not in permitted list ssh-ed25519,rsa-sha2-512',
        level: 'error',
        fields: { algorithm: 'ssh-rsa', method: 'publickey', option: 'PubkeyAcceptedAlgorithms', of: 'key' },
      },
    ],
  }),
  definePattern({
    id: 'key-algorithm-unsupported',
    emits: 'key.algorithm-unsupported',
    level: 'info',
    heads,
    regex: new RegExp(`${SOURCE}unsupported public key algorithm: (.*)$`, 's'),
    decode: (m) => ({ algorithm: group(m, 2), method: method(group(m, 1)) }),
    samples: [
      {
        text: 'userauth_pubkey: unsupported public key algorithm: ssh-ed25519',
        fields: { algorithm: 'ssh-ed25519', method: 'publickey' },
      },
      {
        text: 'userauth_hostbased: unsupported public key algorithm: ssh-dss',
        fields: { algorithm: 'ssh-dss', method: 'hostbased' },
      },
    ],
  }),
  definePattern({
    id: 'key-too-small',
    emits: 'key.too-small',
    since: '9.1',
    level: 'info',
    heads: ['refusing'],
    regex: /^refusing (\S+) key: Invalid key length$/,
    decode: (m) => ({ keyType: group(m, 1) }),
    samples: [{ text: 'refusing RSA key: Invalid key length', fields: { keyType: 'RSA' } }],
  }),
  definePattern({
    id: 'key-used-before',
    emits: 'key.used-before',
    since: '6.8',
    level: 'info',
    heads: ['refusing'],
    regex: /^refusing previously-used (\S+) key$/,
    decode: (m) => ({ keyType: group(m, 1) }),
    samples: [{ text: 'refusing previously-used RSA key', fields: { keyType: 'RSA' } }],
  }),
  definePattern({
    id: 'key-unsafe-signature',
    emits: 'key.unsafe-signature',
    heads: ['Refusing'],
    regex: /^Refusing (\S+) key because (?:client uses unsafe signature scheme|peer uses unsafe signature format)$/,
    decode: (m) => ({ keyType: group(m, 1) }),
    samples: [
      { text: 'Refusing RSA key because client uses unsafe signature scheme', fields: { keyType: 'RSA' } },
      { text: 'Refusing RSA key because peer uses unsafe signature format', level: 'error', fields: { keyType: 'RSA' } },
    ],
  }),
  definePattern({
    id: 'fido-requirement',
    emits: 'fido.requirement-unmet',
    since: '8.2',
    level: 'error',
    heads: ['public'],
    regex: new RegExp(
      String.raw`^public key (\S+)(?: (\S+))? signature for (.*) from (\S+) port (\d{1,5}) rejected: ` +
        String.raw`user (presence \(authenticator touch\)|verification) requirement not met ?$`,
      's',
    ),
    decode: (m) => {
      const key = m[2] === undefined ? { type: group(m, 1) } : { type: group(m, 1), fingerprint: m[2] };
      const requirement = group(m, 6) === 'verification' ? ('user-verification' as const) : ('user-presence' as const);
      return about(peerAt(group(m, 4), group(m, 5)), { user: group(m, 3), key, requirement });
    },
    samples: [
      {
        text:
          `public key ED25519-SK ${PRINT} signature for fred from 192.0.2.10 port 50022 rejected: ` +
          'user presence (authenticator touch) requirement not met ',
        level: 'error',
        fields: {
          ip: '192.0.2.10', port: 50022, user: 'fred', key: { type: 'ED25519-SK', fingerprint: PRINT },
          requirement: 'user-presence',
        },
      },
      {
        text:
          'public key ED25519-SK signature for fred from 192.0.2.10 port 50022 rejected: ' +
          'user verification requirement not met',
        level: 'error',
        fields: {
          ip: '192.0.2.10', port: 50022, user: 'fred', key: { type: 'ED25519-SK' }, requirement: 'user-verification',
        },
      },
    ],
  }),
];
