import type { EventFields, SftpAttribute, SftpOperation } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

type Performed = EventFields['sftp.performed'];

/** Quotes around a path; copies that a word processor touched have the typographic ones, in UTF-8 bytes or as escapes. */
const OPEN = String.raw`(?:"|“|\xe2\x80\x9c|\\342\\200\\234)`;
const CLOSE = String.raw`(?:"|”|\xe2\x80\x9d|\\342\\200\\235)`;
const QUOTED = `${OPEN}(.*)${CLOSE}`;
const BETWEEN = new RegExp(`${CLOSE} new ${OPEN}`, 'g');

const ONE_PATH: readonly SftpOperation[] = [
  'opendir', 'mkdir', 'rmdir', 'remove', 'stat', 'lstat', 'statvfs', 'realpath', 'readlink', 'fsync', 'expand',
  'home-directory',
];

function operation(word: string): SftpOperation | undefined {
  if (word === 'statfs') return 'statvfs';
  return ONE_PATH.find((name) => name === word);
}

function withPath(match: RegExpExecArray): Performed | undefined {
  const name = operation(group(match, 1));
  if (name === undefined) return undefined;
  return { operation: name, path: group(match, 2), ...(match[3] !== undefined && { mode: match[3] }) };
}

function twoPaths(match: RegExpExecArray): Performed | undefined {
  const paths = group(match, 2);
  const between = [...paths.matchAll(BETWEEN)].at(-1);
  if (between === undefined) return undefined;
  const target = paths.slice(between.index + between[0].length);
  return { operation: group(match, 1) as SftpOperation, path: paths.slice(0, between.index), target };
}

