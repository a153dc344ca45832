import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

const PRINT = 'SHA256:PlKS3dHpspJCBMBQIP9qE8f5X/oTb+keAk9SpQl5xtU';

/** Host-based authentication (RFC 4252 section 9). The client names its user and its host: both are its own words. */
export const hostbased: readonly Pattern[] = [
  definePattern({
    id: 'hostbased-request',
    emits: 'hostbased.requested',
    level: 'debug1',
    heads: ['userauth_hostbased:'],
    regex: /^userauth_hostbased: cuser (.*) chost (\S*) pkalg (\S*) slen \d{1,9}$/s,
    decode: (m) => ({ clientUser: group(m, 1), clientHost: group(m, 2), algorithm: group(m, 3) }),
    samples: [
      {
        text: 'userauth_hostbased: cuser alice chost client.example.net. pkalg ssh-rsa slen 271',
        level: 'debug1',
        fields: { clientUser: 'alice', clientHost: 'client.example.net.', algorithm: 'ssh-rsa' },
      },
    ],
  }),
  definePattern({
    id: 'hostbased-name-mismatch',
    emits: 'hostbased.name-mismatch',
    level: 'info',
    heads: ['userauth_hostbased'],
    regex: /^userauth_hostbased mismatch: client sends (.*), but we resolve (\S+) to (\S+)$/s,
    decode: (m) => about(peerAt(group(m, 2)), { clientHost: group(m, 1), resolvedHost: group(m, 3) }),
    samples: [
      {
        text: 'userauth_hostbased mismatch: client sends client.example.net., but we resolve 192.0.2.10 to nat.example.net',
        fields: { ip: '192.0.2.10', clientHost: 'client.example.net.', resolvedHost: 'nat.example.net' },
      },
    ],
  }),
  definePattern({
    id: 'hostbased-allowed',
    emits: 'hostbased.allowed',
    level: 'debug2',
    heads: ['hostbased_key_allowed:', 'userauth_hostbased:'],
    regex: /^(?:hostbased_key_allowed|userauth_hostbased): access allowed by auth_rhosts2$/,
    decode: () => ({}),
    samples: [{ text: 'hostbased_key_allowed: access allowed by auth_rhosts2', level: 'debug2', fields: {} }],
  }),
  definePattern({
    id: 'hostbased-no-files',
    emits: 'hostbased.no-hosts-files',
    level: 'debug3',
    heads: ['auth_rhosts2:'],
    regex: /^auth_rhosts2: no hosts access files exist$/,
    decode: () => ({}),
    samples: [{ text: 'auth_rhosts2: no hosts access files exist', level: 'debug3', fields: {} }],
  }),
  definePattern({
    id: 'hostbased-key-accepted',
    emits: 'hostbased.key-accepted',
    level: 'info',
    heads: ['Accepted'],
    regex: /^Accepted (\S+) public key (\S+) from (.*)@([^\s@]+)$/s,
    decode: (m) => ({
      key: { type: group(m, 1), fingerprint: group(m, 2) },
      clientUser: group(m, 3),
      clientHost: group(m, 4),
    }),
    samples: [
      {
        text: `Accepted RSA public key ${PRINT} from alice@client.example.net`,
        fields: { key: { type: 'RSA', fingerprint: PRINT }, clientUser: 'alice', clientHost: 'client.example.net' },
      },
    ],
  }),
  definePattern({
    id: 'hostbased-known-host',
    emits: 'hostbased.known-host-searched',
    level: 'debug1',
    heads: ['check_key_in_hostfiles:'],
    regex: /^check_key_in_hostfiles: key for (?:host )?(\S+) (?:not found|found at (.+):(\d{1,9}))$/s,
    decode: (m) =>
      m[2] === undefined
        ? { host: group(m, 1), found: false }
        : { host: group(m, 1), found: true, path: m[2], line: Number(m[3]) },
    samples: [
      {
        text: 'check_key_in_hostfiles: key for host client.example.net not found',
        level: 'debug1',
        fields: { host: 'client.example.net', found: false },
      },
      {
        text: 'check_key_in_hostfiles: key for client.example.net found at /etc/ssh/ssh_known_hosts:1',
        level: 'debug1',
        fields: { host: 'client.example.net', found: true, path: '/etc/ssh/ssh_known_hosts', line: 1 },
      },
    ],
  }),
  definePattern({
    id: 'rhosts-refused',
    emits: 'rhosts.refused',
    level: 'info',
    heads: ['Rhosts'],
    regex: /^Rhosts authentication refused for (\S+): ((?:no home directory (\S+)|.{1,300}))$/s,
    decode: (m) => {
      const fields = { user: group(m, 1), reason: group(m, 2) };
      return m[3] === undefined ? fields : about(fields, { path: m[3] });
    },
    samples: [
      {
        text: 'Rhosts authentication refused for fred: bad modes for .rhosts',
        fields: { user: 'fred', reason: 'bad modes for .rhosts' },
      },
      {
        text: 'Rhosts authentication refused for fred: no home directory /home/fred',
        fields: { user: 'fred', reason: 'no home directory /home/fred', path: '/home/fred' },
      },
    ],
  }),
  definePattern({
    id: 'hosts-file-not-regular',
    emits: 'rhosts.refused',
    level: 'info',
    heads: ['User'],
    regex: /^User (\S+) hosts file (.+) is not a regular file$/s,
    decode: (m) => ({ user: group(m, 1), reason: 'not a regular file', path: group(m, 2) }),
    samples: [
      {
        text: 'User fred hosts file /home/fred/.shosts is not a regular file',
        fields: { user: 'fred', reason: 'not a regular file', path: '/home/fred/.shosts' },
      },
    ],
  }),
  definePattern({
    id: 'known-hosts-bad-permissions',
    emits: 'rhosts.refused',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication refused for (\S+): (bad owner or modes) for (.+)$/s,
    decode: (m) => ({ user: group(m, 1), reason: group(m, 2), path: group(m, 3) }),
    samples: [
      {
        text: 'Authentication refused for fred: bad owner or modes for /home/fred/.ssh/known_hosts',
        fields: { user: 'fred', reason: 'bad owner or modes', path: '/home/fred/.ssh/known_hosts' },
      },
    ],
  }),
];
