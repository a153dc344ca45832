import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('authentication');

/** Methods that the client may not use, and what else keeps an account from logging in. */
export const methodRequests: readonly Pattern[] = [
  // Also where the method exists, but is off or not in AuthenticationMethods: so it is with `none`.
  definePattern({
    id: 'method-unknown',
    emits: 'auth.method-refused',
    until: '9.1',
    level: 'debug2',
    heads: ['Unrecognized'],
    regex: /^Unrecognized authentication method name: (.{0,512})$/s,
    decode: (m) => ({ method: group(m, 1) }),
    samples: [{ text: 'Unrecognized authentication method name: none', level: 'debug2', fields: { method: 'none' } }],
  }),
  definePattern({
    id: 'method-unknown-named',
    emits: 'auth.method-refused',
    since: '8.9',
    level: 'debug1',
    heads: after('authmethod_byname'),
    regex: /^authmethod_byname: unrecognized authentication method name: (.{0,512})$/s,
    decode: (m) => ({ method: group(m, 1), reason: 'unknown' }),
    samples: [
      {
        text: 'authmethod_byname: unrecognized authentication method name: foo',
        level: 'debug1',
        fields: { method: 'foo', reason: 'unknown' },
      },
    ],
  }),
  definePattern({
    id: 'method-not-enabled',
    emits: 'auth.method-refused',
    level: 'debug3',
    heads: after('authmethod_lookup'),
    regex: /^authmethod_lookup: method ([a-z0-9@.-]{1,64}) (?:not enabled|(not allowed by AuthenticationMethods))$/,
    decode: (m) => ({
      method: group(m, 1),
      reason: m[2] === undefined ? 'not-enabled' : 'not-in-authentication-methods',
    }),
    samples: [
      {
        text: 'authmethod_lookup: method password not enabled',
        level: 'debug3',
        fields: { method: 'password', reason: 'not-enabled' },
      },
      {
        text: 'authmethod_lookup: method password not allowed by AuthenticationMethods',
        level: 'debug3',
        fields: { method: 'password', reason: 'not-in-authentication-methods' },
      },
    ],
  }),
  definePattern({
    id: 'methods-no-list-valid',
    emits: 'auth.methods-misconfigured',
    since: '6.2',
    level: 'debug1',
    heads: after('mm_answer_pwnamallow', 'input_userauth_request'),
    regex: /^(?:mm_answer_pwnamallow|input_userauth_request): no valid authentication method lists$/,
    decode: () => ({ reason: 'no-list-left' }),
    samples: [
      {
        text: 'mm_answer_pwnamallow: no valid authentication method lists',
        level: 'debug1',
        fields: { reason: 'no-list-left' },
      },
    ],
  }),
  definePattern({
    id: 'shadow-days-left',
    emits: 'shadow.expiry',
    level: 'debug3',
    heads: ['account', 'password'],
    regex: /^(account|password) will expire in (\d{1,10}) days$/,
    decode: (m) => ({ of: m[1] === 'account' ? 'account' : 'password', days: Number(m[2]) }),
    samples: [
      { text: 'account will expire in 5 days', level: 'debug3', fields: { of: 'account', days: 5 } },
      { text: 'password will expire in 5 days', level: 'debug3', fields: { of: 'password', days: 5 } },
    ],
  }),
  // Days since 1970; sp_expire -1 means never, and what is left is then no number of days.
  definePattern({
    id: 'shadow-account-checked',
    emits: 'shadow.expiry',
    level: 'debug3',
    heads: after('auth_shadow_acctexpired'),
    regex: /^auth_shadow_acctexpired: today \d{1,10} sp_expire (-?\d{1,10}) days left (-?\d{1,10})$/,
    decode: (m) => (m[1] === '-1' ? { of: 'account' } : { of: 'account', days: Number(m[2]) }),
    samples: [
      {
        text: 'auth_shadow_acctexpired: today 19700 sp_expire 19600 days left -100',
        level: 'debug3',
        fields: { of: 'account', days: -100 },
      },
      {
        text: 'auth_shadow_acctexpired: today 20777 sp_expire -1 days left -20778',
        level: 'debug3',
        fields: { of: 'account' },
      },
    ],
  }),
  trace({
    id: 'shadow-checked',
    level: 'debug3',
    heads: [...after('auth_shadow_pwexpired'), 'account', 'password'],
    regex: anyOf(
      String.raw`auth_shadow_pwexpired: today \d{1,10} sp_lstchg -?\d{1,10} sp_max -?\d{1,10}`,
      '(?:account|password) expiration disabled',
    ),
    texts: ['auth_shadow_pwexpired: today 20777 sp_lstchg 19700 sp_max 99999', 'account expiration disabled'],
  }),
];
