import type { AccessRefusal } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt, peerWho } from './peer.js';
import { sourceAt } from './source.js';

const RULES: Readonly<Record<string, AccessRefusal>> = {
  'listed in DenyUsers': 'deny-users',
  'not listed in AllowUsers': 'allow-users',
  'not in any group': 'no-group',
  'a group is listed in DenyGroups': 'deny-groups',
  "none of user's groups are listed in AllowGroups": 'allow-groups',
};

const SHELL: Readonly<Record<string, AccessRefusal>> = {
  'does not exist': 'shell-missing',
  'is not executable': 'shell-not-executable',
};

const rule = (words: string): AccessRefusal => RULES[words] ?? 'deny-users';
const fred = { user: 'fred', ip: '192.0.2.10' };

/** From then on sshd treats the user as if he did not exist. */
export const accessRefusals: readonly Pattern[] = [
  definePattern({
    id: 'not-allowed-by-list',
    emits: 'access.denied',
    level: 'info',
    heads: ['User'],
    regex: new RegExp(String.raw`^User (.*) from (\S+) not allowed because (${Object.keys(RULES).join('|')})$`, 's'),
    decode: (m) => about(sourceAt(group(m, 2)), { user: group(m, 1), reason: rule(group(m, 3)) }),
    samples: [
      ...Object.entries(RULES).map(([words, reason]) => ({
        text: `User fred from 192.0.2.10 not allowed because ${words}`,
        fields: { ...fred, reason },
      })),
      {
        text: 'User fred from client.example.net not allowed because listed in DenyUsers',
        fields: { user: 'fred', host: 'client.example.net', reason: 'deny-users' },
      },
    ],
  }),
  definePattern({
    id: 'not-allowed-shell',
    emits: 'access.denied',
    level: 'info',
    heads: ['User'],
    regex: /^User (.*) not allowed because shell (\S+) (does not exist|is not executable)$/s,
    decode: (m) => ({ user: group(m, 1), reason: SHELL[group(m, 3)] ?? 'shell-missing', path: group(m, 2) }),
    samples: Object.entries(SHELL).map(([words, reason]) => ({
      text: `User fred not allowed because shell /bin/zsh ${words}`,
      fields: { user: 'fred', reason, path: '/bin/zsh' },
    })),
  }),
  definePattern({
    id: 'not-allowed-locked',
    emits: 'access.denied',
    level: 'info',
    heads: ['User'],
    regex: /^User (.*) not allowed because account is locked$/s,
    decode: (m) => ({ user: group(m, 1), reason: 'account-locked' }),
    samples: [{ text: 'User fred not allowed because account is locked', fields: { user: 'fred', reason: 'account-locked' } }],
  }),
  definePattern({
    id: 'not-allowed-nologin',
    emits: 'access.denied',
    level: 'info',
    heads: ['User'],
    regex: /^User (.*) not allowed because (\/\S+) exists$/s,
    decode: (m) => ({ user: group(m, 1), reason: 'nologin-file', path: group(m, 2) }),
    samples: [
      {
        text: 'User fred not allowed because /etc/nologin exists',
        fields: { user: 'fred', reason: 'nologin-file', path: '/etc/nologin' },
      },
    ],
  }),
  definePattern({
    id: 'refused-connection',
    emits: 'access.denied',
    since: '9.9',
    level: 'info',
    heads: ['administratively'],
    regex: /^administratively prohibited connection for (invalid user |)(.*) from (\S+) port (\d{1,5})$/s,
    decode: (m) =>
      about(peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)), { reason: 'refuse-connection' as const }),
    samples: [
      {
        text: 'administratively prohibited connection for fred from 192.0.2.10 port 50022',
        fields: { ...fred, port: 50022, validUser: true, reason: 'refuse-connection' },
      },
      {
        text: 'administratively prohibited connection for invalid user x from 192.0.2.66 port 1 from 192.0.2.10 port 50022',
        fields: {
          ip: '192.0.2.10', port: 50022, user: 'x from 192.0.2.66 port 1', validUser: false, reason: 'refuse-connection',
        },
      },
    ],
  }),
  // BSD's login.conf: host.allow and host.deny of a login class, and its times.
  definePattern({
    id: 'login-class-denied',
    emits: 'access.denied',
    heads: ['Denied'],
    regex: /^Denied connection for (.*) from (\S+) \[(\S+)\]\.$/s,
    decode: (m) => about(peerAt(group(m, 3)), { user: group(m, 1), host: group(m, 2), reason: 'login-class' as const }),
    samples: [
      {
        text: 'Denied connection for fred from client.example.net [192.0.2.10].',
        level: 'debug1',
        fields: { ...fred, host: 'client.example.net', reason: 'login-class' },
      },
    ],
  }),
  definePattern({
    id: 'login-time-denied',
    emits: 'access.denied',
    heads: ['LOGIN'],
    regex: /^LOGIN (.*) REFUSED \(TIME\)(?: FROM (\S+))?$/s,
    decode: (m) => about(sourceAt(group(m, 2)), { user: group(m, 1), reason: 'login-time' as const }),
    samples: [
      { text: 'LOGIN fred REFUSED (TIME)', fields: { user: 'fred', reason: 'login-time' } },
      { text: 'LOGIN fred REFUSED (TIME) FROM 192.0.2.10', fields: { ...fred, reason: 'login-time' } },
    ],
  }),
];
