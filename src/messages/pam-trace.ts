import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress } from './peer.js';
import { after, anyOf, tracing } from './trace.js';

type Progress = EventFields['pam.progress'];

const trace = tracing('authentication');
const FUNCTIONS = ['sshpam_thread_conv', 'sshpam_init_ctx', 'sshpam_query', 'sshpam_free_ctx', 'import_environments'];
const INITIALIZED = /^PAM: initializing for "(.*)" with service "([^"]{1,64})"$/s;
/** In place of a name that belongs to no account; the name itself stands in other lines. */
const NOBODY = 'an illegal user';

function remoteHost(match: RegExpExecArray): Progress {
  const ip = ipAddress(group(match, 1));
  return ip === undefined ? { step: 'remote-host' } : { step: 'remote-host', ip };
}

function password(match: RegExpExecArray): EventFields['pam.password'] {
  const [, verdict, user = '', reason] = match;
  const result = about({ accepted: verdict === 'accepted', validUser: user !== NOBODY }, user === NOBODY ? {} : { user });
  return reason === undefined ? result : about(result, { reason });
}

const STEPS: Readonly<Record<string, Progress['step']>> = {
  'establishing credentials': 'credentials',
  'reinitializing credentials': 'credentials',
  'deleting credentials': 'credentials',
  'closing session': 'session-closed',
  cleanup: 'cleanup',
};

