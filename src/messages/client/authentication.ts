import type { ClientKey, KeySource } from '../../events/client/index.js';
import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';

const methodsOf = (text: string): string[] => text.split(',').filter((method) => method !== '');

const SOURCE_WORDS: Record<string, KeySource> = { explicit: 'explicit', agent: 'agent', token: 'token', authenticator: 'security-key' };
const TYPE = /^[A-Z][A-Z0-9-]{1,30}$/;
const FINGERPRINT = /^(?:SHA256:[A-Za-z0-9+/]{43}|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})$/;

/**
 * A key as 7.8 and later print it: name, type, fingerprint, and where it comes from. The name is a path or the comment of a key in
 * an agent and may hold anything, so the others are taken from the right.
 */
function keyOf(text: string): ClientKey {
  const words = text.trimEnd().split(' ');
  const sources: KeySource[] = [];
  for (let source = SOURCE_WORDS[words.at(-1) ?? '']; source !== undefined && words.length > 1 && sources.length < 4; source = SOURCE_WORDS[words.at(-1) ?? '']) {
    sources.unshift(source);
    words.pop();
  }
  const [type = '', fingerprint = ''] = words.slice(-2);
  const hasKey = words.length > 2 && TYPE.test(type) && FINGERPRINT.test(fingerprint);
  return {
    keyName: (hasKey ? words.slice(0, -2) : words).join(' ').trimEnd(),
    ...(hasKey && { key: { type, fingerprint } }),
    ...(sources.length > 0 && { sources }),
  };
}

