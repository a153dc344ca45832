import type { Pattern } from './define.js';
import { after, anyOf, tracing } from './trace.js';

const privileges = tracing('privileges');
const process = tracing('process');

/** Users and groups that sshd takes on and puts off, and the sandbox around its unprivileged process. */
export const privilegeTrace: readonly Pattern[] = [
  privileges({
    id: 'privileges-changed',
    level: 'debug1',
    heads: [...after('temporarily_use_uid', 'permanently_set_uid', 'restore_uid')],
    regex: anyOf(
      String.raw`temporarily_use_uid: \d{1,10}/\d{1,10} \(e=\d{1,10}/\d{1,10}\)`,
      String.raw`permanently_set_uid: \d{1,10}/\d{1,10}`,
      String.raw`restore_uid: (?:\d{1,10}/\d{1,10}|\(unprivileged\))`,
    ),
    texts: [
      'temporarily_use_uid: 1000/1000 (e=0/0)', 'permanently_set_uid: 103/65534', 'restore_uid: 0/0',
      'restore_uid: (unprivileged)',
    ],
  }),
  privileges({
    id: 'privileges-of-child',
    level: 'debug3',
    heads: ['privsep'],
    regex: /^privsep user:group \d{1,10}:\d{1,10}$/,
    texts: ['privsep user:group 103:65534'],
  }),
  privileges({
    id: 'privileges-sandbox',
    level: 'debug3',
    heads: after('ssh_sandbox_init', 'ssh_sandbox_child', 'ssh_sandbox_parent_finish'),
    regex: anyOf(
      String.raw`ssh_sandbox_init: preparing [a-z ]{1,20} sandbox`,
      String.raw`ssh_sandbox_child: setting PR_SET_NO_NEW_PRIVS`,
      String.raw`ssh_sandbox_child: attaching seccomp filter program`,
      String.raw`ssh_sandbox_child: starting [a-z_]{1,20} sandbox`,
      String.raw`ssh_sandbox_parent_finish: finished`,
    ),
    texts: [
      'ssh_sandbox_init: preparing seccomp filter sandbox', 'ssh_sandbox_child: setting PR_SET_NO_NEW_PRIVS',
      'ssh_sandbox_child: attaching seccomp filter program', 'ssh_sandbox_parent_finish: finished',
    ],
  }),
  privileges({
    id: 'privileges-path-checked',
    level: 'debug3',
    heads: after('secure_filename'),
    regex: /^secure_filename: (?:checking|terminating check at) '.{1,1024}'$/s,
    texts: ["secure_filename: checking '/home/alice'", "secure_filename: terminating check at '/home/alice'"],
  }),
  privileges({
    id: 'privileges-selinux',
    level: 'debug1',
    heads: ['SELinux'],
    regex: /^SELinux support (?:disabled|enabled)$/,
    texts: ['SELinux support disabled'],
  }),
  process({
    id: 'process-out-of-memory-score',
    level: 'debug3',
    heads: ['oom_adjust_setup', 'oom_adjust_restore'],
    regex: /^oom_adjust_(?:setup|restore)$/,
    texts: ['oom_adjust_setup', 'oom_adjust_restore'],
  }),
];
