import type { EventFields, StartProblem } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress } from './peer.js';
import { systemError } from './system-errors.js';

type Binding = EventFields['server.binding'];

function socket(match: RegExpExecArray): Binding {
  const ip = ipAddress(group(match, 2));
  return { ...(ip !== undefined && { ip }), port: Number(match[1]) };
}

function because(reason: StartProblem): () => { reason: StartProblem } {
  return () => ({ reason });
}

/** Why a server does not start, or starts with less than it was told. */
export const serverStart: readonly Pattern[] = [
  definePattern({
    id: 'server-binding',
    emits: 'server.binding',
    level: 'debug1',
    heads: ['Bind'],
    regex: /^Bind to port (\d{1,5}) on (\S+)\.$/,
    decode: socket,
    samples: [{ text: 'Bind to port 22 on 0.0.0.0.', level: 'debug1', fields: { ip: '0.0.0.0', port: 22 } }],
  }),
  definePattern({
    id: 'server-bind-failed',
    emits: 'server.bind-failed',
    level: 'error',
    heads: ['Bind'],
    regex: /^Bind to port (\d{1,5}) on (\S+) failed: ([^:]*)\.$/s,
    decode: (m) => about(socket(m), systemError(group(m, 3))),
    samples: [
      {
        text: 'Bind to port 22 on 0.0.0.0 failed: Address already in use.',
        level: 'error',
        fields: { ip: '0.0.0.0', port: 22, reason: 'Address already in use', errno: 'EADDRINUSE' },
      },
      {
        text: 'Bind to port 22 on 198.51.100.44 failed: Cannot assign requested address.',
        level: 'error',
        fields: { ip: '198.51.100.44', port: 22, reason: 'Cannot assign requested address', errno: 'EADDRNOTAVAIL' },
      },
      // The same from musl and from the libraries of the BSDs.
      {
        text: 'Bind to port 22 on 0.0.0.0 failed: Address in use.',
        level: 'error',
        fields: { ip: '0.0.0.0', port: 22, reason: 'Address in use', errno: 'EADDRINUSE' },
      },
      {
        text: 'Bind to port 22 on 198.51.100.44 failed: Can\'t assign requested address.',
        level: 'error',
        fields: { ip: '198.51.100.44', port: 22, reason: 'Can\'t assign requested address', errno: 'EADDRNOTAVAIL' },
      },
    ],
  }),
  definePattern({
    id: 'server-not-listening',
    emits: 'server.not-listening',
    level: 'fatal',
    heads: ['Cannot'],
    regex: /^Cannot bind any address\.$/,
    decode: () => ({}),
    samples: [{ text: 'Cannot bind any address.', level: 'fatal', fields: {} }],
  }),
  definePattern({
    id: 'server-restart-failed',
    emits: 'server.restart-failed',
    level: 'info',
    heads: ['RESTART'],
    regex: /^RESTART FAILED: av\[0\]='([^']{0,400})', error: (.*)\.$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: "RESTART FAILED: av[0]='/usr/sbin/sshd', error: No such file or directory.",
        fields: { path: '/usr/sbin/sshd', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'server-pid-file',
    emits: 'server.pid-file-failed',
    level: 'error',
    heads: ["Couldn't"],
    regex: /^Couldn't create pid file "(.*)": ([^"]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'Couldn\'t create pid file "/var/run/sshd.pid": Permission denied',
        level: 'error',
        fields: { path: '/var/run/sshd.pid', reason: 'Permission denied' },
      },
    ],
  }),
  definePattern({
    id: 'server-no-privsep-directory',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['Missing'],
    regex: /^Missing privilege separation directory: (.*)$/s,
    decode: (m) => ({ reason: 'privsep-directory-missing', path: group(m, 1) }),
    samples: [
      {
        text: 'Missing privilege separation directory: /run/sshd',
        level: 'fatal',
        fields: { reason: 'privsep-directory-missing', path: '/run/sshd' },
      },
    ],
  }),
  definePattern({
    id: 'server-privsep-directory-writable',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['/…'],
    regex: /^(\/.*) must be owned by root and not group or world-writable\.$/s,
    decode: (m) => ({ reason: 'privsep-directory-permissions', path: group(m, 1) }),
    samples: [
      {
        text: '/var/empty must be owned by root and not group or world-writable.',
        level: 'fatal',
        fields: { reason: 'privsep-directory-permissions', path: '/var/empty' },
      },
    ],
  }),
  definePattern({
    id: 'server-no-privsep-user',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['Privilege'],
    regex: /^Privilege separation user (\S{1,64}) does not exist$/,
    decode: (m) => ({ reason: 'privsep-user-missing', user: group(m, 1) }),
    samples: [
      {
        text: 'Privilege separation user sshd does not exist',
        level: 'fatal',
        fields: { reason: 'privsep-user-missing', user: 'sshd' },
      },
    ],
  }),
  definePattern({
    id: 'server-privsep-chroot',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['chroot(…'],
    regex: /^chroot\("(.*)"\): ([^"]*)$/s,
    decode: (m) => ({ reason: 'privsep-chroot', path: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: 'chroot("/var/empty"): No such file or directory',
        level: 'fatal',
        fields: { reason: 'privsep-chroot', path: '/var/empty', detail: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'server-daemon-failed',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['daemon()'],
    regex: /^daemon\(\) failed: (.*)$/s,
    decode: (m) => ({ reason: 'daemon', detail: group(m, 1) }),
    samples: [
      {
        text: 'daemon() failed: Resource temporarily unavailable',
        level: 'fatal',
        fields: { reason: 'daemon', detail: 'Resource temporarily unavailable' },
      },
    ],
  }),
  definePattern({
    id: 'server-no-randomness',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['PRNG'],
    regex: /^PRNG is not seeded$/,
    decode: because('no-randomness'),
    samples: [{ text: 'PRNG is not seeded', level: 'fatal', fields: { reason: 'no-randomness' } }],
  }),
  definePattern({
    id: 'server-library-mismatch',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['OpenSSL'],
    regex: /^OpenSSL version mismatch\. Built against ([\da-f]{1,16}), you have ([\da-f]{1,16})$/,
    decode: (m) => ({ reason: 'library-mismatch', detail: `${group(m, 1)} ${group(m, 2)}` }),
    samples: [
      {
        text: 'OpenSSL version mismatch. Built against 1000208f, you have 1010100f',
        level: 'fatal',
        fields: { reason: 'library-mismatch', detail: '1000208f 1010100f' },
      },
    ],
  }),
  definePattern({
    id: 'server-relative-path',
    emits: 'server.start-failed',
    level: 'fatal',
    heads: ['sshd'],
    regex: /^sshd (?:re-exec )?requires execution with an absolute path$/,
    decode: because('relative-path'),
    samples: [
      { text: 'sshd re-exec requires execution with an absolute path', level: 'fatal', fields: { reason: 'relative-path' } },
      { text: 'sshd requires execution with an absolute path', level: 'fatal', fields: { reason: 'relative-path' } },
    ],
  }),
];
