import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

type Failed = EventFields['subsystem.failed'];

function requested(match: RegExpExecArray): { subsystem: string; user?: string } {
  return match[2] === undefined ? { subsystem: group(match, 1) } : { subsystem: group(match, 1), user: match[2] };
}

const BY_USER = ' by user ';

/** With the user behind the subsystem's name; undefined for the wording without. */
function failedFor(match: RegExpExecArray): Failed | undefined {
  const words = group(match, 1);
  const end = words.lastIndexOf(BY_USER);
  if (end < 0) return undefined;
  const reason = match[2] === 'execution failed' ? 'execution-failed' : 'not-found';
  return { subsystem: words.slice(0, end), user: words.slice(end + BY_USER.length), reason };
}

const started = (m: RegExpExecArray): EventFields['subsystem.started'] => ({ command: group(m, 1) });

/** Subsystems, in practice sftp. Their name is the client's word; where the user follows, the last ` by user ` is sshd's. */
export const subsystems: readonly Pattern[] = [
  definePattern({
    id: 'subsystem-requested',
    emits: 'subsystem.requested',
    until: '5.5',
    level: 'info',
    heads: ['subsystem'],
    regex: /^subsystem request for ((?:(?! by user | failed, ).)*)$/s,
    decode: requested,
    samples: [{ text: 'subsystem request for sftp', fields: { subsystem: 'sftp' } }],
  }),
  definePattern({
    id: 'subsystem-requested-by-user',
    emits: 'subsystem.requested',
    since: '5.6',
    until: '6.4',
    level: 'info',
    heads: ['subsystem'],
    regex: /^subsystem request for (.*) by user ((?:(?! failed, ).)*)$/s,
    decode: requested,
    samples: [{ text: 'subsystem request for sftp by user fred', fields: { subsystem: 'sftp', user: 'fred' } }],
  }),
  definePattern({
    id: 'subsystem-requested-by-user-debug',
    emits: 'subsystem.requested',
    since: '6.5',
    level: 'debug2',
    heads: ['subsystem'],
    regex: /^subsystem request for (.*) by user ((?:(?! failed, ).)*)$/s,
    decode: requested,
    samples: [
      { text: 'subsystem request for sftp by user fred', level: 'debug2', fields: { subsystem: 'sftp', user: 'fred' } },
    ],
  }),
  definePattern({
    id: 'subsystem-failed',
    emits: 'subsystem.failed',
    until: '6.4',
    level: 'info',
    heads: ['subsystem'],
    regex: /^subsystem request for ((?:(?! by user ).)*) failed, subsystem not found$/s,
    decode: (m) => ({ subsystem: group(m, 1), reason: 'not-found' }),
    samples: [
      { text: 'subsystem request for sftp failed, subsystem not found', fields: { subsystem: 'sftp', reason: 'not-found' } },
    ],
  }),
  definePattern({
    id: 'subsystem-failed-by-user',
    emits: 'subsystem.failed',
    since: '6.5',
    level: 'info',
    heads: ['subsystem'],
    regex: /^subsystem request for (.*) failed, (subsystem not found)$/s,
    decode: failedFor,
    samples: [
      {
        text: 'subsystem request for sftp by user fred failed, subsystem not found',
        fields: { subsystem: 'sftp', user: 'fred', reason: 'not-found' },
      },
    ],
  }),
  definePattern({
    id: 'subsystem-not-executed',
    emits: 'subsystem.failed',
    since: '10.4',
    level: 'info',
    heads: ['subsystem'],
    regex: /^subsystem request for (.*) failed, (execution failed)$/s,
    decode: failedFor,
    samples: [
      {
        text: 'subsystem request for sftp by user fred failed, execution failed',
        fields: { subsystem: 'sftp', user: 'fred', reason: 'execution-failed' },
      },
    ],
  }),
  // An error to 5.3, and later only at DEBUG1.
  definePattern({
    id: 'subsystem-program-missing',
    emits: 'subsystem.program-missing',
    heads: ['subsystem:'],
    regex: /^subsystem: cannot stat (.*): ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'subsystem: cannot stat /usr/lib/openssh/sftp-server: No such file or directory',
        level: 'error',
        fields: { path: '/usr/lib/openssh/sftp-server', reason: 'No such file or directory' },
      },
      {
        text: 'subsystem: cannot stat /usr/lib/sftp-server: Permission denied',
        level: 'debug1',
        fields: { path: '/usr/lib/sftp-server', reason: 'Permission denied' },
      },
    ],
  }),
  definePattern({
    id: 'subsystem-started',
    emits: 'subsystem.started',
    level: 'debug1',
    heads: ['subsystem:'],
    regex: /^subsystem: exec\(\) (.*)$/s,
    decode: started,
    samples: [
      {
        text: 'subsystem: exec() /usr/libexec/openssh/sftp-server',
        level: 'debug1',
        fields: { command: '/usr/libexec/openssh/sftp-server' },
      },
    ],
  }),
  definePattern({
    id: 'subsystem-internal',
    emits: 'subsystem.started',
    level: 'debug1',
    heads: ['subsystem:'],
    regex: /^subsystem: (internal-sftp.*)$/s,
    decode: started,
    samples: [{ text: 'subsystem: internal-sftp', level: 'debug1', fields: { command: 'internal-sftp' } }],
  }),
];
