import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** AllowUsers and DenyUsers whose host part is neither a pattern nor a network: sshd ends the connection. */
export const accessPatterns: readonly Pattern[] = [
  definePattern({
    id: 'access-pattern-invalid',
    emits: 'access.pattern-invalid',
    since: '7.4',
    level: 'fatal',
    heads: ['Invalid'],
    regex: /^Invalid (AllowUsers|DenyUsers) pattern "(.{1,400})"$/s,
    decode: (m) => ({ option: group(m, 1), pattern: group(m, 2) }),
    samples: [
      {
        text: 'Invalid AllowUsers pattern "fred@192.0.2.10/33"',
        level: 'fatal',
        fields: { option: 'AllowUsers', pattern: 'fred@192.0.2.10/33' },
      },
    ],
  }),
];
