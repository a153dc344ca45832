import type { LineRefusal } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { sourceAt, words } from './source.js';

const PATH = '/home/fred/.ssh/authorized_keys';
const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const at = { path: PATH, line: 3 };
/** Where an option stands: in a line of a file, or `cert` and `active` for those of the certificate and those in force. */
const ORIGIN = String.raw`(?:cert|active|((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}))`;
const ORIGIN_HEADS = ['/…:', 'cert:', 'active:'];

const place = (match: RegExpExecArray): { path?: string; line?: number } =>
  match[1] === undefined ? {} : { path: match[1], line: Number(match[2]) };

const REFUSALS: Readonly<Record<string, LineRefusal>> = {
  'principals on non-CA key': 'principals-without-ca',
  'cert-authority flag invalid here': 'cert-authority-misplaced',
  'invalid from criteria': 'from-invalid',
};

/** Since 7.7 a message about one line begins with `<path>:<line>: `. */
export const authorizedKeysLine: readonly Pattern[] = [
  definePattern({
    id: 'line-matched',
    emits: 'authorized-keys.matched',
    since: '7.7',
    level: 'debug1',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): matching (key|CA) found: (\S+) (\S+)$/s,
    decode: (m) => {
      const found = { type: group(m, 4), fingerprint: group(m, 5) };
      return about(group(m, 3) === 'CA' ? { ca: found } : { key: found }, { path: group(m, 1), line: Number(m[2]) });
    },
    samples: [
      {
        text: `${PATH}:3: matching key found: RSA ${PRINT}`,
        level: 'debug1',
        fields: { key: { type: 'RSA', fingerprint: PRINT }, ...at },
      },
      {
        text: `${PATH}:3: matching CA found: ED25519 ${PRINT}`,
        level: 'debug1',
        fields: { ca: { type: 'ED25519', fingerprint: PRINT }, ...at },
      },
    ],
  }),
  definePattern({
    id: 'line-bad-options',
    emits: 'authorized-keys.bad-options',
    since: '7.7',
    level: 'debug1',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): bad key options: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), reason: group(m, 3) }),
    samples: [
      {
        text: `${PATH}:3: bad key options: unknown key option`,
        level: 'debug1',
        fields: { ...at, reason: 'unknown key option' },
      },
    ],
  }),
  definePattern({
    id: 'line-expired',
    emits: 'authorized-keys.expired',
    since: '7.7',
    level: 'debug1',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): entry expired at (\S+)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), time: group(m, 3) }),
    samples: [
      {
        text: `${PATH}:3: entry expired at 2023-01-01T00:00:00`,
        level: 'debug1',
        fields: { ...at, time: '2023-01-01T00:00:00' },
      },
    ],
  }),
  definePattern({
    id: 'line-refused',
    emits: 'authorized-keys.line-refused',
    since: '7.7',
    level: 'debug1',
    heads: ORIGIN_HEADS,
    regex: new RegExp(`^${ORIGIN}: (${Object.keys(REFUSALS).join('|')})$`, 's'),
    decode: (m) => about(place(m), { reason: REFUSALS[group(m, 3)] ?? 'from-invalid' }),
    samples: Object.entries(REFUSALS).map(([text, reason]) => ({
      text: `${PATH}:3: ${text}`,
      level: 'debug1',
      fields: { ...at, reason },
    })),
  }),
  definePattern({
    id: 'line-from-mismatch',
    emits: 'authorized-keys.from-mismatch',
    since: '7.7',
    level: 'info',
    heads: ['/…:'],
    regex: new RegExp(
      String.raw`^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): Authentication tried for ([^(]{1,256}) with correct key ` +
        String.raw`but not from a permitted host \(host=([^\s,]*), ip=([^\s,]*), required=(.*)\)\.$`,
      's',
    ),
    decode: (m) =>
      about(about(sourceAt(group(m, 5)), { path: group(m, 1), line: Number(m[2]), user: group(m, 3) }), {
        host: group(m, 4),
        required: group(m, 6),
      }),
    samples: [
      {
        text:
          `${PATH}:3: Authentication tried for fred with correct key but not from a permitted host ` +
          '(host=client.example.net, ip=192.0.2.10, required=198.51.100.0/24,*.corp.example).',
        fields: {
          ...at, user: 'fred', host: 'client.example.net', ip: '192.0.2.10', required: '198.51.100.0/24,*.corp.example',
        },
      },
    ],
  }),
  definePattern({
    id: 'line-options',
    emits: 'authorized-keys.options',
    since: '7.7',
    level: 'debug1',
    heads: ORIGIN_HEADS,
    regex: new RegExp(`^${ORIGIN}: key options:([a-zA-Z0-9 -]*)$`, 's'),
    decode: (m) => about(place(m), { options: words(group(m, 3), ' ') }),
    samples: [
      { text: `${PATH}:3: key options: pty user-rc`, level: 'debug1', fields: { ...at, options: ['pty', 'user-rc'] } },
      { text: 'active: key options: command pty', level: 'debug1', fields: { options: ['command', 'pty'] } },
      { text: 'cert: key options: pty', level: 'debug1', fields: { options: ['pty'] } },
    ],
  }),
  definePattern({
    id: 'line-forced-command',
    emits: 'authorized-keys.forced-command',
    since: '7.7',
    level: 'debug1',
    heads: ORIGIN_HEADS,
    regex: new RegExp(`^${ORIGIN}: forced command: "(.*)"$`, 's'),
    decode: (m) => about(place(m), { command: group(m, 3) }),
    samples: [
      {
        text: `${PATH}:3: forced command: "/usr/bin/rsync --server"`,
        level: 'debug1',
        fields: { ...at, command: '/usr/bin/rsync --server' },
      },
    ],
  }),
  definePattern({
    id: 'line-principals',
    emits: 'authorized-keys.principals',
    since: '7.7',
    level: 'debug1',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): authorized principals: "(.*)"$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), principals: words(group(m, 3), ',') }),
    samples: [
      {
        text: `${PATH}:3: authorized principals: "ops,dba"`,
        level: 'debug1',
        fields: { ...at, principals: ['ops', 'dba'] },
      },
    ],
  }),
];
