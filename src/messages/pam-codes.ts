import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const MODULE = String.raw`\((pam_google_authenticator)\) `;
const heads = ['(pam_…)'];

/** One-time codes. The module logs under `sshd(pam_google_authenticator)`, from a process that only asks for the code. */
export const pamCodes: readonly Pattern[] = [
  definePattern({
    id: 'pam-code-wrong',
    emits: 'pam.code-refused',
    level: 'info',
    heads,
    regex: new RegExp(`^${MODULE}Invalid verification code for (.*)$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 2) }),
    samples: [
      {
        text: '(pam_google_authenticator) Invalid verification code for fred',
        fields: { module: 'pam_google_authenticator', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-code-secret-unreadable',
    emits: 'pam.code-refused',
    level: 'info',
    heads,
    regex: new RegExp(`^${MODULE}(Failed to read "[^"]{1,1024}") for "(.*)"$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 3), detail: group(m, 2) }),
    samples: [
      {
        text: '(pam_google_authenticator) Failed to read "/home/fred/.google_authenticator" for "fred"',
        fields: { module: 'pam_google_authenticator', user: 'fred', detail: 'Failed to read "/home/fred/.google_authenticator"' },
      },
    ],
  }),
  definePattern({
    id: 'pam-code-no-secret',
    emits: 'pam.code-refused',
    level: 'info',
    heads,
    regex: new RegExp(String.raw`^${MODULE}(No secret configured) for user (.*), asking for code anyway\.$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 3), detail: group(m, 2) }),
    samples: [
      {
        text: '(pam_google_authenticator) No secret configured for user fred, asking for code anyway.',
        fields: { module: 'pam_google_authenticator', user: 'fred', detail: 'No secret configured' },
      },
    ],
  }),
];
