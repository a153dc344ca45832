import type { CertificateRefusal, EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { sourceAt } from './source.js';

const REASONS: Readonly<Record<string, CertificateRefusal>> = {
  'Certificate invalid: expired': 'expired',
  'Certificate invalid: not yet valid': 'not-yet-valid',
  'Certificate invalid: not a user certificate': 'not-a-user-certificate',
  'Certificate invalid: not a host certificate': 'not-a-host-certificate',
  'Certificate invalid: name is not a listed principal': 'principal-not-listed',
  'Certificate lacks principal list': 'no-principals',
  'Certificate does not contain an authorized principal': 'no-authorized-principal',
  'Certificate signed with disallowed algorithm': 'ca-algorithm',
  'Refused by certificate options': 'options',
  'Refused by certificate principals options': 'principals-options',
  'Invalid certificate options': 'invalid-options',
  'invalid certificate options': 'invalid-options',
  'Certificate contains unsupported critical options': 'unsupported-critical-options',
  'Key is not a certificate': 'not-a-certificate',
};

const TEXTS = Object.keys(REASONS);
const CA_PRINT = 'SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';
const REFUSING = `Refusing certificate ID "fred@corp" serial=42 signed by ED25519 CA ${CA_PRINT}`;
const certificate = { id: 'fred@corp', serial: '42', ca: { type: 'ED25519', fingerprint: CA_PRINT } };
const TRIED = 'Authentication tried for fred with valid certificate but not from a permitted';

function refused(text: string): Pick<EventFields['certificate.refused'], 'reason' | 'detail'> {
  const reason = REASONS[text];
  return reason === undefined ? { reason: 'other', detail: text } : { reason };
}

/** From 10.1 sshd says which certificate it means, and which line trusts its CA. */
export const certificateRefusals: readonly Pattern[] = [
  definePattern({
    id: 'certificate-refused-unnamed',
    emits: 'certificate.refused',
    since: '5.4',
    until: '10.0',
    level: 'error',
    heads: ['Certificate', 'Refused', 'Invalid', 'invalid', 'Key'],
    regex: new RegExp(`^(${TEXTS.join('|')})$`),
    decode: (m) => refused(group(m, 1)),
    samples: Object.entries(REASONS).map(([text, reason]) => ({ text, level: 'error', fields: { reason } })),
  }),
  definePattern({
    id: 'certificate-refused',
    emits: 'certificate.refused',
    since: '10.1',
    level: 'error',
    heads: ['Refusing'],
    regex: new RegExp(
      String.raw`^Refusing certificate ID "(.*)" serial=(\d{1,20}) signed by (\S+) CA ([^\s:]+:\S+?)` +
        String.raw`(?: via (\S+):(\d{1,9}))?: ([A-Za-z].*)$`,
      's',
    ),
    decode: (m) => {
      const ca = { type: group(m, 3), fingerprint: group(m, 4) };
      const fields = about(refused(group(m, 7)), { certificate: { id: group(m, 1), serial: group(m, 2), ca } });
      return m[5] === undefined ? fields : about(fields, { path: m[5], line: Number(m[6]) });
    },
    samples: [
      { text: `${REFUSING}: Certificate invalid: expired`, level: 'error', fields: { reason: 'expired', certificate } },
      {
        text: `${REFUSING} via /home/fred/.ssh/authorized_keys:2: Certificate does not contain an authorized principal`,
        level: 'error',
        fields: { reason: 'no-authorized-principal', certificate, path: '/home/fred/.ssh/authorized_keys', line: 2 },
      },
    ],
  }),
  // The reason follows in a line of its own.
  definePattern({
    id: 'certificate-check-failed',
    emits: 'auth.remark',
    since: '6.8',
    until: '7.8',
    level: 'error',
    heads: ['key_cert_check_authority:'],
    regex: /^key_cert_check_authority: (.{1,200})$/s,
    decode: (m) => ({ text: group(m, 1) }),
    samples: [
      {
        text: 'key_cert_check_authority: invalid certificate',
        level: 'error',
        fields: { text: 'invalid certificate' },
      },
    ],
  }),
  definePattern({
    id: 'certificate-source-address',
    emits: 'certificate.refused',
    since: '5.4',
    until: '7.6',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication tried for (.*) with valid certificate but not from a permitted host \(ip=(\S*)\)\.$/s,
    decode: (m) => about(sourceAt(group(m, 2)), { user: group(m, 1), reason: 'source-address' as const }),
    samples: [
      {
        text: `${TRIED} host (ip=192.0.2.10).`,
        fields: { ip: '192.0.2.10', user: 'fred', reason: 'source-address' },
      },
    ],
  }),
  definePattern({
    id: 'certificate-source-address-cert',
    emits: 'certificate.refused',
    since: '7.7',
    level: 'info',
    heads: ['cert:', '/…:'],
    regex: new RegExp(
      String.raw`^(?:cert|((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9})): Authentication tried for (.*) with valid certificate ` +
        String.raw`but not from a permitted source address \((\S*)\)\.$`,
      's',
    ),
    decode: (m) => {
      const fields = about(sourceAt(group(m, 4)), { user: group(m, 3), reason: 'source-address' as const });
      return m[1] === undefined ? fields : about(fields, { path: m[1], line: Number(m[2]) });
    },
    samples: [
      {
        text: `cert: ${TRIED} source address (192.0.2.10).`,
        fields: { ip: '192.0.2.10', user: 'fred', reason: 'source-address' },
      },
    ],
  }),
  // The reason once more, for the client's eyes.
  definePattern({
    id: 'certificate-remark',
    emits: 'auth.remark',
    level: 'debug3',
    heads: ['Certificate', 'Refused', 'Invalid', 'Key'],
    regex: new RegExp(`^(Refused Certificate ID ".*" serial=\\d{1,20}: .+|${TEXTS.join('|')})$`, 's'),
    decode: (m) => ({ text: group(m, 1) }),
    samples: [
      { text: 'Certificate invalid: expired', level: 'debug3', fields: { text: 'Certificate invalid: expired' } },
      {
        text: 'Refused Certificate ID "fred@corp" serial=42: Certificate invalid: expired',
        level: 'debug3',
        fields: { text: 'Refused Certificate ID "fred@corp" serial=42: Certificate invalid: expired' },
      },
    ],
  }),
];