/** PAM as sshd drives it; what modules say and what PAM refuses is told in lines of their own. */
export const pamTrace: readonly Pattern[] = [
  definePattern({
    id: 'pam-initialized',
    emits: 'pam.progress',
    level: 'debug1',
    heads: ['PAM:'],
    regex: /^PAM: initializing for "(.*)"$/s,
    decode: (m) => (INITIALIZED.test(m[0]) ? undefined : { step: 'initialized', user: group(m, 1) }),
    samples: [{ text: 'PAM: initializing for "fred"', level: 'debug1', fields: { step: 'initialized', user: 'fred' } }],
  }),
  definePattern({
    id: 'pam-initialized-service',
    emits: 'pam.progress',
    since: '9.8',
    level: 'debug1',
    heads: ['PAM:'],
    regex: INITIALIZED,
    decode: (m) => ({ step: 'initialized', user: group(m, 1), service: group(m, 2) }),
    samples: [
      {
        text: 'PAM: initializing for "fred" with service "sshd"',
        level: 'debug1',
        fields: { step: 'initialized', user: 'fred', service: 'sshd' },
      },
    ],
  }),
  definePattern({
    id: 'pam-remote-host',
    emits: 'pam.progress',
    level: 'debug1',
    heads: ['PAM:'],
    regex: /^PAM: setting PAM_RHOST to "([^"]{0,1024})"$/,
    decode: remoteHost,
    samples: [
      { text: 'PAM: setting PAM_RHOST to "192.0.2.90"', level: 'debug1', fields: { step: 'remote-host', ip: '192.0.2.90' } },
      { text: 'PAM: setting PAM_RHOST to "client.example.net"', level: 'debug1', fields: { step: 'remote-host' } },
    ],
  }),
  definePattern({
    id: 'pam-password-accepted',
    emits: 'pam.password',
    level: 'debug1',
    heads: ['PAM:'],
    regex: /^PAM: password authentication (accepted) for (.{1,256})$/s,
    decode: password,
    samples: [
      {
        text: 'PAM: password authentication accepted for fred',
        level: 'debug1',
        fields: { accepted: true, user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'pam-password-failed',
    emits: 'pam.password',
    level: 'debug1',
    heads: ['PAM:'],
    regex: /^PAM: password authentication (failed) for (.{1,256}): ([^:]{1,200})$/s,
    decode: password,
    samples: [
      {
        text: 'PAM: password authentication failed for fred: Authentication failure',
        level: 'debug1',
        fields: { accepted: false, user: 'fred', validUser: true, reason: 'Authentication failure' },
      },
      {
        text: 'PAM: password authentication failed for an illegal user: Authentication failure',
        level: 'debug1',
        fields: { accepted: false, validUser: false, reason: 'Authentication failure' },
      },
    ],
  }),
  definePattern({
    id: 'pam-step',
    emits: 'pam.progress',
    level: 'debug1',
    heads: ['PAM:'],
    regex: anyOf(
      'PAM: ((?:establishing|reinitializing|deleting) credentials|closing session|cleanup)',
      'PAM: setting PAM_TTY to "[^"]{0,64}"',
    ),
    decode: (m) => ({ step: STEPS[group(m, 1)] ?? 'terminal' }),
    samples: [
      { text: 'PAM: establishing credentials', level: 'debug1', fields: { step: 'credentials' } },
      { text: 'PAM: closing session', level: 'debug1', fields: { step: 'session-closed' } },
      { text: 'PAM: cleanup', level: 'debug1', fields: { step: 'cleanup' } },
      { text: 'PAM: setting PAM_TTY to "ssh"', level: 'debug1', fields: { step: 'terminal' } },
    ],
  }),
  definePattern({
    id: 'pam-account',
    emits: 'pam.progress',
    level: 'debug1',
    heads: after('do_pam_account'),
    regex: /^do_pam_account: called$/,
    decode: () => ({ step: 'account' }),
    samples: [{ text: 'do_pam_account: called', level: 'debug1', fields: { step: 'account' } }],
  }),
  definePattern({
    id: 'pam-conversation',
    emits: 'pam.progress',
    level: 'debug2',
    heads: ['PAM:', 'sshpam_respond:'],
    regex: /^(?:PAM: sshpam_respond entering|sshpam_respond: PAM: entering), \d{1,6} responses$/,
    decode: () => ({ step: 'conversation' }),
    samples: [
      { text: 'PAM: sshpam_respond entering, 1 responses', level: 'debug2', fields: { step: 'conversation' } },
      { text: 'sshpam_respond: PAM: entering, 1 responses', level: 'debug2', fields: { step: 'conversation' } },
    ],
  }),
  definePattern({
    id: 'pam-function',
    emits: 'pam.progress',
    level: 'debug3',
    heads: ['PAM:', ...after(...FUNCTIONS)],
    regex: anyOf(
      `PAM: (?:opening session|(?:${FUNCTIONS.join('|')}) entering(?:, \\d{1,6} messages)?)`,
      `(?:${FUNCTIONS.join('|')}): PAM: entering(?:, \\d{1,6} messages)?`,
    ),
    decode: (m) => ({ step: m[0] === 'PAM: opening session' ? 'session' : 'conversation' }),
    samples: [
      { text: 'PAM: opening session', level: 'debug3', fields: { step: 'session' } },
      { text: 'PAM: sshpam_init_ctx entering', level: 'debug3', fields: { step: 'conversation' } },
      { text: 'PAM: sshpam_thread_conv entering, 1 messages', level: 'debug3', fields: { step: 'conversation' } },
      { text: 'sshpam_query: PAM: entering', level: 'debug3', fields: { step: 'conversation' } },
    ],
  }),
  trace({
    id: 'pam-environment',
    level: 'debug1',
    heads: ['PAM:'],
    regex: /^PAM: num PAM env strings \d{1,6}$/,
    texts: ['PAM: num PAM env strings 2'],
  }),
  trace({
    id: 'pam-auth-info',
    level: 'debug2',
    since: '7.5',
    heads: after('do_pam_account', 'do_pam_session', 'do_pam_setcred', 'sshpam_auth_passwd', 'sshpam_init_ctx'),
    regex: /^[a-z_]{8,20}: auth information in SSH_AUTH_INFO_0$/,
    texts: ['do_pam_account: auth information in SSH_AUTH_INFO_0', 'sshpam_auth_passwd: auth information in SSH_AUTH_INFO_0'],
  }),
];
