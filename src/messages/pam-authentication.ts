import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress } from './peer.js';
import { sourceAt } from './source.js';

/** `<module>(<service>:<phase>): `, one group: the module. The service is sshd unless PAMServiceName names another. */
export const module = (phase: string): string => String.raw`(pam_[a-z0-9_]{1,40})\([^():\s]{1,40}:${phase}\): `;
/** How pam_unix, and whatever follows its example, names the source; two groups. Unknown users are not named. */
const FROM = String.raw`logname=\S* uid=\d{1,10} euid=\d{1,10} tty=\S* ruser=\S* rhost=(\S*)(?: {0,2}user=(.*)| {0,2})`;
const SOURCE = 'logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10';
const heads = ['pam_…:auth'];
/** The heads of what a module writes in whatever phase. */
export const ANY_PHASE = ['pam_…', 'pam_…:auth', 'pam_…:account', 'pam_…:session'];

function authenticationFailed(match: RegExpExecArray): EventFields['pam.auth-failed'] {
  const module = group(match, 1);
  const user = match[3];
  const ip = ipAddress(group(match, 2));
  // Hardly any line is more frequent, and hardly any names its source otherwise than by address.
  if (ip !== undefined) return user === undefined ? { ip, module } : { ip, module, user };
  const fields = about(sourceAt(group(match, 2)), { module });
  return user === undefined ? fields : about(fields, { user });
}

/** The authentication phase, where the modules tell what sshd only sums up. */
export const pamAuthentication: readonly Pattern[] = [
  definePattern({
    id: 'pam-auth-failure',
    emits: 'pam.auth-failed',
    level: 'info',
    heads,
    regex: new RegExp(`^${module('auth')}authentication failure; ${FROM}$`, 's'),
    decode: authenticationFailed,
    samples: [
      {
        text: `pam_unix(sshd:auth): authentication failure; ${SOURCE}  user=fred`,
        fields: { module: 'pam_unix', user: 'fred', ip: '192.0.2.10' },
      },
      { text: `pam_unix(sshd:auth): authentication failure; ${SOURCE} `, fields: { module: 'pam_unix', ip: '192.0.2.10' } },
      {
        text: `pam_sss(sshd:auth): authentication failure; ${SOURCE} user=fred`,
        fields: { module: 'pam_sss', user: 'fred', ip: '192.0.2.10' },
      },
    ],
  }),
  definePattern({
    id: 'pam-sss-received',
    emits: 'pam.auth-failed',
    level: 'info',
    heads,
    regex: new RegExp(String.raw`^${module('auth')}received for user (.*): (?!9 )(\d{1,3} \([^()]{1,200}\))$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: 'pam_sss(sshd:auth): received for user fred: 7 (Authentication failure)',
        fields: { module: 'pam_sss', user: 'fred', detail: '7 (Authentication failure)' },
      },
    ],
  }),
  definePattern({
    id: 'pam-user-unknown',
    emits: 'pam.user-unknown',
    level: 'info',
    heads,
    regex: new RegExp(`^${module('auth')}check pass; user unknown$`),
    decode: (m) => ({ module: group(m, 1) }),
    samples: [{ text: 'pam_unix(sshd:auth): check pass; user unknown', fields: { module: 'pam_unix' } }],
  }),
  definePattern({
    id: 'pam-locked-out',
    emits: 'pam.locked-out',
    level: 'info',
    heads: ['pam_…:auth', 'pam_…:account'],
    regex: new RegExp(
      `^${module('(?:auth|account)')}(?:Consecutive login failures for user (.*) account temporarily locked|` +
        String.raw`user (.*) \(\d{1,10}\) tally (\d{1,9}), deny \d{1,9})$`,
      's',
    ),
    decode: (m) => {
      const fields = { module: group(m, 1), user: m[2] ?? group(m, 3) };
      return m[4] === undefined ? fields : about(fields, { failures: Number(m[4]) });
    },
    samples: [
      {
        text: 'pam_faillock(sshd:auth): Consecutive login failures for user fred account temporarily locked',
        fields: { module: 'pam_faillock', user: 'fred' },
      },
      {
        text: 'pam_tally2(sshd:auth): user fred (1000) tally 6, deny 5',
        fields: { module: 'pam_tally2', user: 'fred', failures: 6 },
      },
    ],
  }),
  definePattern({
    id: 'pam-requirement',
    emits: 'pam.requirement-unmet',
    level: 'info',
    heads: ANY_PHASE,
    regex: new RegExp(String.raw`^${module('[a-z]{1,20}')}requirement "(.*)" not met by user "([^"]*)"$`, 's'),
    decode: (m) => ({ module: group(m, 1), requirement: group(m, 2), user: group(m, 3) }),
    samples: [
      {
        text: 'pam_succeed_if(sshd:auth): requirement "uid >= 1000" not met by user "root"',
        fields: { module: 'pam_succeed_if', requirement: 'uid >= 1000', user: 'root' },
      },
    ],
  }),
  // The library itself, when the conversation ends after more than one wrong password.
  definePattern({
    id: 'pam-more-failures',
    emits: 'pam.more-failures',
    level: 'info',
    heads: ['PAM'],
    regex: new RegExp(String.raw`^PAM (\d{1,4}) more authentication failures?; ${FROM}$`, 's'),
    decode: (m) => {
      const fields = about(sourceAt(group(m, 2)), { failures: Number(m[1]) });
      return m[3] === undefined ? fields : about(fields, { user: m[3] });
    },
    samples: [
      {
        text: `PAM 2 more authentication failures; ${SOURCE}  user=fred`,
        fields: { failures: 2, user: 'fred', ip: '192.0.2.10' },
      },
      { text: `PAM 1 more authentication failure; ${SOURCE} `, fields: { failures: 1, ip: '192.0.2.10' } },
    ],
  }),
  definePattern({
    id: 'pam-retries',
    emits: 'pam.retries-exceeded',
    level: 'info',
    heads: ['PAM'],
    regex: /^PAM service\(\S{1,40}\) ignoring max retries; (\d{1,4}) > (\d{1,4})$/,
    decode: (m) => ({ retries: Number(m[1]), limit: Number(m[2]) }),
    samples: [{ text: 'PAM service(sshd) ignoring max retries; 6 > 3', fields: { retries: 6, limit: 3 } }],
  }),
  definePattern({
    id: 'pam-module-missing',
    emits: 'pam.module-failed',
    heads: ['PAM'],
    regex: /^PAM (unable to dlopen\((\S{1,400})\): .{1,400}|adding faulty module: (\S{1,400}))$/s,
    decode: (m) => ({ path: m[2] ?? group(m, 3), detail: group(m, 1) }),
    samples: [
      {
        text: 'PAM adding faulty module: /lib/security/pam_tally.so',
        fields: { path: '/lib/security/pam_tally.so', detail: 'adding faulty module: /lib/security/pam_tally.so' },
      },
      {
        text: 'PAM unable to dlopen(/lib/security/pam_tally.so): No such file or directory',
        fields: {
          path: '/lib/security/pam_tally.so',
          detail: 'unable to dlopen(/lib/security/pam_tally.so): No such file or directory',
        },
      },
    ],
  }),
];
