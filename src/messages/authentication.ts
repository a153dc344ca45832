import { ATTEMPT_SHAPES, type AttemptResult } from './attempt-shapes.js';
import { definePattern, type Pattern } from './define.js';
import { about, accountAt, group, peerAt } from './peer.js';

const RESULTS = {
  Accepted: { emits: 'auth.accepted', id: 'accepted' },
  Failed: { emits: 'auth.failed', id: 'failed' },
  Postponed: { emits: 'auth.postponed', id: 'postponed' },
  // AuthenticationMethods, and with it the partial success, came with 6.2.
  Partial: { emits: 'auth.partial', id: 'partial', since: '6.2' },
} as const;

/** One line per attempt in a shape that all results share. */
const attempts: readonly Pattern[] = (Object.keys(RESULTS) as AttemptResult[]).flatMap((word) =>
  ATTEMPT_SHAPES.filter((shape) => shape.results.includes(word)).map((shape) => {
    const { emits, id, ...result } = RESULTS[word];
    const since = shape.since ?? ('since' in result ? result.since : undefined);
    return definePattern({
      id: `${id}-${shape.id}`,
      emits,
      ...(since === undefined ? {} : { since }),
      ...(shape.until === undefined ? {} : { until: shape.until }),
      level: 'info',
      heads: [word],
      regex: new RegExp(`^${word} ${shape.source}$`, 's'),
      decode: shape.decode,
      samples: shape.samples.map(({ text, fields }) => ({ text: `${word} ${text}`, fields })),
    });
  }),
);

export const authentication: readonly Pattern[] = [
  ...attempts,
  definePattern({
    id: 'userauth-request',
    emits: 'auth.requested',
    level: 'debug1',
    heads: ['userauth-request'],
    regex: /^userauth-request for user (.*) service (\S*) method (\S*)$/s,
    decode: (m) => ({ user: group(m, 1), service: group(m, 2), method: group(m, 3) }),
    samples: [
      {
        text: 'userauth-request for user fred service ssh-connection method publickey',
        level: 'debug1',
        fields: { user: 'fred', service: 'ssh-connection', method: 'publickey' },
      },
      {
        text: 'userauth-request for user  service ssh-connection method none',
        level: 'debug1',
        fields: { user: '', service: 'ssh-connection', method: 'none' },
      },
    ],
  }),
  definePattern({
    id: 'invalid-user-port',
    emits: 'auth.invalid-user',
    since: '7.3',
    level: 'info',
    heads: ['Invalid'],
    regex: /^Invalid user (.*) from (\S+) port (\d{1,5})$/s,
    decode: (m) => accountAt(group(m, 2), group(m, 3), group(m, 1), false),
    samples: [
      {
        text: 'Invalid user admin user from 192.0.2.10 port 50022',
        fields: { user: 'admin user', validUser: false, ip: '192.0.2.10', port: 50022 },
      },
    ],
  }),
  definePattern({
    id: 'invalid-user',
    emits: 'auth.invalid-user',
    until: '7.2',
    level: 'info',
    heads: ['Invalid'],
    regex: /^Invalid user (.*) from (\S+)$/s,
    decode: (m) => about(peerAt(group(m, 2)), { user: group(m, 1), validUser: false }),
    samples: [
      { text: 'Invalid user oracle from 192.0.2.10', fields: { user: 'oracle', validUser: false, ip: '192.0.2.10' } },
      { text: 'Invalid user  from 192.0.2.10', fields: { user: '', validUser: false, ip: '192.0.2.10' } },
    ],
  }),
  definePattern({
    id: 'invalid-user-request',
    emits: 'auth.invalid-user',
    until: '7.4',
    level: 'info',
    heads: ['input_userauth_request:'],
    regex: /^input_userauth_request: invalid user ?(.*)$/s,
    decode: (m) => ({ user: group(m, 1), validUser: false }),
    samples: [{ text: 'input_userauth_request: invalid user oracle', fields: { user: 'oracle', validUser: false } }],
  }),
];
