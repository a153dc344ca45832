import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** The account that sshd checks where there is none, so that both take the same time. */
const DUMMY = 'NOUSER';

/** What shadow says of an account, where sshd asks it itself, and passwords that must be changed first. */
export const accounts: readonly Pattern[] = [
  definePattern({
    id: 'account-expired',
    emits: 'account.expired',
    level: 'info',
    heads: ['Account'],
    regex: /^Account (.*) has expired$/s,
    decode: (m) => ({ user: group(m, 1) }),
    samples: [{ text: 'Account fred has expired', fields: { user: 'fred' } }],
  }),
  definePattern({
    id: 'password-expired-shadow',
    emits: 'password.expired',
    level: 'info',
    heads: ['User'],
    regex: /^User (.*) password has expired \((password aged|root forced)\)$/s,
    decode: (m) => ({ user: group(m, 1), expiry: group(m, 2) === 'root forced' ? 'forced' : 'aged' }),
    samples: [
      { text: 'User fred password has expired (password aged)', fields: { user: 'fred', expiry: 'aged' } },
      { text: 'User fred password has expired (root forced)', fields: { user: 'fred', expiry: 'forced' } },
    ],
  }),
  definePattern({
    id: 'password-expired-privsep',
    emits: 'password.expired',
    until: '9.7',
    level: 'fatal',
    heads: ['Password'],
    regex: /^Password expired \(unable to change with privsep\)$/,
    decode: () => ({}),
    samples: [{ text: 'Password expired (unable to change with privsep)', level: 'fatal', fields: {} }],
  }),
  definePattern({
    id: 'password-expired',
    emits: 'password.expired',
    since: '9.8',
    level: 'fatal',
    heads: ['Password'],
    regex: /^Password expired$/,
    decode: () => ({}),
    samples: [{ text: 'Password expired', level: 'fatal', fields: {} }],
  }),
  definePattern({
    id: 'shadow-unavailable',
    emits: 'shadow.unavailable',
    heads: ['Could'],
    regex: /^Could not get shadow information for (.*)$/s,
    decode: (m) => (group(m, 1) === DUMMY ? { dummy: true } : { user: group(m, 1), dummy: false }),
    samples: [
      { text: 'Could not get shadow information for NOUSER', level: 'error', fields: { dummy: true } },
      { text: 'Could not get shadow information for fred', level: 'error', fields: { user: 'fred', dummy: false } },
    ],
  }),
  definePattern({
    id: 'password-change-unsupported',
    emits: 'password.change-unsupported',
    level: 'info',
    heads: ['password'],
    regex: /^password change not supported$/,
    decode: () => ({}),
    samples: [{ text: 'password change not supported', fields: {} }],
  }),
];
