import type { EventFields, KeysCommand } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';

type Failure = EventFields['keys-command.failed'];

const OPTION = '(AuthorizedKeysCommand|AuthorizedPrincipalsCommand)';
const BOTH = ['AuthorizedKeysCommand', 'AuthorizedPrincipalsCommand'];
const PROGRAM = '/usr/local/bin/ldap-keys';

const keysCommand = (name: string): KeysCommand =>
  name.startsWith('AuthorizedP') ? 'AuthorizedPrincipalsCommand' : 'AuthorizedKeysCommand';

/** The option that the first group names, with what the entry knows besides. */
function failure(match: RegExpExecArray, fields: Omit<Failure, 'option'>): Failure {
  return about({ option: keysCommand(group(match, 1)) }, fields);
}

const FAILED_STATUS = new RegExp(String.raw`^${OPTION} (.+) failed, status (\d{1,9})$`, 's');
const failedStatus = (m: RegExpExecArray): Failure => failure(m, { reason: 'status', command: group(m, 2), exitStatus: Number(m[3]) });

const option = 'AuthorizedKeysCommand';

/** Programs that print keys or principals: from 6.2, those for principals from 6.9. */
export const keysCommandFailures: readonly Pattern[] = [
  definePattern({
    id: 'keys-command-unsafe',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: ['Unsafe'],
    regex: new RegExp(`^Unsafe ${OPTION}(?: "(.*)")?: (bad ownership or modes for (?:file|directory) (.+)|.{1,400})$`, 's'),
    decode: (m) => {
      const fields: Omit<Failure, 'option'> = { reason: 'unsafe-path', detail: group(m, 3) };
      if (m[2] !== undefined) fields.command = m[2];
      if (m[4] !== undefined) fields.path = m[4];
      return failure(m, fields);
    },
    samples: [
      {
        text: `Unsafe ${option} "${PROGRAM}": bad ownership or modes for directory /usr/local/bin`,
        level: 'error',
        fields: {
          option, reason: 'unsafe-path', detail: 'bad ownership or modes for directory /usr/local/bin',
          command: PROGRAM, path: '/usr/local/bin',
        },
      },
      {
        text: `Unsafe ${option}: bad ownership or modes for directory /usr/local/bin`,
        level: 'error',
        fields: {
          option, reason: 'unsafe-path', detail: 'bad ownership or modes for directory /usr/local/bin', path: '/usr/local/bin',
        },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-missing',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: ['Could'],
    regex: new RegExp(`^Could not stat ${OPTION} "(.*)": ([^"]+)$`, 's'),
    decode: (m) => failure(m, { reason: 'program-missing', path: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: `Could not stat ${option} "${PROGRAM}": No such file or directory`,
        level: 'error',
        fields: { option, reason: 'program-missing', path: PROGRAM, detail: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-user-unknown',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: BOTH.map((name) => `${name}User`),
    regex: new RegExp(`^${OPTION}User "(.*)" not found: (.*)$`, 's'),
    decode: (m) => failure(m, { reason: 'user-unknown', user: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: `${option}User "nobdy" not found: No such file or directory`,
        level: 'error',
        fields: { option, reason: 'user-unknown', user: 'nobdy', detail: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-user-unset',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: ['No'],
    regex: new RegExp(`^No user for ${OPTION} specified, skipping$`),
    decode: (m) => failure(m, { reason: 'user-unset' }),
    samples: [{ text: `No user for ${option} specified, skipping`, level: 'error', fields: { option, reason: 'user-unset' } }],
  }),
  definePattern({
    id: 'keys-command-user-unset-fatal',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'fatal',
    heads: BOTH,
    regex: new RegExp(`^${OPTION} set without (?:AuthorizedKeysCommand|AuthorizedPrincipalsCommand)User$`),
    decode: (m) => failure(m, { reason: 'user-unset' }),
    samples: [
      { text: `${option} set without ${option}User`, level: 'fatal', fields: { option, reason: 'user-unset' } },
    ],
  }),
  definePattern({
    id: 'keys-command-syntax',
    emits: 'keys-command.failed',
    since: '6.9',
    level: 'error',
    heads: BOTH,
    regex: new RegExp(`^${OPTION} "(.*)" (contains invalid quotes|yielded no arguments)$`, 's'),
    decode: (m) => failure(m, { reason: 'syntax', command: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: `${option} "/usr/local/bin/keys "%u" contains invalid quotes`,
        level: 'error',
        fields: { option, reason: 'syntax', command: '/usr/local/bin/keys "%u', detail: 'contains invalid quotes' },
      },
      {
        text: `${option} "" yielded no arguments`,
        level: 'error',
        fields: { option, reason: 'syntax', command: '', detail: 'yielded no arguments' },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-not-absolute',
    emits: 'keys-command.failed',
    since: '6.9',
    level: 'error',
    heads: BOTH,
    regex: new RegExp(`^${OPTION} path is not absolute$`),
    decode: (m) => failure(m, { reason: 'path-not-absolute' }),
    samples: [{ text: `${option} path is not absolute`, level: 'error', fields: { option, reason: 'path-not-absolute' } }],
  }),
  definePattern({
    id: 'keys-command-exec',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: BOTH,
    regex: new RegExp(`^${OPTION} (.+) exec failed: (.+)$`, 's'),
    decode: (m) => failure(m, { reason: 'exec', command: group(m, 2), detail: group(m, 3) }),
    samples: [
      {
        text: `${option} ${PROGRAM} exec failed: Permission denied`,
        level: 'error',
        fields: { option, reason: 'exec', command: PROGRAM, detail: 'Permission denied' },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-returned',
    emits: 'keys-command.failed',
    since: '6.2',
    until: '6.8',
    level: 'error',
    heads: BOTH,
    regex: new RegExp(String.raw`^${OPTION} (.+) returned status (\d{1,9})$`, 's'),
    decode: (m) => failure(m, { reason: 'status', command: group(m, 2), exitStatus: Number(m[3]) }),
    samples: [
      {
        text: `${option} ${PROGRAM} returned status 1`,
        level: 'error',
        fields: { option, reason: 'status', command: PROGRAM, exitStatus: 1 },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-status',
    emits: 'keys-command.failed',
    since: '6.9',
    until: '7.5',
    level: 'error',
    heads: BOTH,
    regex: FAILED_STATUS,
    decode: failedStatus,
    samples: [
      {
        text: `${option} ${PROGRAM} fred failed, status 1`,
        level: 'error',
        fields: { option, reason: 'status', command: `${PROGRAM} fred`, exitStatus: 1 },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-status-info',
    emits: 'keys-command.failed',
    since: '7.6',
    level: 'info',
    heads: BOTH,
    regex: FAILED_STATUS,
    decode: failedStatus,
    samples: [
      {
        text: `${option} ${PROGRAM} fred failed, status 1`,
        fields: { option, reason: 'status', command: `${PROGRAM} fred`, exitStatus: 1 },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-signal',
    emits: 'keys-command.failed',
    since: '6.2',
    level: 'error',
    heads: BOTH,
    regex: new RegExp(String.raw`^${OPTION} (.+) exited on signal (\d{1,3})$`, 's'),
    decode: (m) => failure(m, { reason: 'signal', command: group(m, 2), signal: Number(m[3]) }),
    samples: [
      {
        text: `${option} ${PROGRAM} exited on signal 9`,
        level: 'error',
        fields: { option, reason: 'signal', command: PROGRAM, signal: 9 },
      },
    ],
  }),
  definePattern({
    id: 'keys-command-started',
    emits: 'keys-command.started',
    since: '6.9',
    level: 'debug3',
    heads: ['subprocess:'],
    regex: new RegExp(String.raw`^subprocess: ${OPTION} command "(.*)" running as (\S+)(?: \(flags 0x[0-9a-f]{1,8}\))?$`, 's'),
    decode: (m) => ({ option: keysCommand(group(m, 1)), command: group(m, 2), user: group(m, 3) }),
    samples: [
      {
        text: `subprocess: ${option} command "${PROGRAM} fred" running as nobody (flags 0x6)`,
        level: 'debug3',
        fields: { option, command: `${PROGRAM} fred`, user: 'nobody' },
      },
    ],
  }),
];
