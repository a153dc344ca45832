import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';

const PATH = '/etc/ssh/principals/fred';

/** AuthorizedPrincipalsFile. */
export const principalsFile: readonly Pattern[] = [
  definePattern({
    id: 'principals-tried',
    emits: 'principals-file.tried',
    since: '5.6',
    level: 'debug1',
    heads: ['trying'],
    regex: /^trying authorized principals file (.+)$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: `trying authorized principals file ${PATH}`, level: 'debug1', fields: { path: PATH } }],
  }),
  definePattern({
    id: 'principals-missing',
    emits: 'principals-file.missing',
    since: '5.6',
    heads: ['Could'],
    regex: /^Could not open (?:user '(.*)' )?authorized principals '(\S*)': No such file or directory$/s,
    decode: (m) => (m[1] === undefined ? { path: group(m, 2) } : { path: group(m, 2), user: m[1] }),
    samples: [
      {
        text: `Could not open user 'fred' authorized principals '${PATH}': No such file or directory`,
        level: 'debug1',
        fields: { path: PATH, user: 'fred' },
      },
      {
        text: `Could not open authorized principals '${PATH}': No such file or directory`,
        level: 'debug1',
        fields: { path: PATH },
      },
    ],
  }),
  definePattern({
    id: 'principals-unreadable',
    emits: 'principals-file.unreadable',
    since: '5.6',
    heads: ['Could'],
    regex: /^Could not open (?:user '(.*)' )?authorized principals '(\S*)': (?!No such file or directory$)([^']+)$/s,
    decode: (m) => {
      const fields = { path: group(m, 2), reason: group(m, 3) };
      return m[1] === undefined ? fields : about(fields, { user: m[1] });
    },
    samples: [
      {
        text: `Could not open user 'fred' authorized principals '${PATH}': Permission denied`,
        fields: { path: PATH, reason: 'Permission denied', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'principals-not-regular',
    emits: 'principals-file.not-regular',
    since: '5.6',
    level: 'info',
    heads: ['User'],
    regex: /^User '?(\S+?)'? authorized principals '?(\/\S*?)'? is not a regular file$/s,
    decode: (m) => ({ path: group(m, 2), user: group(m, 1) }),
    samples: [
      { text: `User fred authorized principals ${PATH} is not a regular file`, fields: { path: PATH, user: 'fred' } },
      { text: `User 'fred' authorized principals '${PATH}' is not a regular file`, fields: { path: PATH, user: 'fred' } },
    ],
  }),
  definePattern({
    id: 'principals-searched',
    emits: 'principals-file.searched',
    since: '9.1',
    level: 'debug2',
    heads: ['auth_process_principals:'],
    regex: /^auth_process_principals: (.+): processed (\d{1,9})\/(\d{1,9}) lines$/s,
    decode: (m) => ({ path: group(m, 1), processed: Number(m[2]), lines: Number(m[3]) }),
    samples: [
      {
        text: `auth_process_principals: ${PATH}: processed 1/1 lines`,
        level: 'debug2',
        fields: { path: PATH, processed: 1, lines: 1 },
      },
    ],
  }),
  definePattern({
    id: 'principals-bad-options',
    emits: 'principals-file.bad-options',
    since: '7.7',
    level: 'debug1',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): bad principals options: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), reason: group(m, 3) }),
    samples: [
      {
        text: `${PATH}:1: bad principals options: unknown key option`,
        level: 'debug1',
        fields: { path: PATH, line: 1, reason: 'unknown key option' },
      },
    ],
  }),
  definePattern({
    id: 'principal-matched',
    emits: 'principal.matched',
    since: '7.7',
    level: 'debug3',
    heads: ['/…:'],
    regex: /^((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9}): matched principal "(.*)"$/s,
    decode: (m) => ({ principal: group(m, 3), path: group(m, 1), line: Number(m[2]) }),
    samples: [
      { text: `${PATH}:1: matched principal "fred"`, level: 'debug3', fields: { principal: 'fred', path: PATH, line: 1 } },
    ],
  }),
];
