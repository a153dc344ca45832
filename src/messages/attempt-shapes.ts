import type { Attempt } from '../events.js';
import { attempt, certificateAttempt, hostbasedAttempt } from './attempt.js';
import { about, group } from './peer.js';

export type AttemptResult = 'Accepted' | 'Failed' | 'Postponed' | 'Partial';

/** What follows `Accepted`, `Failed` and so on in one generation of the line. */
export interface AttemptShape {
  id: string;
  since?: string;
  until?: string;
  results: readonly AttemptResult[];
  /** Source of the regex after the result word. */
  source: string;
  decode: (match: RegExpExecArray) => Attempt | undefined;
  samples: readonly { text: string; fields: Attempt }[];
}

const ACCOUNT = String.raw`for (invalid user |)(.*) from (\S+) port (\d{1,5})`;
const MD5 = '[0-9a-f]{2}(?::[0-9a-f]{2}){15}';
/** Since 6.8 the hash is named: SHA256, or MD5 by FingerprintHash. */
const NAMED_HASH = String.raw`[A-Z][A-Z0-9]{1,7}:[^\s,]+`;

const WITH_KEY = ['Accepted', 'Failed', 'Partial'] as const;
const EVERY = [...WITH_KEY, 'Postponed'] as const;

const plain = (m: RegExpExecArray): Attempt | undefined =>
  attempt(group(m, 1), group(m, 2), group(m, 3), group(m, 4), group(m, 5));

const withKey = (m: RegExpExecArray): Attempt | undefined => {
  const fields = plain(m);
  return fields && about(fields, { key: { type: group(m, 6), fingerprint: group(m, 7) } });
};

const certificate = (withFingerprint: boolean) => (m: RegExpExecArray): Attempt | undefined =>
  certificateAttempt(group(m, 1), group(m, 2), withFingerprint, {
    serial: group(m, 3),
    ca: { type: group(m, 4), fingerprint: group(m, 5) },
  });

const fred = { user: 'fred', validUser: true, ip: '192.0.2.10', port: 50022 };
const FRED = 'for fred from 192.0.2.10 port 50022 ssh2';
const OLD_PRINT = '24:d0:b2:c4:3c:5d:14:63:be:0c:af:99:6c:bc:04:ab';
const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const CA_PRINT = 'SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';
const publickey = { ...fred, method: 'publickey' };

