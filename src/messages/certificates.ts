import type { Certificate } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const CA_PRINT = 'SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';
const MD5_PRINT = '12:3a:be:0f:cc:cc:80:03:1d:f4:c3:c3:24:ef:76:84';
const ca = { type: 'ED25519', fingerprint: CA_PRINT };
const CAS = '/etc/ssh/user_ca.pub';
const MISSING = 'No such file or directory';

function issued(id: string, serial: string | undefined, type: string, fingerprint: string): Certificate {
  const certificate: Certificate = { id, ca: { type, fingerprint } };
  if (serial !== undefined) certificate.serial = serial;
  return certificate;
}

/** Certificates that were accepted, and CAs that are trusted or not. */
export const certificates: readonly Pattern[] = [
  definePattern({
    id: 'certificate-accepted-unnumbered',
    emits: 'certificate.accepted',
    since: '5.5',
    until: '7.1',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted certificate ID "(.*)" signed by (\S+) CA (\S+) via (\S+)$/s,
    decode: (m) => ({ certificate: issued(group(m, 1), undefined, group(m, 2), group(m, 3)), path: group(m, 4) }),
    samples: [
      {
        text: `Accepted certificate ID "fred@corp" signed by RSA CA ${MD5_PRINT} via ${CAS}`,
        fields: { certificate: { id: 'fred@corp', ca: { type: 'RSA', fingerprint: MD5_PRINT } }, path: CAS },
      },
    ],
  }),
  definePattern({
    id: 'certificate-accepted',
    emits: 'certificate.accepted',
    since: '7.2',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted certificate ID "(.*)" \(serial (\d{1,20})\) signed by (\S+) CA (\S+) via (\S+)$/s,
    decode: (m) => ({ certificate: issued(group(m, 1), group(m, 2), group(m, 3), group(m, 4)), path: group(m, 5) }),
    samples: [
      {
        text: `Accepted certificate ID "fred@corp" (serial 42) signed by ED25519 CA ${CA_PRINT} via ${CAS}`,
        fields: { certificate: { id: 'fred@corp', serial: '42', ca }, path: CAS },
      },
    ],
  }),
  definePattern({
    id: 'certificate-accepted-line',
    emits: 'certificate.accepted',
    since: '7.7',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted certificate ID "(.*)" \(serial (\d{1,20})\) signed by CA (\S+) (\S+) found at (\S+):(\d{1,9})$/s,
    decode: (m) => ({
      certificate: issued(group(m, 1), group(m, 2), group(m, 3), group(m, 4)),
      path: group(m, 5),
      line: Number(m[6]),
    }),
    samples: [
      {
        text: `Accepted certificate ID "fred@corp" (serial 42) signed by CA ED25519 ${CA_PRINT} found at /home/fred/.ssh/ak:2`,
        fields: { certificate: { id: 'fred@corp', serial: '42', ca }, path: '/home/fred/.ssh/ak', line: 2 },
      },
    ],
  }),
  // The user is the client's word, the key ID that of a trusted CA.
  definePattern({
    id: 'certificate-accepted-hostbased',
    emits: 'certificate.accepted',
    since: '5.4',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted certificate ID "([^"]*)" signed by (\S+) CA (\S+) from (.*)@([^\s@]+)$/s,
    decode: (m) => ({
      certificate: issued(group(m, 1), undefined, group(m, 2), group(m, 3)),
      clientUser: group(m, 4),
      clientHost: group(m, 5),
    }),
    samples: [
      {
        text: `Accepted certificate ID "host_client" signed by ED25519 CA ${CA_PRINT} from alice@client.example.net`,
        fields: { certificate: { id: 'host_client', ca }, clientUser: 'alice', clientHost: 'client.example.net' },
      },
    ],
  }),
  definePattern({
    id: 'ca-untrusted-unexplained',
    emits: 'certificate.ca-untrusted',
    since: '5.4',
    until: '7.6',
    level: 'debug2',
    heads: ['user_cert_trusted_ca:'],
    regex: /^user_cert_trusted_ca: CA (\S+) (\S+) is not listed in (\S+)$/,
    decode: (m) => ({ ca: { type: group(m, 1), fingerprint: group(m, 2) }, path: group(m, 3), caFileMissing: false }),
    samples: [
      {
        text: `user_cert_trusted_ca: CA ED25519 ${CA_PRINT} is not listed in ${CAS}`,
        level: 'debug2',
        fields: { ca, path: CAS, caFileMissing: false },
      },
    ],
  }),
  definePattern({
    id: 'ca-untrusted',
    emits: 'certificate.ca-untrusted',
    since: '7.7',
    level: 'debug2',
    heads: ['user_cert_trusted_ca:'],
    regex: /^user_cert_trusted_ca: CA (\S+) (\S+) is not listed in (\S+): (.+)$/s,
    decode: (m) => ({
      ca: { type: group(m, 1), fingerprint: group(m, 2) },
      path: group(m, 3),
      reason: group(m, 4),
      caFileMissing: group(m, 4) === MISSING,
    }),
    samples: [
      {
        text: `user_cert_trusted_ca: CA ED25519 ${CA_PRINT} is not listed in ${CAS}: key not found`,
        level: 'debug2',
        fields: { ca, path: CAS, reason: 'key not found', caFileMissing: false },
      },
      {
        text: `user_cert_trusted_ca: CA ED25519 ${CA_PRINT} is not listed in ${CAS}: ${MISSING}`,
        level: 'debug2',
        fields: { ca, path: CAS, reason: MISSING, caFileMissing: true },
      },
    ],
  }),
  definePattern({
    id: 'ca-algorithm-refused',
    emits: 'certificate.ca-algorithm-refused',
    since: '7.9',
    level: 'info',
    heads: ['userauth_pubkey:', 'userauth_hostbased:'],
    regex: /^userauth_(pubkey|hostbased): certificate signature algorithm (\S*): signature algorithm not supported$/,
    decode: (m) => ({ algorithm: group(m, 2), method: group(m, 1) === 'pubkey' ? 'publickey' : 'hostbased' }),
    samples: [
      {
        text: 'userauth_pubkey: certificate signature algorithm ssh-rsa: signature algorithm not supported',
        fields: { algorithm: 'ssh-rsa', method: 'publickey' },
      },
      {
        text: 'userauth_hostbased: certificate signature algorithm ssh-rsa: signature algorithm not supported',
        fields: { algorithm: 'ssh-rsa', method: 'hostbased' },
      },
    ],
  }),
];
