import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** A listener whose program was replaced or removed under it, and other troubles of a running server. */
export const serverUpgrade: readonly Pattern[] = [
  definePattern({
    id: 'server-rexec-failed',
    emits: 'server.rexec-failed',
    until: '9.7',
    level: 'error',
    heads: ['rexec…'],
    regex: /^rexec of (.*) failed: ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'rexec of /usr/sbin/sshd failed: No such file or directory',
        level: 'error',
        fields: { path: '/usr/sbin/sshd', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'server-rexec-failed-fatal',
    emits: 'server.rexec-failed',
    since: '9.8',
    level: 'fatal',
    heads: ['rexec…'],
    regex: /^rexec of (.*) failed: ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'rexec of /usr/libexec/sshd-session failed: No such file or directory',
        level: 'fatal',
        fields: { path: '/usr/libexec/sshd-session', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'server-reload-pending',
    emits: 'server.reload-pending',
    level: 'debug1',
    heads: ['Received'],
    regex: /^Received SIGHUP; waiting for children$/,
    decode: () => ({}),
    samples: [{ text: 'Received SIGHUP; waiting for children', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'server-program-missing',
    emits: 'server.rexec-failed',
    since: '9.8',
    level: 'fatal',
    heads: ['/…'],
    regex: /^(\/.*) does not exist or is not executable$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [
      {
        text: '/usr/libexec/sshd-session does not exist or is not executable',
        level: 'fatal',
        fields: { path: '/usr/libexec/sshd-session' },
      },
    ],
  }),
  definePattern({
    id: 'server-rexec-state',
    emits: 'server.rexec-failed',
    heads: ['recv_rexec_state:'],
    regex: /^recv_rexec_state: (rexec version mismatch|ssh_msg_recv failed|.{1,60}: .*)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'recv_rexec_state: rexec version mismatch',
        level: 'fatal',
        fields: { reason: 'rexec version mismatch' },
      },
      { text: 'recv_rexec_state: ssh_msg_recv failed', level: 'fatal', fields: { reason: 'ssh_msg_recv failed' } },
    ],
  }),
  definePattern({
    id: 'server-hostkeys-confused',
    emits: 'server.rexec-failed',
    level: 'fatal',
    heads: ['internal'],
    regex: /^(internal error: hostkeys confused)$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'internal error: hostkeys confused', level: 'fatal', fields: { reason: 'internal error: hostkeys confused' } },
    ],
  }),
  definePattern({
    id: 'server-no-connection-state',
    emits: 'server.rexec-failed',
    since: '8.2',
    level: 'fatal',
    heads: ['Unable'],
    regex: /^(Unable to create connection)$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [{ text: 'Unable to create connection', level: 'fatal', fields: { reason: 'Unable to create connection' } }],
  }),
  // VERBOSE to 6.8, later DEBUG1.
  definePattern({
    id: 'server-oom-adjusted',
    emits: 'server.oom-adjusted',
    since: '5.9',
    heads: ['Set'],
    regex: /^Set \/proc\/self\/oom_(?:score_)?adj (?:from (-?\d{1,5}) )?to (-?\d{1,5})$/,
    decode: (m) => (m[1] === undefined ? { to: Number(m[2]) } : { from: Number(m[1]), to: Number(m[2]) }),
    samples: [
      { text: 'Set /proc/self/oom_score_adj from 0 to -1000', fields: { from: 0, to: -1000 } },
      { text: 'Set /proc/self/oom_score_adj to 0', level: 'debug1', fields: { to: 0 } },
      { text: 'Set /proc/self/oom_adj to -17', fields: { to: -17 } },
    ],
  }),
  definePattern({
    id: 'server-oom-not-adjusted',
    emits: 'server.oom-not-adjusted',
    since: '5.9',
    heads: ['error'],
    regex: /^error writing \/proc\/self\/oom_(?:score_)?adj: (.*)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'error writing /proc/self/oom_score_adj: Permission denied', fields: { reason: 'Permission denied' } },
    ],
  }),
  definePattern({
    id: 'server-socket-option',
    emits: 'server.socket-option-failed',
    level: 'error',
    heads: ['setsockopt'],
    regex: /^setsockopt ([A-Z0-9_]{1,32})(?: \d{1,5})?: (.*)$/s,
    decode: (m) => ({ option: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'setsockopt SO_KEEPALIVE: Invalid argument',
        level: 'error',
        fields: { option: 'SO_KEEPALIVE', reason: 'Invalid argument' },
      },
    ],
  }),
  definePattern({
    id: 'server-argument-deprecated',
    emits: 'server.command-line-deprecated',
    since: '9.8',
    level: 'info',
    heads: ['-r'],
    regex: /^(-r) option is deprecated$/,
    decode: (m) => ({ argument: group(m, 1) }),
    samples: [{ text: '-r option is deprecated', fields: { argument: '-r' } }],
  }),
];