/** The shapes of today first: they are tried in this order. */
export const ATTEMPT_SHAPES: readonly AttemptShape[] = [
  {
    id: 'attempt',
    results: ['Failed', 'Postponed', 'Partial'],
    source: String.raw`(\S+) ${ACCOUNT} ssh2`,
    decode: plain,
    samples: [
      { text: `password ${FRED}`, fields: { ...fred, method: 'password' } },
      { text: `publickey ${FRED}`, fields: publickey },
      {
        text: 'keyboard-interactive/pam for invalid user  from 2001:db8::17 port 50022 ssh2',
        fields: { method: 'keyboard-interactive/pam', user: '', validUser: false, ip: '2001:db8::17', port: 50022 },
      },
    ],
  },
  {
    id: 'attempt',
    results: ['Accepted'],
    source: String.raw`(?!publickey )(\S+) ${ACCOUNT} ssh2`,
    decode: plain,
    samples: [{ text: `password ${FRED}`, fields: { ...fred, method: 'password' } }],
  },
  {
    id: 'attempt-key',
    since: '6.8',
    results: WITH_KEY,
    source: String.raw`(\S+) ${ACCOUNT} ssh2: (\S+) (${NAMED_HASH})`,
    decode: withKey,
    samples: [
      {
        text: `publickey ${FRED}: ED25519 ${PRINT}`,
        fields: { ...publickey, key: { type: 'ED25519', fingerprint: PRINT } },
      },
    ],
  },
  // From 7.9 on the certificate has a fingerprint of its own, before the ID.
  {
    id: 'attempt-certificate',
    since: '7.9',
    results: WITH_KEY,
    source: String.raw`(\S+) for (.*) \(serial (\d{1,20})\) CA (\S+) (${NAMED_HASH})`,
    decode: certificate(true),
    samples: [
      {
        text: `publickey ${FRED}: ED25519-CERT ${PRINT} ID Fred Smith (laptop) (serial 0) CA ED25519 ${CA_PRINT}`,
        fields: {
          ...publickey,
          key: { type: 'ED25519-CERT', fingerprint: PRINT },
          certificate: { id: 'Fred Smith (laptop)', serial: '0', ca: { type: 'ED25519', fingerprint: CA_PRINT } },
        },
      },
    ],
  },
  {
    id: 'attempt-hostbased',
    since: '6.3',
    results: WITH_KEY,
    source: String.raw`(hostbased) for (.*)"`,
    decode: (m) => hostbasedAttempt(group(m, 1), group(m, 2)),
    samples: [
      {
        text: `hostbased ${FRED}: RSA ${PRINT}, client user "alice", client host "client.example.net"`,
        fields: {
          ...fred,
          method: 'hostbased',
          key: { type: 'RSA', fingerprint: PRINT },
          detail: 'client user "alice", client host "client.example.net"',
        },
      },
    ],
  },
  {
    id: 'attempt-detail',
    since: '6.3',
    results: WITH_KEY,
    source: String.raw`(\S+) ${ACCOUNT} ssh2: (\S+)`,
    decode: (m) => {
      const fields = plain(m);
      return fields && about(fields, { detail: group(m, 6) });
    },
    samples: [
      {
        text: `gssapi-with-mic ${FRED}: fred@EXAMPLE.NET`,
        fields: { ...fred, method: 'gssapi-with-mic', detail: 'fred@EXAMPLE.NET' },
      },
    ],
  },
  {
    id: 'attempt-key-md5',
    since: '6.3',
    until: '6.7',
    results: WITH_KEY,
    source: String.raw`(\S+) ${ACCOUNT} ssh2: (\S+) (${MD5})`,
    decode: withKey,
    samples: [
      {
        text: `publickey ${FRED}: ED25519 ${OLD_PRINT}`,
        fields: { ...publickey, key: { type: 'ED25519', fingerprint: OLD_PRINT } },
      },
    ],
  },
  // From 6.3 on an accepted key is always named.
  {
    id: 'attempt-key-unnamed',
    until: '6.2',
    results: ['Accepted'],
    source: String.raw`(publickey) ${ACCOUNT} ssh2`,
    decode: plain,
    samples: [{ text: `publickey ${FRED}`, fields: publickey }],
  },
  {
    id: 'attempt-certificate-unprinted',
    since: '6.8',
    until: '7.8',
    results: WITH_KEY,
    source: String.raw`(\S+) for (.*) \(serial (\d{1,20})\) CA (\S+) (${NAMED_HASH})`,
    decode: certificate(false),
    samples: [
      {
        text: `publickey ${FRED}: RSA-CERT ID fred@laptop (serial 4711) CA ED25519 ${CA_PRINT}`,
        fields: {
          ...publickey,
          key: { type: 'RSA-CERT' },
          certificate: { id: 'fred@laptop', serial: '4711', ca: { type: 'ED25519', fingerprint: CA_PRINT } },
        },
      },
    ],
  },
  {
    id: 'attempt-certificate-md5',
    since: '6.3',
    until: '6.7',
    results: WITH_KEY,
    source: String.raw`(\S+) for (.*) \(serial (\d{1,20})\) CA (\S+) (${MD5})`,
    decode: certificate(false),
    samples: [
      {
        text: `publickey ${FRED}: ED25519-CERT ID fred@laptop (serial 4711) CA ED25519 ${OLD_PRINT}`,
        fields: {
          ...publickey,
          key: { type: 'ED25519-CERT' },
          certificate: { id: 'fred@laptop', serial: '4711', ca: { type: 'ED25519', fingerprint: OLD_PRINT } },
        },
      },
    ],
  },
  // Protocol 1 left the server with 7.4.
  {
    id: 'attempt-ssh1',
    until: '7.3',
    results: EVERY,
    source: String.raw`(\S+) ${ACCOUNT}(?: ssh1)?`,
    decode: plain,
    samples: [
      { text: 'password for fred from 192.0.2.10 port 50022 ssh1', fields: { ...fred, method: 'password' } },
      { text: 'rsa for fred from 192.0.2.10 port 50022', fields: { ...fred, method: 'rsa' } },
    ],
  },
];
