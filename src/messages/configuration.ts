import type { ConfigProblem } from '../events.js';
import {
  NEW_PLAIN_PROBLEMS, OLD_PLAIN_PROBLEMS, OLD_VALUE_PROBLEMS, PLAIN_PROBLEMS, type ProblemWording, VALUE_PROBLEMS,
} from './configuration-problems.data.js';
import { CONFIG_HEADS, PLACE } from './configuration-place.js';
import { oneOf, problem } from './configuration-problem.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const AT = '/etc/ssh/sshd_config line 12: ';
const place = { path: '/etc/ssh/sshd_config', line: 12 };

interface Generation {
  id: string;
  table: readonly ProblemWording[];
  since?: string;
  until?: string;
}

function range(generation: Generation): { since?: string; until?: string } {
  const { since, until } = generation;
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

const PLAIN: readonly Generation[] = [
  { id: 'config-problem', table: PLAIN_PROBLEMS },
  { id: 'config-problem-old', table: OLD_PLAIN_PROBLEMS, until: '8.7' },
  { id: 'config-problem-new', table: NEW_PLAIN_PROBLEMS, since: '8.3' },
];

const plain: readonly Pattern[] = PLAIN.map((generation) =>
  definePattern({
    id: generation.id,
    emits: 'config.bad-value',
    ...range(generation),
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: ${oneOf(generation.table)}$`),
    decode: problem(generation.table),
    samples: generation.table.map(({ words, reason, option }) => ({
      text: AT + words,
      level: 'fatal' as const,
      fields: { ...place, reason, ...(option !== undefined && { option }) },
    })),
  }),
);

const VALUED: readonly Generation[] = [
  { id: 'config-bad-value', table: VALUE_PROBLEMS },
  { id: 'config-bad-value-old', table: OLD_VALUE_PROBLEMS, until: '8.7' },
];

const valued: readonly Pattern[] = VALUED.map((generation) =>
  definePattern({
    id: generation.id,
    emits: 'config.bad-value',
    ...range(generation),
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: ${oneOf(generation.table)} ["']?(.*?)["']?\\.?$`, 's'),
    decode: problem(generation.table),
    samples: generation.table.map(({ words, reason, option }) => ({
      text: `${AT}${words} 'rot13'.`,
      level: 'fatal' as const,
      fields: { ...place, reason, value: 'rot13', ...(option !== undefined && { option }) },
    })),
  }),
);

/** How the releases since 8.7 end a message that begins with the keyword. */
const BY_KEYWORD: Readonly<Record<string, ConfigProblem>> = {
  'integer value invalid.': 'malformed-value',
  'missing argument.': 'missing-value',
  'missing integer value.': 'missing-value',
};

/** Lines of sshd_config that sshd does not accept. */
export const configuration: readonly Pattern[] = [
  ...plain,
  ...valued,
  definePattern({
    id: 'config-keyword-problem',
    emits: 'config.bad-value',
    since: '8.3',
    level: 'fatal',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: ([A-Za-z]{2,40}) (integer value invalid\\.|missing argument\\.|missing integer value\\.)$`),
    decode: (m) => ({
      path: group(m, 1), line: Number(m[2]), option: group(m, 3), reason: BY_KEYWORD[group(m, 4)] ?? 'malformed-value',
    }),
    samples: [
      {
        text: `${AT}MaxAuthTries integer value invalid.`,
        level: 'fatal',
        fields: { ...place, option: 'MaxAuthTries', reason: 'malformed-value' },
      },
      {
        text: `${AT}AllowUsers missing argument.`,
        level: 'fatal',
        fields: { ...place, option: 'AllowUsers', reason: 'missing-value' },
      },
    ],
  }),
  definePattern({
    id: 'config-keyword-in-the-middle',
    emits: 'config.bad-value',
    since: '8.3',
    heads: CONFIG_HEADS,
    regex: new RegExp(
      `^${PLACE}: (?:(keyword) ([A-Za-z]{2,40}) extra arguments at end of line|no argument after keyword "([^"]*)"|` +
        'missing ([A-Za-z]{2,40}) argument\\.)$',
    ),
    decode: (m) => ({
      path: group(m, 1),
      line: Number(m[2]),
      option: m[4] ?? m[5] ?? group(m, 6),
      reason: m[3] === undefined ? 'missing-value' : 'extra-arguments',
    }),
    samples: [
      {
        text: `${AT}keyword PermitRootLogin extra arguments at end of line`,
        level: 'error',
        fields: { ...place, option: 'PermitRootLogin', reason: 'extra-arguments' },
      },
      {
        text: `${AT}no argument after keyword "Ciphers"`,
        level: 'error',
        fields: { ...place, option: 'Ciphers', reason: 'missing-value' },
      },
      {
        text: `${AT}missing AuthorizedKeysCommandUser argument.`,
        level: 'fatal',
        fields: { ...place, option: 'AuthorizedKeysCommandUser', reason: 'missing-value' },
      },
    ],
  }),
  definePattern({
    id: 'config-not-in-match',
    emits: 'config.bad-value',
    level: 'fatal',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: Directive '([^']*)' is not allowed within a Match block$`),
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), option: group(m, 3), reason: 'not-in-match' }),
    samples: [
      {
        text: `${AT}Directive 'Ciphers' is not allowed within a Match block`,
        level: 'fatal',
        fields: { ...place, option: 'Ciphers', reason: 'not-in-match' },
      },
    ],
  }),
  definePattern({
    id: 'config-subsystem-twice',
    emits: 'config.bad-value',
    until: '9.4',
    level: 'fatal',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: Subsystem '([^']*)' already defined\\.$`),
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), option: 'Subsystem', value: group(m, 3), reason: 'duplicate' }),
    samples: [
      {
        text: `${AT}Subsystem 'sftp' already defined.`,
        level: 'fatal',
        fields: { ...place, option: 'Subsystem', value: 'sftp', reason: 'duplicate' },
      },
    ],
  }),
  definePattern({
    id: 'config-include-failed',
    emits: 'config.bad-value',
    since: '8.2',
    level: 'fatal',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: include "(.*)" glob failed$`, 's'),
    decode: (m) => ({ path: group(m, 1), line: Number(m[2]), option: 'Include', value: group(m, 3), reason: 'include-failed' }),
    samples: [
      {
        text: `${AT}include "/etc/ssh/sshd_config.d/*.conf" glob failed`,
        level: 'fatal',
        fields: { ...place, option: 'Include', value: '/etc/ssh/sshd_config.d/*.conf', reason: 'include-failed' },
      },
    ],
  }),
  definePattern({
    id: 'config-ignored-option',
    emits: 'config.ignored-option',
    level: 'info',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: (Deprecated|Unsupported) option (\\S{1,64})$`),
    decode: (m) => ({
      path: group(m, 1), line: Number(m[2]), option: group(m, 4), reason: m[3] === 'Deprecated' ? 'deprecated' : 'unsupported',
    }),
    samples: [
      {
        text: `${AT}Deprecated option RhostsRSAAuthentication`,
        fields: { ...place, option: 'RhostsRSAAuthentication', reason: 'deprecated' },
      },
      {
        text: 'reprocess config line 12: Unsupported option GSSAPIAuthentication',
        fields: { path: 'reprocess config', line: 12, option: 'GSSAPIAuthentication', reason: 'unsupported' },
      },
      {
        text: 'rexec line 43: Deprecated option UsePrivilegeSeparation',
        fields: { path: 'rexec', line: 43, option: 'UsePrivilegeSeparation', reason: 'deprecated' },
      },
    ],
  }),
];
