import type { TransferFailure } from '../../events/client/index.js';
import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

const REASON = '(Permission denied|No such file or directory|Failure)';
const REASONS: Record<string, TransferFailure> = { 'Permission denied': 'permission-denied', 'No such file or directory': 'no-such-file', Failure: 'failure' };
/** How scp of 9.0 and later names itself in front of what it says. */
const SCP = String.raw`(?:\/\S{0,200}\/)?scp: `;
const SCP_HEADS = ['scp:', '/…:'];
/** An operation on the server that scp names in front of its path; those on local files begin in another way. */
const OPERATION = /^(?:remote [a-z]{2,20}|dest open|stat remote|stat|realpath|mkdir|opendir|open|download|upload)(?: |\()?"(.{1,1024})"\)?$/s;
const LOCAL = /^(?:local |stat local|open local|source )/;

const pathOf = (text: string): string => OPERATION.exec(text)?.[1] ?? text;

/** `a" to "b` of a renaming. */
const firstOfTwo = (path: string): string => path.split('" to "', 1)[0] ?? path;

/** sftp and scp. */
export const transfer: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-message-too-long',
    emits: 'client.message-too-long',
    heads: ['Received', ...SCP_HEADS],
    ends: 'either',
    regex: new RegExp(`^(?:${SCP})?Received message too long (\\d{1,10})$`),
    decode: (m) => ({ length: Number(group(m, 1)) }),
    samples: [
      { text: 'Received message too long 1466264675', fields: { length: 1466264675 } },
      { text: 'scp: Received message too long 1400204832', fields: { length: 1400204832 } },
    ],
  }),
  defineClientPattern({
    id: 'client-operation-failed',
    emits: 'client.transfer-failed',
    heads: ['remote', 'dest', 'stat', 'realpath'],
    ends: 'either',
    regex: new RegExp(String.raw`^(?:remote [a-z]{2,20}|dest open|stat remote|stat|realpath)(?: |\()?"(.{1,1024})"\)?: ${REASON}$`, 's'),
    decode(m) {
      const reason = REASONS[group(m, 2)];
      return reason && { reason, path: firstOfTwo(group(m, 1)), program: 'sftp' as const };
    },
    samples: [
      { text: 'remote open("/etc/shadow"): Permission denied', fields: { reason: 'permission-denied', path: '/etc/shadow', program: 'sftp' } },
      { text: 'dest open "/etc/batch": Permission denied', fields: { reason: 'permission-denied', path: '/etc/batch', program: 'sftp' } },
      { text: 'remote rename "/srv/x" to "/srv/y": Permission denied', fields: { reason: 'permission-denied', path: '/srv/x', program: 'sftp' } },
      { text: 'remote mkdir "/srv/x": Failure', fields: { reason: 'failure', path: '/srv/x', program: 'sftp' } },
    ],
  }),
  defineClientPattern({
    id: 'client-operation-failed-old',
    emits: 'client.transfer-failed',
    heads: ['Couldn\'t'],
    ends: 'either',
    regex: new RegExp(String.raw`^Couldn't [a-z]{2,20}(?: [a-z]{2,20}){0,4}(?: "(.{1,1024})")? ?: ${REASON}$`, 's'),
    decode(m) {
      const reason = REASONS[group(m, 2)];
      return reason && { reason, ...(m[1] !== undefined && { path: m[1] }), program: 'sftp' as const };
    },
    samples: [
      { text: "Couldn't get handle: Permission denied", fields: { reason: 'permission-denied', program: 'sftp' } },
      { text: "Couldn't stat remote file: No such file or directory", fields: { reason: 'no-such-file', program: 'sftp' } },
      { text: 'Couldn\'t setstat on "/srv/x": Permission denied', fields: { reason: 'permission-denied', path: '/srv/x', program: 'sftp' } },
    ],
  }),
  defineClientPattern({
    id: 'client-file-not-found',
    emits: 'client.transfer-failed',
    heads: ['File', 'Can\'t'],
    ends: 'either',
    regex: /^(?:File|Can't ls:) "(.{1,1024})" not found\.?$/s,
    decode: (m) => ({ reason: 'no-such-file' as const, path: group(m, 1), program: 'sftp' as const }),
    samples: [
      { text: 'File "/home/fred/data/export.csv" not found.', fields: { reason: 'no-such-file', path: '/home/fred/data/export.csv', program: 'sftp' } },
      { text: 'Can\'t ls: "/srv/x" not found', fields: { reason: 'no-such-file', path: '/srv/x', program: 'sftp' } },
    ],
  }),
  defineClientPattern({
    id: 'client-copy-failed',
    emits: 'client.transfer-failed',
    heads: SCP_HEADS,
    ends: 'either',
    regex: new RegExp(`^${SCP}(.{1,1024}): ${REASON}$`, 's'),
    decode(m) {
      const reason = REASONS[group(m, 2)];
      const what = group(m, 1);
      // Its own files are none of the server's, and a detail of the trace says the same again.
      if (!reason || LOCAL.test(what) || what.startsWith('debug')) return undefined;
      return { reason, path: pathOf(what), program: 'scp' as const };
    },
    samples: [
      { text: 'scp: backup/db.dump: No such file or directory', fields: { reason: 'no-such-file', path: 'backup/db.dump', program: 'scp' } },
      { text: '/usr/bin/scp: dest open "/usr/app.tar": Permission denied', fields: { reason: 'permission-denied', path: '/usr/app.tar', program: 'scp' } },
    ],
  }),
  defineClientPattern({
    id: 'client-copy-closed',
    emits: 'client.gave-up',
    since: '9.0',
    heads: SCP_HEADS,
    ends: 'either',
    regex: new RegExp(`^${SCP}Connection closed$`),
    decode: () => ({ program: 'scp' as const }),
    samples: [{ text: 'scp: Connection closed', fields: { program: 'scp' } }, { text: '/usr/bin/scp: Connection closed', fields: { program: 'scp' } }],
  }),
  defineClientPattern({
    id: 'client-sftp-closed',
    emits: 'client.gave-up',
    heads: ['Connection', 'Couldn\'t'],
    ends: 'either',
    regex: /^(?:Connection closed|Couldn't (?:read|write|send) packet: .{1,200})$/,
    decode: () => ({ program: 'sftp' as const }),
    samples: [{ text: 'Connection closed', fields: { program: 'sftp' } }, { text: "Couldn't read packet: Connection reset by peer", fields: { program: 'sftp' } }],
  }),
  // With -v, what scp sends and what it gets: a transfer that takes its course.
  defineClientPattern({
    id: 'client-copy-step',
    emits: 'client.copy-step',
    heads: ['Sending', 'Sink:', 'Entering', 'Source:'],
    ends: 'lf',
    regex: /^(?:Sending file (?:modes|timestamps): .{1,1024}|Sink: [CDTE].{0,1024}|Entering directory: .{1,1024})$/s,
    decode: () => ({}),
    samples: [{ text: 'Sending file modes: C0600 1 app.tar', fields: {} }, { text: 'Sink: C0644 12 notes', fields: {} }],
  }),
  traceLine('copy-detail', 'info', SCP_HEADS, new RegExp(`^${SCP}debug[123]: .{0,2000}$`, 's'), ['scp: debug1: stat remote: No such file or directory']),
  traceLine('pollution-hint', 'info', ['Ensure'], /^Ensure the remote shell produces no output for non-interactive sessions\.$/,
    ['Ensure the remote shell produces no output for non-interactive sessions.'], { since: '7.9' }),
];
