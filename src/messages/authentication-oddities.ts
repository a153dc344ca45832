import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

/** What clients and the two halves of sshd do in user authentication that they should not. */
export const authenticationOddities: readonly Pattern[] = [
  definePattern({
    id: 'user-name-too-long',
    emits: 'auth.user-name-too-long',
    since: '8.5',
    level: 'fatal',
    heads: ['Username'],
    regex: /^Username too long from (\S+) port (\d{1,5})$/,
    decode: (m) => peerAt(group(m, 1), group(m, 2)),
    samples: [
      { text: 'Username too long from 192.0.2.10 port 50022', level: 'fatal', fields: { ip: '192.0.2.10', port: 50022 } },
    ],
  }),
  definePattern({
    id: 'service-unknown',
    emits: 'auth.service-unknown',
    level: 'debug1',
    heads: ['bad'],
    regex: /^bad service request (.*)$/s,
    decode: (m) => ({ service: group(m, 1) }),
    samples: [{ text: 'bad service request ssh-foo', level: 'debug1', fields: { service: 'ssh-foo' } }],
  }),
  definePattern({
    id: 'authenticated-invalid-user',
    emits: 'auth.inconsistent',
    level: 'fatal',
    heads: ['INTERNAL'],
    regex: /^INTERNAL ERROR: (authenticated invalid user) (.*)$/s,
    decode: (m) => ({ reason: group(m, 1), user: group(m, 2) }),
    samples: [
      {
        text: 'INTERNAL ERROR: authenticated invalid user fred',
        level: 'fatal',
        fields: { reason: 'authenticated invalid user', user: 'fred' },
      },
    ],
  }),
  definePattern({
    id: 'monitor-disagrees',
    emits: 'auth.inconsistent',
    level: 'fatal',
    heads: ['monitor_child_preauth:', 'mm_request_receive_expect:'],
    regex: new RegExp(
      String.raw`^(monitor_child_preauth: unexpected authentication from \d{1,6}|` +
        String.raw`mm_request_receive_expect: read: rtype \d{1,6} != type \d{1,6})$`,
    ),
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      'monitor_child_preauth: unexpected authentication from 10',
      'mm_request_receive_expect: read: rtype 124 != type 122',
    ].map((reason) => ({ text: reason, level: 'fatal' as const, fields: { reason } })),
  }),
  definePattern({
    id: 'method-skipped-for-invalid-user',
    emits: 'auth.progress',
    level: 'debug2',
    heads: ['userauth_pubkey:', 'userauth_hostbased:'],
    regex: /^userauth_(pubkey|hostbased): disabled because of invalid user$/,
    decode: (m) =>
      about({ step: 'method skipped for invalid user' }, { method: group(m, 1) === 'pubkey' ? 'publickey' : 'hostbased' }),
    samples: [
      {
        text: 'userauth_pubkey: disabled because of invalid user',
        level: 'debug2',
        fields: { step: 'method skipped for invalid user', method: 'publickey' },
      },
    ],
  }),
  definePattern({
    id: 'keyboard-interactive-devices',
    emits: 'auth.progress',
    level: 'debug1',
    heads: ['keyboard-interactive', 'auth2_challenge:'],
    regex: /^(?:keyboard-interactive|auth2_challenge: user=(.*)) devs(?:=| )(\S*)$/s,
    decode: (m) => {
      const fields = { step: 'keyboard-interactive requested', devices: group(m, 2) };
      return m[1] === undefined ? fields : about(fields, { user: m[1] });
    },
    samples: [
      {
        text: 'keyboard-interactive devs ',
        level: 'debug1',
        fields: { step: 'keyboard-interactive requested', devices: '' },
      },
      {
        text: 'auth2_challenge: user=fred devs=',
        level: 'debug1',
        fields: { step: 'keyboard-interactive requested', user: 'fred', devices: '' },
      },
    ],
  }),
  definePattern({
    id: 'keyboard-interactive-device',
    emits: 'auth.progress',
    heads: ['kbdint_alloc:', 'auth2_challenge_start:', 'kbdint_next_device:'],
    regex: new RegExp(
      String.raw`^(?:kbdint_alloc: devices '([^']{0,200})'|auth2_challenge_start: trying authentication method '([^']{1,80})'|` +
        String.raw`(?:auth2_challenge_start|kbdint_next_device): devices (\S{0,200}))$`,
    ),
    decode: (m) => ({ step: 'keyboard-interactive device', devices: m[1] ?? m[2] ?? group(m, 3) }),
    samples: [
      { text: "kbdint_alloc: devices 'pam'", level: 'debug1', fields: { step: 'keyboard-interactive device', devices: 'pam' } },
      {
        text: "auth2_challenge_start: trying authentication method 'pam'",
        level: 'debug1',
        fields: { step: 'keyboard-interactive device', devices: 'pam' },
      },
      {
        text: 'kbdint_next_device: devices <empty>',
        level: 'debug2',
        fields: { step: 'keyboard-interactive device', devices: '<empty>' },
      },
    ],
  }),
];