/** Requests for files and directories, as sftp-server tells them at INFO and VERBOSE. Paths are the client's, quotes and all. */
export const sftpOperations: readonly Pattern[] = [
  definePattern({
    id: 'sftp-open',
    emits: 'sftp.file-opened',
    level: 'info',
    heads: ['open'],
    regex: new RegExp(String.raw`^open ${QUOTED} flags ([A-Z,]{1,80}) mode (0?[0-7]{1,11})$`, 's'),
    decode: (m) => ({ path: group(m, 1), flags: group(m, 2).split(','), mode: group(m, 3) }),
    samples: [
      {
        text: 'open "/srv/sftp/fred/upload.csv" flags WRITE,CREATE,TRUNCATE mode 0644',
        fields: { path: '/srv/sftp/fred/upload.csv', flags: ['WRITE', 'CREATE', 'TRUNCATE'], mode: '0644' },
      },
      {
        text: 'open "a" flags READ mode 0"" flags READ mode 0100644',
        fields: { path: 'a" flags READ mode 0"', flags: ['READ'], mode: '0100644' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-close',
    emits: 'sftp.file-closed',
    level: 'info',
    heads: ['close', 'forced'],
    regex: new RegExp(String.raw`^(forced )?close ${QUOTED} bytes read (\d{1,20}) written (\d{1,20})$`, 's'),
    decode: (m) => ({ path: group(m, 2), read: Number(m[3]), written: Number(m[4]), forced: m[1] !== undefined }),
    samples: [
      {
        text: 'close "/srv/sftp/fred/upload.csv" bytes read 0 written 10240',
        fields: { path: '/srv/sftp/fred/upload.csv', read: 0, written: 10240, forced: false },
      },
      {
        text: 'forced close "/srv/sftp/fred/upload.csv" bytes read 0 written 512',
        fields: { path: '/srv/sftp/fred/upload.csv', read: 0, written: 512, forced: true },
      },
      {
        text: 'close “/docs/somefile.txt” bytes read 0 written 400',
        fields: { path: '/docs/somefile.txt', read: 0, written: 400, forced: false },
      },
    ],
  }),
  definePattern({
    id: 'sftp-close-directory',
    emits: 'sftp.performed',
    level: 'info',
    heads: ['closedir', 'forced'],
    regex: new RegExp(`^(forced )?closedir ${QUOTED}$`, 's'),
    decode: (m) => ({ operation: 'closedir', path: group(m, 2), ...(m[1] !== undefined && { forced: true }) }),
    samples: [
      { text: 'closedir "/srv/sftp/fred"', fields: { operation: 'closedir', path: '/srv/sftp/fred' } },
      { text: 'forced closedir "/srv"', fields: { operation: 'closedir', path: '/srv', forced: true } },
    ],
  }),
  definePattern({
    id: 'sftp-path',
    emits: 'sftp.performed',
    level: 'info',
    heads: [
      'opendir', 'rmdir', 'remove', 'stat', 'lstat', 'statvfs', 'statfs', 'realpath', 'readlink', 'fsync', 'expand',
      'home-directory',
    ],
    regex: new RegExp(`^([a-z-]{4,14}) (?:name )?${QUOTED}$`, 's'),
    decode: withPath,
    samples: [
      { text: 'opendir "/srv/sftp/fred"', fields: { operation: 'opendir', path: '/srv/sftp/fred' } },
      {
        text: 'remove name "incoming/report "final" v2.txt"',
        fields: { operation: 'remove', path: 'incoming/report "final" v2.txt' },
      },
      { text: 'statfs "/srv/sftp"', fields: { operation: 'statvfs', path: '/srv/sftp' } },
      { text: 'lstat name "missing.dat"', fields: { operation: 'lstat', path: 'missing.dat' } },
      { text: 'home-directory "fred"', fields: { operation: 'home-directory', path: 'fred' } },
    ],
  }),
  definePattern({
    id: 'sftp-make-directory',
    emits: 'sftp.performed',
    level: 'info',
    heads: ['mkdir'],
    regex: new RegExp(`^(mkdir) name ${QUOTED} mode (0?[0-7]{1,11})$`, 's'),
    decode: withPath,
    samples: [{ text: 'mkdir name "incoming" mode 0777', fields: { operation: 'mkdir', path: 'incoming', mode: '0777' } }],
  }),
  // Where the old name holds ` new `, the line cannot be split for certain: the last place is taken.
  definePattern({
    id: 'sftp-two-paths',
    emits: 'sftp.performed',
    level: 'info',
    heads: ['rename', 'posix-rename', 'symlink', 'hardlink'],
    regex: new RegExp(`^(rename|posix-rename|symlink|hardlink) old ${QUOTED}$`, 's'),
    decode: twoPaths,
    samples: [
      {
        text: 'rename old "report.txt" new "incoming/report "final" v2.txt"',
        fields: { operation: 'rename', path: 'report.txt', target: 'incoming/report "final" v2.txt' },
      },
      {
        text: 'posix-rename old "/srv/sftp/fred/a.part" new "/srv/sftp/fred/a"',
        fields: { operation: 'posix-rename', path: '/srv/sftp/fred/a.part', target: '/srv/sftp/fred/a' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-set-attribute',
    emits: 'sftp.attributes-set',
    level: 'info',
    heads: ['set'],
    regex: new RegExp(String.raw`^set ${QUOTED} (mode|size|modtime) ([\d:-]{1,24})$`, 's'),
    decode: (m) => ({ path: group(m, 1), attribute: group(m, 2) as SftpAttribute, value: group(m, 3) }),
    samples: [
      {
        text: 'set "/srv/sftp/fred/upload.csv" modtime 20240131-12:00:00',
        fields: { path: '/srv/sftp/fred/upload.csv', attribute: 'modtime', value: '20240131-12:00:00' },
      },
      { text: 'set "a" mode 0640', fields: { path: 'a', attribute: 'mode', value: '0640' } },
    ],
  }),
  definePattern({
    id: 'sftp-set-owner',
    emits: 'sftp.attributes-set',
    level: 'info',
    heads: ['set'],
    regex: new RegExp(String.raw`^set ${QUOTED} owner (\d{1,10}) group (\d{1,10})$`, 's'),
    decode: (m) => ({ path: group(m, 1), attribute: 'owner', value: `${group(m, 2)}:${group(m, 3)}` }),
    samples: [
      {
        text: 'set "/srv/sftp/fred/upload.csv" owner 1000 group 1000',
        fields: { path: '/srv/sftp/fred/upload.csv', attribute: 'owner', value: '1000:1000' },
      },
    ],
  }),
  definePattern({
    id: 'sftp-users-groups',
    emits: 'sftp.performed',
    since: '9.2',
    level: 'info',
    heads: ['users-groups-by-id:'],
    regex: /^users-groups-by-id: \d{1,10} users, \d{1,10} groups$/,
    decode: () => ({ operation: 'users-groups' }),
    samples: [{ text: 'users-groups-by-id: 3 users, 2 groups', fields: { operation: 'users-groups' } }],
  }),
  definePattern({
    id: 'sftp-status',
    emits: 'sftp.status',
    heads: ['sent'],
    regex: /^sent status ([A-Z][A-Za-z ]{1,60})$/,
    decode: (m) => ({ status: group(m, 1).trimEnd() }),
    samples: [
      { text: 'sent status Permission denied', fields: { status: 'Permission denied' } },
      { text: 'sent status No such file', fields: { status: 'No such file' } },
    ],
  }),
];
