import { definePattern, type Pattern } from './define.js';
import { DISPATCH_SHAPES } from './dispatch-fatal.js';
import { group } from './peer.js';

const outOfRange: readonly Pattern[] = DISPATCH_SHAPES.map(({ id, since, until, level, source, peer, sample, fields }) =>
  definePattern({
    id: `dh-group-out-of-range-${id}`,
    emits: 'dh-group.rejected',
    since,
    ...(until === undefined ? {} : { until }),
    level,
    heads: ['ssh_dispatch_run_fatal:'],
    regex: new RegExp(`^ssh_dispatch_run_fatal: ${source}DH GEX group out of range$`, 's'),
    decode: peer,
    samples: [{ text: `ssh_dispatch_run_fatal: ${sample}DH GEX group out of range`, level, fields }],
  }),
);

/** Diffie-Hellman group exchange (RFC 4419): sizes out of range, and the file of groups that sshd could not use. */
export const dhGroupExchange: readonly Pattern[] = [
  definePattern({
    id: 'dh-group-bad-parameters',
    emits: 'dh-group.rejected',
    until: '6.7',
    level: 'fatal',
    heads: ['DH_GEX_REQUEST,'],
    regex: /^DH_GEX_REQUEST, bad parameters: (\d{1,10}) !< (\d{1,10}) !< (\d{1,10})$/,
    decode: (m) => ({ min: Number(m[1]), preferred: Number(m[2]), max: Number(m[3]) }),
    samples: [
      {
        text: 'DH_GEX_REQUEST, bad parameters: 1024 !< 1024 !< 1024',
        level: 'fatal',
        fields: { min: 1024, preferred: 1024, max: 1024 },
      },
    ],
  }),
  ...outOfRange,
  definePattern({
    id: 'dh-group-none-found',
    emits: 'dh-group.none-found',
    until: '6.7',
    level: 'info',
    heads: ['Disconnecting:'],
    regex: /^Disconnecting: Protocol error: (no matching DH grp found)$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'Disconnecting: Protocol error: no matching DH grp found', fields: { reason: 'no matching DH grp found' } },
    ],
  }),
  definePattern({
    id: 'moduli-missing',
    emits: 'dh-group.none-found',
    until: '7.2',
    level: 'info',
    heads: ['WARNING:'],
    regex: /^WARNING: (\S.*) (does not exist), using fixed modulus$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'WARNING: /etc/ssh/moduli does not exist, using fixed modulus',
        fields: { path: '/etc/ssh/moduli', reason: 'does not exist' },
      },
    ],
  }),
  definePattern({
    id: 'moduli-unreadable',
    emits: 'dh-group.none-found',
    since: '7.3',
    level: 'info',
    heads: ['WARNING:'],
    regex: /^WARNING: could not open (\S*) \(([^()]*)\), using fixed modulus$/,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'WARNING: could not open /etc/ssh/moduli (No such file or directory), using fixed modulus',
        fields: { path: '/etc/ssh/moduli', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'moduli-no-primes',
    emits: 'dh-group.none-found',
    until: '9.9',
    level: 'info',
    heads: ['WARNING:'],
    regex: /^WARNING: (no suitable primes) in (\S.*)$/s,
    decode: (m) => ({ path: group(m, 2), reason: group(m, 1) }),
    samples: [
      {
        text: 'WARNING: no suitable primes in /etc/ssh/moduli',
        fields: { path: '/etc/ssh/moduli', reason: 'no suitable primes' },
      },
    ],
  }),
  definePattern({
    id: 'moduli-no-primes-size',
    emits: 'dh-group.none-found',
    since: '10.0',
    level: 'info',
    heads: ['WARNING:'],
    regex: /^WARNING: (no suitable primes \(size \d{1,10}\/\d{1,10}\/\d{1,10}\)) in (\S.*)$/s,
    decode: (m) => ({ path: group(m, 2), reason: group(m, 1) }),
    samples: [
      {
        text: 'WARNING: no suitable primes (size 2048/8192/8192) in /etc/ssh/moduli',
        fields: { path: '/etc/ssh/moduli', reason: 'no suitable primes (size 2048/8192/8192)' },
      },
    ],
  }),
  // The file changed between two readings; the level is fatal to 6.6.
  definePattern({
    id: 'moduli-changed',
    emits: 'dh-group.none-found',
    heads: ['WARNING:'],
    regex: /^WARNING: (line \d{1,10}|selected prime) disappeared in (\S.*), giving up$/s,
    decode: (m) => ({ path: group(m, 2), reason: `${group(m, 1)} disappeared` }),
    samples: [
      {
        text: 'WARNING: line 117 disappeared in /etc/ssh/moduli, giving up',
        level: 'fatal',
        fields: { path: '/etc/ssh/moduli', reason: 'line 117 disappeared' },
      },
      {
        text: 'WARNING: selected prime disappeared in /etc/ssh/moduli, giving up',
        fields: { path: '/etc/ssh/moduli', reason: 'selected prime disappeared' },
      },
    ],
  }),
];