/** The login as the client sees it. */
export const authentication: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-methods',
    emits: 'client.methods',
    level: 'debug1',
    heads: ['Authentications'],
    regex: /^Authentications that can continue: (\S{0,1024})$/,
    decode: (m) => ({ methods: methodsOf(group(m, 1)) }),
    samples: [{ text: 'Authentications that can continue: publickey,password', level: 'debug1', fields: { methods: ['publickey', 'password'] } }],
  }),
  defineClientPattern({
    id: 'client-methods-partial',
    emits: 'client.partial-success',
    heads: ['Authenticated'],
    // With the method at -v, without it (to 8.4) at INFO.
    regex: /^Authenticated (?:using "([^"]{1,64})" )?with partial success\.$/,
    decode: (m) => (m[1] === undefined ? {} : { method: m[1] }),
    samples: [
      { text: 'Authenticated using "publickey" with partial success.', fields: { method: 'publickey' } },
      { text: 'Authenticated with partial success.', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-method-chosen',
    emits: 'client.method-chosen',
    level: 'debug1',
    heads: ['Next'],
    regex: /^Next authentication method: (\S{1,64})$/,
    decode: (m) => ({ method: group(m, 1) }),
    samples: [{ text: 'Next authentication method: publickey', level: 'debug1', fields: { method: 'publickey' } }],
  }),
  defineClientPattern({
    id: 'client-methods-exhausted',
    emits: 'client.methods-exhausted',
    level: 'debug1',
    heads: ['No'],
    regex: /^No more authentication methods to try\.$/,
    decode: () => ({}),
    samples: [{ text: 'No more authentication methods to try.', level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-key-planned',
    emits: 'client.key-planned',
    since: '7.8',
    level: 'debug1',
    heads: ['Will'],
    regex: /^Will attempt key: (.{1,1200})$/s,
    decode: (m) => keyOf(group(m, 1)),
    samples: [
      { text: 'Will attempt key: /home/fred/.ssh/id_rsa ', level: 'debug1', fields: { keyName: '/home/fred/.ssh/id_rsa' } },
      {
        text: 'Will attempt key: fred@client ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM agent', level: 'debug1',
        fields: { keyName: 'fred@client', key: { type: 'ED25519', fingerprint: 'SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM' }, sources: ['agent'] },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-key-offered',
    emits: 'client.key-offered',
    level: 'debug1',
    heads: ['Offering'],
    regex: /^Offering public key: (.{1,1200})$/s,
    decode: (m) => keyOf(group(m, 1)),
    samples: [
      { text: 'Offering public key: /home/fred/.ssh/id_rsa', level: 'debug1', fields: { keyName: '/home/fred/.ssh/id_rsa' } },
      {
        text: 'Offering public key: /home/fred/.ssh/id_rsa RSA SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM explicit', level: 'debug1',
        fields: { keyName: '/home/fred/.ssh/id_rsa', key: { type: 'RSA', fingerprint: 'SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM' }, sources: ['explicit'] },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-key-offered-typed',
    emits: 'client.key-offered',
    level: 'debug1',
    heads: ['Offering'],
    regex: /^Offering ([A-Z][A-Z0-9-]{1,30}) public key: (.{1,1024})$/s,
    decode: (m) => ({ keyName: group(m, 2), key: { type: group(m, 1) } }),
    samples: [{ text: 'Offering ED25519 public key: /home/fred/.ssh/id_ed25519', level: 'debug1', fields: { keyName: '/home/fred/.ssh/id_ed25519', key: { type: 'ED25519' } } }],
  }),
  defineClientPattern({
    id: 'client-key-file-tried',
    emits: 'client.key-file-tried',
    level: 'debug1',
    heads: ['Trying'],
    regex: /^Trying private key: (.{1,1024})$/s,
    decode: (m) => ({ keyName: group(m, 1) }),
    samples: [{ text: 'Trying private key: /home/fred/.ssh/id_dsa', level: 'debug1', fields: { keyName: '/home/fred/.ssh/id_dsa' } }],
  }),
  defineClientPattern({
    id: 'client-key-accepted',
    emits: 'client.key-accepted',
    level: 'debug1',
    heads: ['Server'],
    regex: /^Server accepts key: (.{1,1200})$/s,
    // To 7.7 without a name.
    decode: (m) => (/^pkalg \S{1,64} blen \d{1,7} ?$/.test(group(m, 1)) ? {} : keyOf(group(m, 1))),
    samples: [
      { text: 'Server accepts key: pkalg ssh-rsa blen 277', level: 'debug1', fields: {} },
      {
        text: 'Server accepts key: /home/fred/.ssh/id_rsa RSA SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM', level: 'debug1',
        fields: { keyName: '/home/fred/.ssh/id_rsa', key: { type: 'RSA', fingerprint: 'SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM' } },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-authenticated-method',
    emits: 'client.authenticated',
    level: 'debug1',
    heads: ['Authentication'],
    regex: /^Authentication succeeded \((\S{1,64})\)\.$/,
    decode: (m) => ({ method: group(m, 1) }),
    samples: [{ text: 'Authentication succeeded (publickey).', level: 'debug1', fields: { method: 'publickey' } }],
  }),
  // From 8.8 at INFO where -v is given.
  defineClientPattern({
    id: 'client-authenticated-to',
    emits: 'client.authenticated',
    heads: ['Authenticated'],
    regex: /^Authenticated to \S{1,1025} \(.{1,200}\)(?: using "([^"]{1,64})")?\.$/,
    decode: (m) => (m[1] === undefined ? {} : { method: m[1] }),
    samples: [{ text: 'Authenticated to server.example.org ([192.0.2.250]:22) using "publickey".', fields: { method: 'publickey' } }],
  }),
  defineClientPattern({
    id: 'client-permission-denied',
    emits: 'client.permission-denied',
    heads: ['Permission'],
    regex: /^Permission denied \(([\w@.,-]{0,512})\)\.$/,
    decode: (m) => ({ methods: methodsOf(group(m, 1)) }),
    samples: [{ text: 'Permission denied (publickey).', fields: { methods: ['publickey'] } }],
  }),
  defineClientPattern({
    id: 'client-permission-denied-user',
    emits: 'client.permission-denied',
    since: '7.4',
    heads: [],
    regex: /^(.{1,2050}): Permission denied \(([\w@.,-]{0,512})\)\.$/s,
    // A user name may hold the sign, a host name cannot.
    decode(m) {
      const account = group(m, 1);
      const at = account.lastIndexOf('@');
      const hostName = account.slice(at + 1);
      return at < 1 || !/^\S{1,1025}$/.test(hostName) ? undefined : { user: account.slice(0, at), hostName, methods: methodsOf(group(m, 2)) };
    },
    samples: [{ text: 'fred@server.example.org: Permission denied (publickey,password).', fields: { user: 'fred', hostName: 'server.example.org', methods: ['publickey', 'password'] } }],
  }),
  defineClientPattern({
    id: 'client-password-refused',
    emits: 'client.password-refused',
    heads: ['Permission'],
    regex: /^Permission denied, please try again\.$/,
    decode: () => ({}),
    samples: [{ text: 'Permission denied, please try again.', fields: {} }],
  }),
];
