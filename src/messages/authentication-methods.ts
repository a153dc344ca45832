import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';
import { words } from './source.js';

type Reason = EventFields['auth.methods-misconfigured']['reason'];

const PLAIN: Readonly<Record<string, Reason>> = {
  'No AuthenticationMethods left after eliminating disabled methods': 'no-list-left',
  'AuthenticationMethods cannot be satisfied by enabled authentication methods': 'unsatisfiable',
  'empty authentication method list': 'empty',
};

/** AuthenticationMethods (since 6.2) asks for methods that are off or do not exist. */
export const authenticationMethods: readonly Pattern[] = [
  definePattern({
    id: 'methods-disabled',
    emits: 'auth.methods-misconfigured',
    since: '6.2',
    level: 'error',
    heads: ['Disabled'],
    regex: /^Disabled method "([^"]*)" in AuthenticationMethods list "([^"]*)"$/,
    decode: (m) => ({ reason: 'method-disabled', method: group(m, 1), methods: words(group(m, 2), ',') }),
    samples: [
      {
        text: 'Disabled method "keyboard-interactive" in AuthenticationMethods list "publickey,keyboard-interactive"',
        level: 'error',
        fields: {
          reason: 'method-disabled', method: 'keyboard-interactive', methods: ['publickey', 'keyboard-interactive'],
        },
      },
    ],
  }),
  definePattern({
    id: 'methods-skipped',
    emits: 'auth.methods-misconfigured',
    since: '6.2',
    level: 'info',
    heads: ['Authentication'],
    regex: /^Authentication methods list "([^"]*)" contains disabled method, skipping$/,
    decode: (m) => ({ reason: 'list-skipped', methods: words(group(m, 1), ',') }),
    samples: [
      {
        text: 'Authentication methods list "publickey,keyboard-interactive" contains disabled method, skipping',
        fields: { reason: 'list-skipped', methods: ['publickey', 'keyboard-interactive'] },
      },
    ],
  }),
  definePattern({
    id: 'methods-unknown',
    emits: 'auth.methods-misconfigured',
    since: '6.2',
    level: 'error',
    heads: ['Unknown'],
    regex: /^Unknown authentication method "([^"]*)" in list$/,
    decode: (m) => ({ reason: 'method-unknown', method: group(m, 1) }),
    samples: [
      {
        text: 'Unknown authentication method "pubkey" in list',
        level: 'error',
        fields: { reason: 'method-unknown', method: 'pubkey' },
      },
    ],
  }),
  definePattern({
    id: 'methods-unsatisfiable',
    emits: 'auth.methods-misconfigured',
    since: '6.2',
    heads: ['No', 'AuthenticationMethods', 'empty'],
    regex: new RegExp(`^(${Object.keys(PLAIN).join('|')})$`),
    decode: (m) => ({ reason: PLAIN[group(m, 1)] ?? 'unsatisfiable' }),
    samples: Object.entries(PLAIN).map(([text, reason]) => ({ text, level: 'error', fields: { reason } })),
  }),
];
