import type { PamAccountRefusal } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { ANY_PHASE, module } from './pam-authentication.js';
import { about, group } from './peer.js';
import { sourceAt } from './source.js';

const heads = ['pam_…:account'];
/** PAM_ACCT_EXPIRED of Linux-PAM. */
const ACCOUNT_EXPIRED = '13';
/** PAM_SYSTEM_ERR of Linux-PAM: the module has failed, and decided nothing. */
const SYSTEM_ERROR = '4';

function sssReason(code: string | undefined): PamAccountRefusal {
  return code === ACCOUNT_EXPIRED ? 'account-expired' : code === SYSTEM_ERROR ? 'module-failed' : 'other';
}

/** The account phase: who has proven himself and still may not in. */
export const pamAccount: readonly Pattern[] = [
  definePattern({
    id: 'pam-account-expired',
    emits: 'pam.account-refused',
    level: 'info',
    heads,
    regex: new RegExp(
      String.raw`^${module('account')}account (.*) has expired \((account expired|failed to change password)\)$`,
      's',
    ),
    decode: (m) => ({
      module: group(m, 1),
      reason: group(m, 3) === 'account expired' ? 'account-expired' : 'password-expired',
      user: group(m, 2),
    }),
    samples: [
      {
        text: 'pam_unix(sshd:account): account fred has expired (account expired)',
        fields: { module: 'pam_unix', reason: 'account-expired', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-password-expired',
    emits: 'pam.account-refused',
    level: 'info',
    heads,
    regex: new RegExp(String.raw`^${module('account')}expired password for user (.*) \((password aged|root enforced)\)$`, 's'),
    decode: (m) => ({
      module: group(m, 1),
      reason: group(m, 3) === 'root enforced' ? 'password-forced' : 'password-aged',
      user: group(m, 2),
    }),
    samples: [
      {
        text: 'pam_unix(sshd:account): expired password for user fred (password aged)',
        fields: { module: 'pam_unix', reason: 'password-aged', user: 'fred' },
      },
      {
        text: 'pam_unix(sshd:account): expired password for user fred (root enforced)',
        fields: { module: 'pam_unix', reason: 'password-forced', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-access',
    emits: 'pam.account-refused',
    level: 'info',
    heads: ANY_PHASE,
    regex: new RegExp(String.raw`^${module('[a-z]{1,20}')}access denied for user ${'`'}(.*)' from ${'`'}(\S*)'$`, 's'),
    decode: (m) => about(sourceAt(group(m, 3)), { module: group(m, 1), reason: 'access-rule' as const, user: group(m, 2) }),
    samples: [
      {
        text: "pam_access(sshd:account): access denied for user `fred' from `192.0.2.10'",
        fields: { module: 'pam_access', reason: 'access-rule', user: 'fred', ip: '192.0.2.10' },
      },
    ],
  }),
  definePattern({
    id: 'pam-nologin',
    emits: 'pam.account-refused',
    level: 'info',
    heads: ANY_PHASE,
    regex: new RegExp(`^${module('[a-z]{1,20}')}Refusing user '(.*)'$`, 's'),
    decode: (m) => ({ module: group(m, 1), reason: 'nologin', user: group(m, 2) }),
    samples: [
      {
        text: "pam_nologin(sshd:account): Refusing user 'fred'",
        fields: { module: 'pam_nologin', reason: 'nologin', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-listfile',
    emits: 'pam.account-refused',
    level: 'info',
    heads: ANY_PHASE,
    regex: new RegExp(String.raw`^${module('[a-z]{1,20}')}Refused user (.*) for service \S{1,40}$`, 's'),
    decode: (m) => ({ module: group(m, 1), reason: 'access-rule', user: group(m, 2) }),
    samples: [
      {
        text: 'pam_listfile(sshd:auth): Refused user fred for service sshd',
        fields: { module: 'pam_listfile', reason: 'access-rule', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-sss-access',
    emits: 'pam.account-refused',
    level: 'info',
    heads,
    regex: new RegExp(String.raw`^${module('account')}Access denied for user (.*): (?!9 )((\d{1,3}) \([^()]{1,200}\))$`, 's'),
    decode: (m) => ({ module: group(m, 1), reason: sssReason(m[4]), user: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: 'pam_sss(sshd:account): Access denied for user fred: 13 (User account has expired)',
        fields: { module: 'pam_sss', reason: 'account-expired', user: 'fred', detail: '13 (User account has expired)' },
      },
      {
        text: 'pam_sss(sshd:account): Access denied for user fred: 6 (Permission denied)',
        fields: { module: 'pam_sss', reason: 'other', user: 'fred', detail: '6 (Permission denied)' },
      },
      {
        text: 'pam_sss(sshd:account): Access denied for user fred: 4 (System error)',
        fields: { module: 'pam_sss', reason: 'module-failed', user: 'fred', detail: '4 (System error)' },
      },
    ],
  }),
  definePattern({
    id: 'pam-password-warning',
    emits: 'pam.password-warning',
    level: 'info',
    heads,
    regex: new RegExp(String.raw`^${module('account')}password for user (.*) will expire in (\d{1,6}) days?$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 2), days: Number(m[3]) }),
    samples: [
      {
        text: 'pam_unix(sshd:account): password for user fred will expire in 5 days',
        fields: { module: 'pam_unix', user: 'fred', days: 5 },
      },
    ],
  }),
];
