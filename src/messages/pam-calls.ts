import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { pamResult, pamTextLength } from './pam-results.js';
import { sourceAt } from './source.js';

/** Only PAM's own messages say `illegal` where all others say `invalid`. */
const ILLEGAL = 'illegal user ';
const FOR = ' for ';

/** `<error> for [illegal user ]<user>` taken apart, with the source of the login. */
function loginRefused(text: string, source: string): EventFields['pam.login-refused'] | undefined {
  const length = pamTextLength(text);
  if (length === 0) return undefined;
  const reason = text.slice(0, length);
  const named = text.slice(length + FOR.length);
  const validUser = !named.startsWith(ILLEGAL);
  const fields = about(sourceAt(source), { user: validUser ? named : named.slice(ILLEGAL.length), validUser, reason });
  const result = pamResult(reason);
  return result === undefined ? fields : about(fields, { result });
}

/** What sshd itself says of the answers that it got from PAM. */
export const pamCalls: readonly Pattern[] = [
  definePattern({
    id: 'pam-login-refused',
    emits: 'pam.login-refused',
    level: 'error',
    heads: ['PAM:'],
    regex: /^PAM: (?!pam_|password authentication |failed to )(.*) from (\S+)$/s,
    decode: (m) => loginRefused(group(m, 1), group(m, 2)),
    samples: [
      {
        text: 'PAM: Authentication failure for fred from 192.0.2.10',
        level: 'error',
        fields: { user: 'fred', validUser: true, ip: '192.0.2.10', reason: 'Authentication failure', result: 'auth-error' },
      },
      {
        text: 'PAM: Have exhausted maximum number of retries for service for fred from client.example.net',
        level: 'error',
        fields: {
          user: 'fred', validUser: true, host: 'client.example.net',
          reason: 'Have exhausted maximum number of retries for service', result: 'max-tries',
        },
      },
      {
        text: 'PAM: User not known to the underlying authentication module for illegal user a for b from c from 192.0.2.10',
        level: 'error',
        fields: {
          user: 'a for b from c', validUser: false, ip: '192.0.2.10',
          reason: 'User not known to the underlying authentication module', result: 'user-unknown',
        },
      },
      {
        text: 'PAM: authentication error for fred from 192.0.2.10',
        level: 'error',
        fields: { user: 'fred', validUser: true, ip: '192.0.2.10', reason: 'authentication error' },
      },
    ],
  }),
  definePattern({
    id: 'pam-account-denied',
    emits: 'pam.account-denied',
    heads: ['Access'],
    regex: /^Access denied for user (.*) by PAM account configuration$/s,
    decode: (m) => ({ user: group(m, 1) }),
    samples: [
      { text: 'Access denied for user fred by PAM account configuration', level: 'fatal', fields: { user: 'fred' } },
      { text: 'Access denied for user fred by PAM account configuration', level: 'error', fields: { user: 'fred' } },
    ],
  }),
  definePattern({
    id: 'pam-call-failed',
    emits: 'pam.call-failed',
    heads: ['PAM:'],
    regex: /^PAM: (pam_[a-z_]{3,30})\(\): (.{1,300})$/s,
    decode: (m) => {
      const result = pamResult(group(m, 2));
      const fields = { call: group(m, 1), reason: group(m, 2) };
      return result === undefined ? fields : about(fields, { result });
    },
    samples: [
      {
        text: 'PAM: pam_open_session(): Permission denied',
        level: 'error',
        fields: { call: 'pam_open_session', reason: 'Permission denied', result: 'permission-denied' },
      },
      {
        text: 'PAM: pam_setcred(): Failure setting user credentials',
        level: 'fatal',
        fields: { call: 'pam_setcred', reason: 'Failure setting user credentials', result: 'credentials-error' },
      },
    ],
  }),
  definePattern({
    id: 'pam-not-initialized',
    emits: 'pam.call-failed',
    heads: ['PAM:'],
    regex: /^PAM: initialization failed(?:: (.{1,300}))?$/s,
    decode: (m) => (m[1] === undefined ? { call: 'pam_start' } : { call: 'pam_start', reason: m[1] }),
    samples: [{ text: 'PAM: initialization failed', level: 'error', fields: { call: 'pam_start' } }],
  }),
  definePattern({
    id: 'pam-thread-failed',
    emits: 'pam.call-failed',
    level: 'error',
    heads: ['PAM:'],
    regex: /^PAM: failed to start authentication thread: (.{1,300})$/s,
    decode: (m) => ({ call: 'authentication thread', reason: group(m, 1) }),
    samples: [
      {
        text: 'PAM: failed to start authentication thread: Resource temporarily unavailable',
        level: 'error',
        fields: { call: 'authentication thread', reason: 'Resource temporarily unavailable' },
      },
    ],
  }),
  definePattern({
    id: 'pam-account-checked',
    emits: 'pam.account-checked',
    level: 'debug3',
    heads: ['PAM:'],
    regex: /^PAM: do_pam_account pam_acct_mgmt = (\d{1,3}) \((.{1,300})\)$/s,
    decode: (m) => {
      const result = pamResult(group(m, 2));
      const fields = { code: Number(m[1]), reason: group(m, 2) };
      return result === undefined ? fields : about(fields, { result });
    },
    samples: [
      {
        text: 'PAM: do_pam_account pam_acct_mgmt = 13 (User account has expired)',
        level: 'debug3',
        fields: { code: 13, reason: 'User account has expired', result: 'account-expired' },
      },
    ],
  }),
  definePattern({
    id: 'pam-user-changed',
    emits: 'pam.user-changed',
    level: 'error',
    heads: ['check_pam_user:'],
    regex: /^check_pam_user: PAM user "(.*)" does not match previous "([^"]*)"$/s,
    decode: (m) => ({ user: group(m, 1), previous: group(m, 2) }),
    samples: [
      {
        text: 'check_pam_user: PAM user "fred" does not match previous "alice"',
        level: 'error',
        fields: { user: 'fred', previous: 'alice' },
      },
    ],
  }),
];
