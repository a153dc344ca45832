import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { pamAccount } from './pam-account.js';
import { pamBackends } from './pam-backends.js';
import { ANY_PHASE, module, pamAuthentication } from './pam-authentication.js';
import { about, group } from './peer.js';

const heads = ['pam_…:session'];
const SESSION = 'session';

function opened(match: RegExpExecArray): EventFields['pam.session-opened'] {
  const fields = { module: group(match, 1), user: group(match, 2) };
  return match[3] === undefined ? fields : about(fields, { uid: Number(match[3]) });
}

const sessions: readonly Pattern[] = [
  // Linux-PAM 1.5 put the user's number behind the name.
  definePattern({
    id: 'pam-session-opened',
    emits: 'pam.session-opened',
    level: 'info',
    heads,
    regex: new RegExp(
      `^${module(SESSION)}` + String.raw`session opened for user ([^(]{1,256})(?:\(uid=(\d{1,10})\))? by \S{0,256}\(uid=\d{1,10}\)$`,
    ),
    decode: opened,
    samples: [
      {
        text: 'pam_unix(sshd:session): session opened for user fred(uid=1000) by (uid=0)',
        fields: { module: 'pam_unix', user: 'fred', uid: 1000 },
      },
      {
        text: 'pam_unix(sshd:session): session opened for user fred by (uid=0)',
        fields: { module: 'pam_unix', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'pam-session-closed',
    emits: 'pam.session-closed',
    level: 'info',
    heads,
    regex: new RegExp(`^${module(SESSION)}session closed for user (.+)$`, 's'),
    decode: (m) => ({ module: group(m, 1), user: group(m, 2) }),
    samples: [
      { text: 'pam_unix(sshd:session): session closed for user fred', fields: { module: 'pam_unix', user: 'fred' } },
    ],
  }),
];

const SPECIFIC: readonly Pattern[] = [...sessions, ...pamAuthentication, ...pamAccount, ...pamBackends];

function isSpecific(text: string): boolean {
  return SPECIFIC.some((pattern) => {
    const match = pattern.regex.exec(text);
    return match !== null && pattern.decode(match) !== undefined;
  });
}

/** The session phase, and what no other entry knows: modules are many, and each writes what it likes. */
export const pamSession: readonly Pattern[] = [
  ...sessions,
  definePattern({
    id: 'pam-notice',
    emits: 'pam.notice',
    heads: ANY_PHASE,
    regex: /^(pam_[a-z0-9_]{1,40})\([^():\s]{1,40}:([a-z]{1,20})\): (.*)$/s,
    decode: (m) => (isSpecific(m[0]) ? undefined : { module: group(m, 1), phase: group(m, 2), text: group(m, 3) }),
    samples: [
      {
        text: 'pam_env(sshd:session): deprecated reading of user environment enabled',
        fields: { module: 'pam_env', phase: 'session', text: 'deprecated reading of user environment enabled' },
      },
    ],
  }),
];
