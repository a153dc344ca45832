import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { sourceAt } from './source.js';

/** `duo_log` of duo_unix: the user, the source where it is known, and what Duo said. Three groups. */
const ABOUT = String.raw`for '(.*)'(?: from (\S{1,255}?))?(?:: (.{1,400}))?`;
const ABOUT_FRED = "for 'fred' from 192.0.2.10";
const module = 'pam_duo';

const from = (m: RegExpExecArray): { ip?: string; host?: string } => (m[2] === undefined ? {} : sourceAt(m[2]));
const why = (m: RegExpExecArray): { detail?: string } => (m[3] === undefined ? {} : { detail: m[3] });

/** The second factor of Duo. Its module names itself nowhere: its lines come under the tag of sshd. */
export const pamDuo: readonly Pattern[] = [
  definePattern({
    id: 'duo-failed',
    emits: 'pam.code-refused',
    level: 'info',
    heads: ['Failed'],
    regex: new RegExp(`^Failed Duo login ${ABOUT}$`, 's'),
    decode: (m) => about(why(m), { module, user: group(m, 1) }),
    samples: [
      {
        text: `Failed Duo login ${ABOUT_FRED}: Incorrect passcode. Please try again.`,
        fields: { module, user: 'fred', detail: 'Incorrect passcode. Please try again.' },
      },
      { text: "Failed Duo login for 'fred': Login request denied.", fields: { module, user: 'fred', detail: 'Login request denied.' } },
    ],
  }),
  definePattern({
    id: 'duo-aborted',
    emits: 'pam.account-refused',
    level: 'info',
    heads: ['Aborted'],
    regex: new RegExp(`^Aborted Duo login ${ABOUT}$`, 's'),
    decode: (m) => about(from(m), { ...why(m), module, reason: 'other' as const, user: group(m, 1) }),
    samples: [
      {
        text: `Aborted Duo login ${ABOUT_FRED}: Your account is disabled and cannot access this application. Please contact your administrator.`,
        fields: { module, reason: 'other', user: 'fred', ip: '192.0.2.10', detail: 'Your account is disabled and cannot access this application. Please contact your administrator.' },
      },
    ],
  }),
  definePattern({
    id: 'duo-unavailable',
    emits: 'pam.backend-unavailable',
    level: 'info',
    heads: ['Error', 'Failsecure'],
    regex: new RegExp(`^((?:Error in|Failsecure) Duo login ${ABOUT})$`, 's'),
    decode: (m) => ({ module, detail: group(m, 4) || group(m, 1) }),
    samples: [
      {
        text: `Error in Duo login ${ABOUT_FRED}: HTTP 401: Invalid signature in request credentials`,
        fields: { module, detail: 'HTTP 401: Invalid signature in request credentials' },
      },
      {
        text: `Failsecure Duo login ${ABOUT_FRED}: Couldn't connect to api-1.duosecurity.com: Failed to connect`,
        fields: { module, detail: "Couldn't connect to api-1.duosecurity.com: Failed to connect" },
      },
    ],
  }),
  // Whoever is let in without the second factor, as Duo or its configuration says; and who has passed.
  definePattern({
    id: 'duo-passed',
    emits: 'pam.notice',
    level: 'info',
    heads: ['Successful', 'Skipped', 'Failsafe'],
    regex: /^((?:Successful|Skipped|Failsafe) Duo login for '.*)$/s,
    decode: (m) => ({ module, phase: 'auth', text: group(m, 1) }),
    samples: [
      { text: `Successful Duo login ${ABOUT_FRED}`, fields: { module, phase: 'auth', text: `Successful Duo login ${ABOUT_FRED}` } },
      { text: `Skipped Duo login ${ABOUT_FRED}: Allowed unenrolled user`, fields: { module, phase: 'auth', text: `Skipped Duo login ${ABOUT_FRED}: Allowed unenrolled user` } },
      {
        text: `Failsafe Duo login ${ABOUT_FRED}: Couldn't connect to api-1.duosecurity.com: Failed to connect`,
        fields: { module, phase: 'auth', text: `Failsafe Duo login ${ABOUT_FRED}: Couldn't connect to api-1.duosecurity.com: Failed to connect` },
      },
    ],
  }),
];
