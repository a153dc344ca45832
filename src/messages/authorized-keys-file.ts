import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { systemError } from './system-errors.js';

const PATH = '/home/fred/.ssh/authorized_keys';
const GONE = 'No such file or directory';

/** Which files sshd looked into, and what kept it from reading one. */
export const authorizedKeysFile: readonly Pattern[] = [
  definePattern({
    id: 'authorized-keys-tried',
    emits: 'authorized-keys.tried',
    level: 'debug1',
    heads: ['trying'],
    regex: /^trying public key file (.+)$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: `trying public key file ${PATH}`, level: 'debug1', fields: { path: PATH } }],
  }),
  definePattern({
    id: 'authorized-keys-missing-unnamed',
    emits: 'authorized-keys.missing',
    since: '5.6',
    until: '9.0',
    level: 'debug1',
    heads: ['Could'],
    regex: /^Could not open authorized keys '(.*)': No such file or directory$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: `Could not open authorized keys '${PATH}': ${GONE}`, level: 'debug1', fields: { path: PATH } }],
  }),
  definePattern({
    id: 'authorized-keys-unreadable-unnamed',
    emits: 'authorized-keys.unreadable',
    since: '5.6',
    until: '9.0',
    level: 'debug1',
    heads: ['Could'],
    regex: /^Could not open authorized keys '(.*)': (?!No such file or directory$)([^']+)$/s,
    decode: (m) => ({ path: group(m, 1), ...systemError(group(m, 2)) }),
    samples: [
      {
        text: `Could not open authorized keys '${PATH}': Permission denied`,
        level: 'debug1',
        fields: { path: PATH, reason: 'Permission denied', errno: 'EACCES' },
      },
    ],
  }),
  definePattern({
    id: 'authorized-keys-missing',
    emits: 'authorized-keys.missing',
    since: '9.1',
    level: 'debug1',
    heads: ['Could'],
    regex: /^Could not open user '(.*)' authorized keys '(\S*)': No such file or directory$/s,
    decode: (m) => ({ path: group(m, 2), user: group(m, 1) }),
    samples: [
      {
        text: `Could not open user 'fred' authorized keys '${PATH}': ${GONE}`,
        level: 'debug1',
        fields: { path: PATH, user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'authorized-keys-unreadable',
    emits: 'authorized-keys.unreadable',
    since: '9.1',
    level: 'info',
    heads: ['Could'],
    regex: /^Could not open user '(.*)' authorized keys '(\S*)': ([^']+)$/s,
    decode: (m) => ({ path: group(m, 2), user: group(m, 1), ...systemError(group(m, 3)) }),
    samples: [
      {
        text: `Could not open user 'fred' authorized keys '${PATH}': Permission denied`,
        fields: { path: PATH, user: 'fred', reason: 'Permission denied', errno: 'EACCES' },
      },
    ],
  }),
  definePattern({
    id: 'authorized-keys-not-regular-unquoted',
    emits: 'authorized-keys.not-regular',
    until: '9.0',
    level: 'info',
    heads: ['User'],
    regex: /^User (?!')(\S+) authorized keys (.+) is not a regular file$/s,
    decode: (m) => ({ path: group(m, 2), user: group(m, 1) }),
    samples: [{ text: `User fred authorized keys ${PATH} is not a regular file`, fields: { path: PATH, user: 'fred' } }],
  }),
  definePattern({
    id: 'authorized-keys-not-regular',
    emits: 'authorized-keys.not-regular',
    since: '9.1',
    level: 'info',
    heads: ['User'],
    regex: /^User '(\S+)' authorized keys '(.+)' is not a regular file$/s,
    decode: (m) => ({ path: group(m, 2), user: group(m, 1) }),
    samples: [{ text: `User 'fred' authorized keys '${PATH}' is not a regular file`, fields: { path: PATH, user: 'fred' } }],
  }),
  definePattern({
    id: 'authorized-keys-bad-permissions',
    emits: 'authorized-keys.bad-permissions',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication refused: bad ownership or modes for (file|directory) (.+)$/s,
    decode: (m) => ({ path: group(m, 2), of: group(m, 1) === 'file' ? 'file' : 'directory' }),
    samples: [
      { text: `Authentication refused: bad ownership or modes for file ${PATH}`, fields: { path: PATH, of: 'file' } },
      {
        text: 'Authentication refused: bad ownership or modes for directory /home/fred',
        fields: { path: '/home/fred', of: 'directory' },
      },
    ],
  }),
  // Windows; who may not be among those with rights to the file is said at DEBUG3 alone.
  definePattern({
    id: 'authorized-keys-bad-permissions-windows',
    emits: 'authorized-keys.bad-permissions',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication refused\.$/,
    decode: () => ({ of: 'file' }),
    samples: [{ text: 'Authentication refused.', fields: { of: 'file' } }],
  }),
  definePattern({
    id: 'authorized-keys-bad-permissions-account',
    emits: 'authorized-keys.bad-permissions',
    heads: ['Bad'],
    regex: /^Bad permissions\. Try removing permissions for user: (.*)\.$/s,
    decode: (m) => {
      const [detail, path, ...rest] = group(m, 1).split(' on file ');
      // The same is said of the keys of the host, and of sshd_config.
      return detail === undefined || !path?.includes('authorized_keys') || rest.length > 0 ? undefined : { path, of: 'file', detail };
    },
    samples: [
      {
        text: 'Bad permissions. Try removing permissions for user: S-1-5-11 on file C:/ProgramData/ssh/administrators_authorized_keys.',
        level: 'debug3',
        fields: { path: 'C:/ProgramData/ssh/administrators_authorized_keys', of: 'file', detail: 'S-1-5-11' },
      },
      {
        text: String.raw`Bad permissions. Try removing permissions for user: BUILTIN\\Users (S-1-5-32-545) on file C:/Users/fred/.ssh/authorized_keys.`,
        level: 'debug3',
        fields: { path: 'C:/Users/fred/.ssh/authorized_keys', of: 'file', detail: String.raw`BUILTIN\\Users (S-1-5-32-545)` },
      },
    ],
  }),
  definePattern({
    id: 'authorized-keys-refused',
    emits: 'authorized-keys.refused',
    level: 'info',
    heads: ['Authentication'],
    regex: new RegExp(
      String.raw`^Authentication refused: (realpath (\S+) failed: (.+)|(\S+) is not a regular file|` +
        '(?!bad ownership|realpath ).{1,400})$',
      's',
    ),
    decode: (m) => {
      const path = m[2] ?? m[4];
      return about(path === undefined ? {} : { path }, about(systemError(group(m, 3)), { reason: group(m, 1) }));
    },
    samples: [
      {
        text: `Authentication refused: realpath ${PATH} failed: Permission denied`,
        fields: { path: PATH, reason: `realpath ${PATH} failed: Permission denied`, errno: 'EACCES' },
      },
      {
        text: `Authentication refused: ${PATH} is not a regular file`,
        fields: { path: PATH, reason: `${PATH} is not a regular file` },
      },
    ],
  }),
  // The same words once more, for the client's eyes.
  definePattern({
    id: 'authorized-keys-ignored',
    emits: 'auth.remark',
    heads: ['Ignored'],
    regex: /^(Ignored authorized keys: .+)$/s,
    decode: (m) => ({ text: group(m, 1) }),
    samples: [
      {
        text: `Ignored authorized keys: bad ownership or modes for file ${PATH}`,
        level: 'debug3',
        fields: { text: `Ignored authorized keys: bad ownership or modes for file ${PATH}` },
      },
    ],
  }),
  definePattern({
    id: 'authorized-keys-no-match',
    emits: 'authorized-keys.no-match',
    until: '7.6',
    level: 'debug2',
    heads: ['key'],
    regex: /^key not found$/,
    decode: () => ({}),
    samples: [{ text: 'key not found', level: 'debug2', fields: {} }],
  }),
  // Beside authorized_keys this is said of a file of principals; the function name in front tells which.
  definePattern({
    id: 'authorized-keys-searched',
    emits: 'authorized-keys.searched',
    since: '9.1',
    level: 'debug2',
    heads: ['auth_check_authkeys_file:'],
    regex: /^auth_check_authkeys_file: (.+): processed (\d{1,9})\/(\d{1,9}) lines$/s,
    decode: (m) => ({ path: group(m, 1), processed: Number(m[2]), lines: Number(m[3]) }),
    samples: [
      {
        text: `auth_check_authkeys_file: ${PATH}: processed 2/5 lines`,
        level: 'debug2',
        fields: { path: PATH, processed: 2, lines: 5 },
      },
    ],
  }),
];
