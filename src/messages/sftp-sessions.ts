import type { EventFields, Peer } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, isAddress, peerAt } from './peer.js';

function account(match: RegExpExecArray): (Peer & { user: string }) | undefined {
  return isAddress(group(match, 2)) ? about(peerAt(group(match, 2)), { user: group(match, 1) }) : undefined;
}

const REFUSALS: Readonly<Record<string, EventFields['sftp.refused']['rule']>> = {
  blacklisted: 'denied', denylisted: 'denied', 'non-whitelisted': 'not-allowed', 'non-allowlisted': 'not-allowed',
};

/** `since`/`until` of the two vocabularies in which the lists of requests were named. */
const LISTS = [
  { id: 'sftp-refused-listed', since: '6.5', until: '8.3', words: '(blacklisted|non-whitelisted)', denied: 'blacklisted' },
  { id: 'sftp-refused-renamed-lists', since: '8.4', words: '(denylisted|non-allowlisted)', denied: 'denylisted' },
] as const;

const refusedByList: readonly Pattern[] = LISTS.map((list) =>
  definePattern({
    id: list.id,
    emits: 'sftp.refused',
    since: list.since,
    ...('until' in list && { until: list.until }),
    level: 'info',
    heads: ['Refusing'],
    regex: new RegExp(String.raw`^Refusing ${list.words} ([\w@.-]{1,64}) request$`),
    decode: (m) => ({ operation: group(m, 2), rule: REFUSALS[group(m, 1)] ?? 'denied' }),
    samples: [{ text: `Refusing ${list.denied} remove request`, fields: { operation: 'remove', rule: 'denied' } }],
  }),
);

/** sftp sessions, and what sftp-server refuses or cannot read. */
export const sftpSessions: readonly Pattern[] = [
  definePattern({
    id: 'sftp-opened',
    emits: 'sftp.opened',
    level: 'info',
    heads: ['session'],
    regex: /^session opened for local user (.*) from \[([^\]\s]*)\]$/s,
    decode: account,
    samples: [
      {
        text: 'session opened for local user fred from [192.0.2.10]',
        fields: { user: 'fred', ip: '192.0.2.10' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-closed',
    emits: 'sftp.closed',
    level: 'info',
    heads: ['session'],
    regex: /^session closed for local user (.*) from \[([^\]\s]*)\]$/s,
    decode: account,
    samples: [
      {
        text: 'session closed for local user fred from [192.0.2.10]',
        fields: { user: 'fred', ip: '192.0.2.10' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-client-version',
    emits: 'sftp.client-version',
    level: 'info',
    heads: ['received'],
    regex: /^received client version (\d{1,10})$/,
    decode: (m) => ({ protocol: group(m, 1) }),
    samples: [{ text: 'received client version 3', fields: { protocol: '3' } }],
  }),
  definePattern({
    id: 'sftp-refused-read-only',
    emits: 'sftp.refused',
    since: '6.5',
    level: 'info',
    heads: ['Refusing'],
    regex: /^Refusing ([\w@.-]{1,64}) request in read-only mode$/,
    decode: (m) => ({ operation: group(m, 1), rule: 'read-only' }),
    samples: [
      { text: 'Refusing remove request in read-only mode', fields: { operation: 'remove', rule: 'read-only' } },
      {
        text: 'Refusing posix-rename@openssh.com request in read-only mode',
        fields: { operation: 'posix-rename@openssh.com', rule: 'read-only' },
      },
    ],
  }),
  ...refusedByList,
  definePattern({
    id: 'sftp-unknown-extension',
    emits: 'sftp.unknown-request',
    heads: ['Unknown'],
    regex: /^Unknown extended request "(.*)"$/s,
    decode: (m) => ({ request: group(m, 1) }),
    samples: [
      {
        text: 'Unknown extended request "check-file@example.com"',
        level: 'error',
        fields: { request: 'check-file@example.com' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-unknown-message',
    emits: 'sftp.unknown-request',
    level: 'error',
    heads: ['Unknown'],
    regex: /^Unknown message (\d{1,5})$/,
    decode: (m) => ({ request: group(m, 1) }),
    samples: [{ text: 'Unknown message 42', level: 'error', fields: { request: '42' } }],
  }),
  definePattern({
    id: 'sftp-bad-message',
    emits: 'sftp.bad-message',
    level: 'error',
    heads: ['bad'],
    regex: /^bad message from (\S+) local user (.*)$/s,
    decode: (m) => (isAddress(group(m, 1)) ? about(peerAt(group(m, 1)), { user: group(m, 2) }) : undefined),
    samples: [
      {
        text: 'bad message from 192.0.2.10 local user fred',
        level: 'error',
        fields: { ip: '192.0.2.10', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-input-failed',
    emits: 'sftp.failed',
    heads: ['process_read:', 'process_write:', 'chdir'],
    regex: /^(process_read|process_write|chdir)(?:: (?:read|write|seek)| to) "(.*)"(?: failed)?: ([^"]*)$/s,
    decode: (m) => ({ operation: group(m, 1).replace('process_', ''), path: group(m, 2), reason: group(m, 3) }),
    samples: [
      {
        text: 'process_write: write "/srv/sftp/fred/upload.csv": No space left on device',
        level: 'error',
        fields: { operation: 'write', path: '/srv/sftp/fred/upload.csv', reason: 'No space left on device' },
      },
      {
        text: 'chdir to "/upload" failed: No such file or directory',
        level: 'error',
        fields: { operation: 'chdir', path: '/upload', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-transfer-failed',
    emits: 'sftp.failed',
    until: '8.4',
    level: 'error',
    heads: ['process_read:', 'process_write:'],
    regex: /^process_(read|write): (?:read|write|seek) failed$/,
    decode: (m) => ({ operation: group(m, 1) }),
    samples: [{ text: 'process_write: write failed', level: 'error', fields: { operation: 'write' } }],
  }),
  definePattern({
    id: 'sftp-bad-argument',
    emits: 'sftp.bad-argument',
    heads: ['Invalid'],
    regex: /^Invalid (log facility|log level|umask) "(.*)"$/s,
    decode: (m) => {
      const argument = m[1] === 'umask' ? 'umask' : m[1] === 'log level' ? 'log-level' : 'log-facility';
      return { argument, value: group(m, 2) };
    },
    samples: [
      {
        text: 'Invalid log facility "AUTHPRVI"',
        level: 'error',
        fields: { argument: 'log-facility', value: 'AUTHPRVI' },
      },
      { text: 'Invalid umask "0o22"', level: 'fatal', fields: { argument: 'umask', value: '0o22' } },
    ],
  }),
  definePattern({
    id: 'sftp-bad-connection-variable',
    emits: 'sftp.bad-argument',
    level: 'error',
    heads: ['Malformed'],
    regex: /^Malformed SSH_CONNECTION variable: "(.*)"$/s,
    decode: (m) => ({ argument: 'SSH_CONNECTION', value: group(m, 1) }),
    samples: [
      {
        text: 'Malformed SSH_CONNECTION variable: "192.0.2.10"',
        level: 'error',
        fields: { argument: 'SSH_CONNECTION', value: '192.0.2.10' },
      },
    ],
  }),
];
