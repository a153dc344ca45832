import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

type Failed = EventFields['chroot.failed'];

/** With the system's error behind the path. */
function withError(match: RegExpExecArray): Failed {
  const error = group(match, 2);
  return { reason: error === 'No such file or directory' ? 'missing' : 'failed', path: group(match, 1), error };
}

/** ChrootDirectory. From 8.5 `safely_chroot: ` precedes most of it. */
export const chroot: readonly Pattern[] = [
  definePattern({
    id: 'chroot-entered',
    emits: 'chroot.entered',
    level: 'info',
    heads: ['Changed'],
    regex: /^Changed root directory to "(.*)"$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: 'Changed root directory to "/srv/sftp/fred"', fields: { path: '/srv/sftp/fred' } }],
  }),
  definePattern({
    id: 'chroot-ownership',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['bad'],
    regex: /^bad ownership or modes for chroot directory (component )?"(.*)"$/s,
    decode: (m) => ({ reason: 'ownership', path: group(m, 2), ...(m[1] !== undefined && { component: true }) }),
    samples: [
      {
        text: 'bad ownership or modes for chroot directory "/home/jail/ftpguest"',
        level: 'fatal',
        fields: { reason: 'ownership', path: '/home/jail/ftpguest' },
      },
      {
        text: 'bad ownership or modes for chroot directory component "/srv/sftp/"',
        level: 'fatal',
        fields: { reason: 'ownership', path: '/srv/sftp/', component: true },
      },
    ],
  }),
  definePattern({
    id: 'chroot-not-entered',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['Unable'],
    regex: /^Unable to chdir to chroot path "(.*)": ([^":]*)$/s,
    decode: withError,
    samples: [
      {
        text: 'Unable to chdir to chroot path "/srv/sftp/fred": No such file or directory',
        level: 'fatal',
        fields: { reason: 'missing', path: '/srv/sftp/fred', error: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'chroot-not-a-directory',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['chroot'],
    regex: /^chroot path (component )?"(.*)" is not a directory$/s,
    decode: (m) => ({ reason: 'not-a-directory', path: group(m, 2), ...(m[1] !== undefined && { component: true }) }),
    samples: [
      {
        text: 'chroot path "/srv/sftp/fred" is not a directory',
        level: 'fatal',
        fields: { reason: 'not-a-directory', path: '/srv/sftp/fred' },
      },
    ],
  }),
  definePattern({
    id: 'chroot-not-absolute',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['chroot'],
    regex: /^chroot path does not begin at root$/,
    decode: () => ({ reason: 'not-absolute' }),
    samples: [{ text: 'chroot path does not begin at root', level: 'fatal', fields: { reason: 'not-absolute' } }],
  }),
  definePattern({
    id: 'chroot-stat',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['safely_chroot:'],
    regex: /^safely_chroot: stat\("(.*)"\): ([^":]*)$/s,
    decode: withError,
    samples: [
      {
        text: 'safely_chroot: stat("/srv/sftp/fred"): No such file or directory',
        level: 'fatal',
        fields: { reason: 'missing', path: '/srv/sftp/fred', error: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'chroot-refused',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['safely_chroot:'],
    regex: /^safely_chroot: chroot\("(.*)"\): ([^":]*)$/s,
    decode: withError,
    samples: [
      {
        text: 'safely_chroot: chroot("/srv/sftp/fred"): Operation not permitted',
        level: 'fatal',
        fields: { reason: 'failed', path: '/srv/sftp/fred', error: 'Operation not permitted' },
      },
    ],
  }),
  definePattern({
    id: 'chroot-long-path',
    emits: 'chroot.failed',
    level: 'fatal',
    heads: ['chroot'],
    regex: /^chroot path too long$/,
    decode: () => ({ reason: 'failed', error: 'chroot path too long' }),
    samples: [{ text: 'chroot path too long', level: 'fatal', fields: { reason: 'failed', error: 'chroot path too long' } }],
  }),
  definePattern({
    id: 'chroot-not-privileged',
    emits: 'chroot.failed',
    since: '6.6',
    level: 'fatal',
    heads: ['server'],
    regex: /^server lacks privileges to chroot to ChrootDirectory$/,
    decode: () => ({ reason: 'not-privileged' }),
    samples: [
      { text: 'server lacks privileges to chroot to ChrootDirectory', level: 'fatal', fields: { reason: 'not-privileged' } },
    ],
  }),
];
