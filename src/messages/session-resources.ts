import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

type Selinux = EventFields['selinux.failed'];
type Privileges = EventFields['privileges.failed'];

function selinux(step: Selinux['step']): (match: RegExpExecArray) => Selinux {
  return (m) => ({ user: group(m, 1), enforcing: m[2] !== undefined, step });
}

function ids(match: RegExpExecArray): Privileges {
  return { operation: group(match, 1), id: Number(match[2]), reason: group(match, 3) };
}

/** What a session needs of the system and did not get: a terminal, an environment, a security context, the account's rights. */
export const sessionResources: readonly Pattern[] = [
  definePattern({
    id: 'pty-not-allocated',
    emits: 'pty.failed',
    level: 'error',
    heads: ['session_pty_req:'],
    regex: /^session_pty_req: session (\d{1,10}) alloc failed$/,
    decode: (m) => ({ session: Number(m[1]) }),
    samples: [{ text: 'session_pty_req: session 0 alloc failed', level: 'error', fields: { session: 0 } }],
  }),
  definePattern({
    id: 'pty-not-opened',
    emits: 'pty.failed',
    level: 'error',
    heads: ['openpty:'],
    regex: /^openpty: (.*)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'openpty: No space left on device', level: 'error', fields: { reason: 'No space left on device' } },
    ],
  }),
  definePattern({
    id: 'pty-not-owned',
    emits: 'pty.failed',
    level: 'fatal',
    heads: ['chown(…'],
    regex: /^chown\((.*), \d{1,10}, \d{1,10}\) failed: ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'chown(/dev/pts/3, 1000, 5) failed: Operation not permitted',
        level: 'fatal',
        fields: { path: '/dev/pts/3', reason: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'environment-too-long',
    emits: 'environment.failed',
    level: 'fatal',
    heads: ['Too'],
    regex: /^Too many lines in environment file (.*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: 'too-many-lines' }),
    samples: [
      {
        text: 'Too many lines in environment file /home/fred/.ssh/environment',
        level: 'fatal',
        fields: { path: '/home/fred/.ssh/environment', reason: 'too-many-lines' },
      },
    ],
  }),
  // Fatal where SELinux is enforcing, an error where it is permissive.
  definePattern({
    id: 'selinux-default-context',
    emits: 'selinux.failed',
    heads: ['Failed'],
    regex: /^Failed to get default SELinux security context for (.*?)( \(in enforcing mode\))?$/s,
    decode: selinux('default-context'),
    samples: [
      {
        text: 'ssh_selinux_getctxbyname: Failed to get default SELinux security context for fred',
        level: 'error',
        fields: { user: 'fred', enforcing: false, step: 'default-context' },
      },
      {
        text: 'ssh_selinux_getctxbyname: Failed to get default SELinux security context for fred (in enforcing mode)',
        level: 'fatal',
        fields: { user: 'fred', enforcing: true, step: 'default-context' },
      },
    ],
  }),
  definePattern({
    id: 'selinux-exec-context',
    emits: 'selinux.failed',
    heads: ['Failed'],
    regex: /^Failed to set SELinux execution context for (.*?)( \(in enforcing mode\))?$/s,
    decode: selinux('exec-context'),
    samples: [
      {
        text: 'ssh_selinux_setup_exec_context: Failed to set SELinux execution context for fred',
        level: 'error',
        fields: { user: 'fred', enforcing: false, step: 'exec-context' },
      },
      {
        text: 'ssh_selinux_setup_exec_context: Failed to set SELinux execution context for fred (in enforcing mode)',
        level: 'fatal',
        fields: { user: 'fred', enforcing: true, step: 'exec-context' },
      },
    ],
  }),
  definePattern({
    id: 'selinux-change-context',
    emits: 'selinux.failed',
    since: '5.9',
    heads: ['ssh_selinux_change_context:'],
    regex: /^ssh_selinux_change_context: setcon (\S+) from (\S+) failed with (.*)$/s,
    decode: (m) => ({ enforcing: false, step: 'change-context', reason: group(m, 3) }),
    samples: [
      {
        text:
          'ssh_selinux_change_context: setcon system_u:system_r:sshd_net_t:s0 from system_u:system_r:sshd_t:s0 ' +
          'failed with Invalid argument',
        fields: { enforcing: false, step: 'change-context', reason: 'Invalid argument' },
      },
    ],
  }),
  definePattern({
    id: 'selinux-copy-context',
    emits: 'selinux.failed',
    heads: ['sshd_selinux_copy_context:'],
    regex: /^sshd_selinux_copy_context: setcon failed with (.*)$/s,
    decode: (m) => ({ enforcing: false, step: 'change-context', reason: group(m, 1) }),
    samples: [
      {
        text: 'sshd_selinux_copy_context: setcon failed with Permission denied',
        fields: { enforcing: false, step: 'change-context', reason: 'Permission denied' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-call-failed',
    emits: 'privileges.failed',
    heads: ['setresuid', 'setresgid', 'setreuid', 'setregid', 'setuid', 'setgid', 'seteuid', 'setegid'],
    regex: /^(set(?:re|res|e)?[ug]id) (\d{1,10}): (.*)$/s,
    decode: ids,
    samples: [
      {
        text: 'setresuid 1000: Resource temporarily unavailable',
        level: 'fatal',
        fields: { operation: 'setresuid', id: 1000, reason: 'Resource temporarily unavailable' },
      },
      {
        text: 'setresgid 1000: Operation not permitted',
        level: 'error',
        fields: { operation: 'setresgid', id: 1000, reason: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-setlogin',
    emits: 'privileges.failed',
    level: 'error',
    heads: ['setlogin'],
    regex: /^setlogin failed: (.*)$/s,
    decode: (m) => ({ operation: 'setlogin', reason: group(m, 1) }),
    samples: [
      {
        text: 'setlogin failed: Operation not permitted',
        level: 'error',
        fields: { operation: 'setlogin', reason: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-initgroups',
    emits: 'privileges.failed',
    level: 'fatal',
    heads: ['initgroups:'],
    regex: /^initgroups: (.*): ([^:]*)$/s,
    decode: (m) => ({ operation: 'initgroups', user: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'initgroups: fred: Operation not permitted',
        level: 'fatal',
        fields: { operation: 'initgroups', user: 'fred', reason: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-initgroups-id',
    emits: 'privileges.failed',
    level: 'fatal',
    heads: ['initgroups'],
    regex: /^initgroups (.*) (\d{1,10}): ([^:]*)$/s,
    decode: (m) => ({ operation: 'initgroups', user: group(m, 1), id: Number(m[2]), reason: group(m, 3) }),
    samples: [
      {
        text: 'initgroups fred 1000: Operation not permitted',
        level: 'fatal',
        fields: { operation: 'initgroups', user: 'fred', id: 1000, reason: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-not-dropped',
    emits: 'privileges.failed',
    level: 'fatal',
    heads: ['permanently_set_uid:'],
    regex: /^permanently_set_uid: (?:was able to restore old (.*)|(\S+) incorrect .*)$/s,
    decode: () => ({ operation: 'permanently_set_uid' }),
    samples: [
      {
        text: 'permanently_set_uid: was able to restore old [e]gid',
        level: 'fatal',
        fields: { operation: 'permanently_set_uid' },
      },
    ],
  }),
  definePattern({
    id: 'privileges-uids',
    emits: 'privileges.failed',
    level: 'fatal',
    heads: ['Failed'],
    regex: /^Failed to set uids to (\d{1,10})\.$/,
    decode: (m) => ({ operation: 'setuid', id: Number(m[1]) }),
    samples: [{ text: 'Failed to set uids to 1000.', level: 'fatal', fields: { operation: 'setuid', id: 1000 } }],
  }),
  definePattern({
    id: 'login-record-failed',
    emits: 'login-record.failed',
    level: 'info',
    heads: ['Writing'],
    regex: /^Writing login record failed for (.*)$/s,
    decode: (m) => ({ user: group(m, 1) }),
    samples: [{ text: 'Writing login record failed for fred', fields: { user: 'fred' } }],
  }),
  definePattern({
    id: 'signal-refused',
    emits: 'signal.refused',
    since: '7.9',
    level: 'error',
    heads: ['session', 'refusing'],
    regex: new RegExp(
      String.raw`^(session signalling requires privilege separation|` +
        String.raw`refusing to send signal \S{1,64} to forced-command session)$`,
    ),
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'session_signal_req: session signalling requires privilege separation',
        level: 'error',
        fields: { reason: 'session signalling requires privilege separation' },
      },
    ],
  }),
];
