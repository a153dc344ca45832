import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';

const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const CA_PRINT = 'SHA256:fOrgA1Wd7787WVOYvK+cFjnsNQ2Nax9Wg657gp97lfg';
/** From 8.9 the name of the method, of which there are two, follows the name of the function. */
const METHOD = String.raw`(?:publickey(?:-hostbound-v00@openssh\.com)? )?`;
const KEY = { type: 'RSA', fingerprint: PRINT };
const heads = ['userauth_pubkey:'];

/** How a request for publickey authentication proceeds, step by step. */
export const keyRequests: readonly Pattern[] = [
  definePattern({
    id: 'key-request',
    emits: 'key.requested',
    since: '8.0',
    level: 'debug2',
    heads,
    regex: new RegExp(
      `^userauth_pubkey: ${METHOD}(valid |invalid |)user (.*) (querying|attempting) public key (\\S+) \\S*$`,
      's',
    ),
    decode: (m) => ({
      algorithm: group(m, 4),
      user: group(m, 2),
      validUser: group(m, 1) !== 'invalid ',
      signed: group(m, 3) === 'attempting',
    }),
    samples: [
      {
        text: 'userauth_pubkey: valid user fred querying public key rsa-sha2-512 AAAAB3NzaC1yc2E',
        level: 'debug2',
        fields: { algorithm: 'rsa-sha2-512', user: 'fred', validUser: true, signed: false },
      },
      {
        text: 'userauth_pubkey: publickey user fred attempting public key rsa-sha2-512 AAAAB3NzaC1yc2E',
        level: 'debug2',
        fields: { algorithm: 'rsa-sha2-512', user: 'fred', validUser: true, signed: true },
      },
    ],
  }),
  definePattern({
    id: 'key-test',
    emits: 'key.tested',
    since: '7.7',
    level: 'debug1',
    heads,
    regex: new RegExp(`^userauth_pubkey: ${METHOD}test pkalg (\\S+) pkblob (\\S+) (\\S+)(?: CA (\\S+) (\\S+))?$`),
    decode: (m) => {
      const fields = { algorithm: group(m, 1), key: { type: group(m, 2), fingerprint: group(m, 3) } };
      return m[4] === undefined ? fields : about(fields, { ca: { type: m[4], fingerprint: group(m, 5) } });
    },
    samples: [
      {
        text: `userauth_pubkey: test pkalg rsa-sha2-512 pkblob RSA ${PRINT}`,
        level: 'debug1',
        fields: { algorithm: 'rsa-sha2-512', key: KEY },
      },
      {
        text:
          'userauth_pubkey: publickey-hostbound-v00@openssh.com test pkalg ssh-ed25519-cert-v01@openssh.com ' +
          `pkblob ED25519-CERT ${PRINT} CA ED25519 ${CA_PRINT}`,
        level: 'debug1',
        fields: {
          algorithm: 'ssh-ed25519-cert-v01@openssh.com',
          key: { type: 'ED25519-CERT', fingerprint: PRINT },
          ca: { type: 'ED25519', fingerprint: CA_PRINT },
        },
      },
    ],
  }),
  definePattern({
    id: 'key-test-named',
    emits: 'key.tested',
    since: '7.2',
    until: '7.6',
    level: 'debug1',
    heads,
    regex: /^userauth_pubkey: test whether pkalg\/pkblob are acceptable for (\S+) (\S+)$/,
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) } }),
    samples: [
      {
        text: `userauth_pubkey: test whether pkalg/pkblob are acceptable for RSA ${PRINT}`,
        level: 'debug1',
        fields: { key: KEY },
      },
    ],
  }),
  definePattern({
    id: 'key-test-unnamed',
    emits: 'key.tested',
    until: '7.1',
    level: 'debug1',
    heads: ['test'],
    regex: /^test whether pkalg\/pkblob are acceptable$/,
    decode: () => ({}),
    samples: [{ text: 'test whether pkalg/pkblob are acceptable', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'key-signature-received',
    emits: 'signature.received',
    since: '7.2',
    level: 'debug3',
    heads,
    regex: new RegExp(
      `^userauth_pubkey: ${METHOD}have (?:([a-z0-9@.-]{1,64}) )?signature for (\\S+) (\\S+)(?: CA (\\S+) (\\S+))?$`,
    ),
    decode: (m) => {
      const fields = { key: { type: group(m, 2), fingerprint: group(m, 3) } };
      return m[1] === undefined ? fields : about(fields, { algorithm: m[1] });
    },
    samples: [
      { text: `userauth_pubkey: have signature for RSA ${PRINT}`, level: 'debug3', fields: { key: KEY } },
      {
        text: `userauth_pubkey: publickey have rsa-sha2-512 signature for RSA ${PRINT}`,
        level: 'debug3',
        fields: { key: KEY, algorithm: 'rsa-sha2-512' },
      },
    ],
  }),
  definePattern({
    id: 'key-checked',
    emits: 'key.checked',
    level: 'debug2',
    heads,
    regex: /^userauth_pubkey: authenticated ([01]) pkalg (\S*)$/,
    decode: (m) => ({ authenticated: group(m, 1) === '1', algorithm: group(m, 2) }),
    samples: [
      {
        text: 'userauth_pubkey: authenticated 0 pkalg rsa-sha2-512',
        level: 'debug2',
        fields: { authenticated: false, algorithm: 'rsa-sha2-512' },
      },
    ],
  }),
];
