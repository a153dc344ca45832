import type { LineRefusal } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { sourceAt } from './source.js';

const PATH = '/home/fred/.ssh/authorized_keys';
const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const MD5_PRINT = '24:d0:b2:c4:3c:5d:14:63:be:0c:af:99:6c:bc:04:ab';
const TRIED = 'Authentication tried for fred with correct key but not from a permitted host';

const refusal = (text: string): LineRefusal => (text === 'Refused by key options' ? 'key-options' : 'options-unreadable');

/** What a line of authorized_keys decided, in the words that do not begin with its place. */
export const authorizedKeysVerdict: readonly Pattern[] = [
  definePattern({
    id: 'key-found-md5',
    emits: 'key.found',
    until: '6.2',
    level: 'info',
    heads: ['Found'],
    regex: /^Found matching (\S+) key: (\S+)$/,
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) } }),
    samples: [
      { text: `Found matching RSA key: ${MD5_PRINT}`, fields: { key: { type: 'RSA', fingerprint: MD5_PRINT } } },
    ],
  }),
  definePattern({
    id: 'key-matched-unnamed',
    emits: 'authorized-keys.matched',
    until: '6.2',
    level: 'debug1',
    heads: ['matching'],
    regex: /^matching key found: file (.+), line (\d{1,9})$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]) }),
    samples: [{ text: `matching key found: file ${PATH}, line 1`, level: 'debug1', fields: { path: PATH, line: 1 } }],
  }),
  definePattern({
    id: 'key-matched',
    emits: 'authorized-keys.matched',
    since: '6.3',
    until: '7.6',
    level: 'debug1',
    heads: ['matching'],
    regex: /^matching key found: file (.+), line (\d{1,9}) (\S+) (\S+)$/s,
    decode: (m) => ({
      key: { type: group(m, 3), fingerprint: group(m, 4) },
      path: group(m, 1),
      line: Number(m[2]),
    }),
    samples: [
      {
        text: `matching key found: file ${PATH}, line 1 RSA ${PRINT}`,
        level: 'debug1',
        fields: { key: { type: 'RSA', fingerprint: PRINT }, path: PATH, line: 1 },
      },
    ],
  }),
  definePattern({
    id: 'ca-matched',
    emits: 'authorized-keys.matched',
    since: '5.4',
    until: '7.6',
    level: 'debug1',
    heads: ['matching'],
    regex: /^matching CA found: file (.+), line (\d{1,9}), (\S+) (\S+)$/s,
    decode: (m) => ({ ca: { type: group(m, 3), fingerprint: group(m, 4) }, path: group(m, 1), line: Number(m[2]) }),
    samples: [
      {
        text: `matching CA found: file ${PATH}, line 2, ED25519 ${PRINT}`,
        level: 'debug1',
        fields: { ca: { type: 'ED25519', fingerprint: PRINT }, path: PATH, line: 2 },
      },
    ],
  }),
  definePattern({
    id: 'key-accepted',
    emits: 'key.accepted',
    since: '7.7',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted key (\S+) (\S+) found at (.+):(\d{1,9})$/s,
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) }, path: group(m, 3), line: Number(m[4]) }),
    samples: [
      {
        text: `Accepted key RSA ${PRINT} found at ${PATH}:1`,
        fields: { key: { type: 'RSA', fingerprint: PRINT }, path: PATH, line: 1 },
      },
    ],
  }),
  definePattern({
    id: 'bad-options-in-file',
    emits: 'authorized-keys.bad-options',
    until: '7.6',
    level: 'info',
    heads: ['Bad'],
    regex: /^Bad options in (\S+) file, line (\d{1,9}): (.*)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), value: group(m, 3) }),
    samples: [
      {
        text: `Bad options in ${PATH} file, line 3: no-such-option ssh-rsa AAAAB3NzaC1yc2E`,
        fields: { path: PATH, line: 3, value: 'no-such-option ssh-rsa AAAAB3NzaC1yc2E' },
      },
    ],
  }),
  definePattern({
    id: 'from-mismatch',
    emits: 'authorized-keys.from-mismatch',
    until: '7.6',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication tried for (.*) with correct key but not from a permitted host \(host=(\S*), ip=(\S*)\)\.$/s,
    decode: (m) => about(sourceAt(group(m, 3)), { user: group(m, 1), host: group(m, 2) }),
    samples: [
      {
        text: `${TRIED} (host=client.example.net, ip=192.0.2.10).`,
        fields: { user: 'fred', host: 'client.example.net', ip: '192.0.2.10' },
      },
    ],
  }),
  definePattern({
    id: 'refused-by-key-options',
    emits: 'authorized-keys.line-refused',
    since: '7.7',
    until: '10.0',
    level: 'error',
    heads: ['Refused', 'invalid'],
    regex: /^(Refused by key options|invalid key option string)$/,
    decode: (m) => ({ reason: refusal(group(m, 1)) }),
    samples: [
      { text: 'Refused by key options', level: 'error', fields: { reason: 'key-options' } },
      { text: 'invalid key option string', level: 'error', fields: { reason: 'options-unreadable' } },
    ],
  }),
  definePattern({
    id: 'refused-by-key-options-at',
    emits: 'authorized-keys.line-refused',
    since: '10.1',
    level: 'error',
    heads: ['Refused', 'invalid'],
    regex: /^(Refused by key options|invalid key option string) at (.+):(\d{1,9})$/s,
    decode: (m) => ({ path: group(m, 2), line: Number(m[3]), reason: refusal(group(m, 1)) }),
    samples: [
      {
        text: `Refused by key options at ${PATH}:1`,
        level: 'error',
        fields: { path: PATH, line: 1, reason: 'key-options' },
      },
    ],
  }),
  definePattern({
    id: 'forced-commands-differ',
    emits: 'key.options-conflict',
    since: '7.7',
    level: 'error',
    heads: ['Inconsistent'],
    regex: /^Inconsistent authentication options: (.+)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'Inconsistent authentication options: different forced commands',
        level: 'error',
        fields: { reason: 'different forced commands' },
      },
    ],
  }),
];
