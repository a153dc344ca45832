import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const VERBS = [
  'sent (?:status|handle|data|names|attrib|statvfs|limits)', 'open', 'close', 'read', 'write', 'opendir', 'readdir', 'stat',
  'lstat', 'fstat', 'setstat', 'fsetstat', 'lsetstat', 'remove', 'mkdir', 'rmdir', 'realpath', 'rename', 'posix-rename',
  'readlink', 'symlink', 'hardlink', 'fsync', 'statvfs', 'fstatvfs', 'expand', 'copy-data', 'home-directory',
  'users-groups-by-id', 'limits',
].join('|');

/** The protocol between sftp client and server, packet by packet: sftp-server at DEBUG levels. */
export const sftpRequests: readonly Pattern[] = [
  definePattern({
    id: 'sftp-request',
    emits: 'sftp.request',
    heads: ['request'],
    regex: new RegExp(String.raw`^request (\d{1,10}): ((?:${VERBS})(?: .*)?)$`, 's'),
    decode: (m) => ({ id: Number(m[1]), detail: group(m, 2) }),
    samples: [
      { text: 'request 2: sent status 0', level: 'debug3', fields: { id: 2, detail: 'sent status 0' } },
      { text: 'request 19: remove', level: 'debug3', fields: { id: 19, detail: 'remove' } },
      { text: 'request 1: sent handle handle 0', level: 'debug1', fields: { id: 1, detail: 'sent handle handle 0' } },
      {
        text: 'request 2: write "report.txt" (handle 0) off 0 len 6000',
        level: 'debug1',
        fields: { id: 2, detail: 'write "report.txt" (handle 0) off 0 len 6000' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-input-ended',
    emits: 'sftp.input-ended',
    level: 'debug1',
    heads: ['read'],
    regex: /^read eof$/,
    decode: () => ({}),
    samples: [{ text: 'read eof', level: 'debug1', fields: {} }],
  }),
];
