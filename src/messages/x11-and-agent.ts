import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

type Failed = EventFields['x11.failed'];

/** At DEBUG1, and to the client as a debug message. */
const DISABLED: Readonly<Record<string, Failed['reason']>> = {
  'X11 forwarding disabled in server configuration file.': 'disabled',
  'X11 forwarding disabled in user configuration file.': 'disabled-by-user',
  'No xauth program; cannot forward with spoofing.': 'no-xauth',
};

function withoutForwarding(match: RegExpExecArray): Failed | undefined {
  const reason = DISABLED[group(match, 1)];
  return reason === undefined ? undefined : { reason };
}

/** Forwarding of X11 displays, agents and tunnels. */
export const x11AndAgent: readonly Pattern[] = [
  definePattern({
    id: 'x11-rejected',
    emits: 'x11.rejected',
    level: 'info',
    heads: ['X11'],
    regex: /^X11 connection rejected because of wrong authentication\.$/,
    decode: () => ({ reason: 'wrong-authentication' }),
    samples: [
      { text: 'X11 connection rejected because of wrong authentication.', fields: { reason: 'wrong-authentication' } },
    ],
  }),
  definePattern({
    id: 'x11-no-display-socket',
    emits: 'x11.failed',
    level: 'error',
    heads: ['Failed'],
    regex: /^Failed to allocate internet-domain X11 display socket\.$/,
    decode: () => ({ reason: 'no-display-socket' }),
    samples: [
      {
        text: 'Failed to allocate internet-domain X11 display socket.',
        level: 'error',
        fields: { reason: 'no-display-socket' },
      },
    ],
  }),
  definePattern({
    id: 'x11-no-address',
    emits: 'x11.failed',
    level: 'error',
    heads: ["Can't"],
    regex: /^Can't get IP address for X11 DISPLAY\.$/,
    decode: () => ({ reason: 'no-address' }),
    samples: [{ text: "Can't get IP address for X11 DISPLAY.", level: 'error', fields: { reason: 'no-address' } }],
  }),
  definePattern({
    id: 'x11-already-active',
    emits: 'x11.failed',
    level: 'error',
    heads: ['session_x11_req:'],
    regex: /^session_x11_req: session \d{1,10}: x11 forwarding already active$/,
    decode: () => ({ reason: 'already-active' }),
    samples: [
      {
        text: 'session_x11_req: session 0: x11 forwarding already active',
        level: 'error',
        fields: { reason: 'already-active' },
      },
    ],
  }),
  definePattern({
    id: 'x11-disabled',
    emits: 'x11.failed',
    level: 'debug1',
    heads: ['X11', 'No'],
    regex: /^(X11 forwarding disabled in (?:server|user) configuration file\.|No xauth program; cannot forward with spoofing\.)$/,
    decode: withoutForwarding,
    samples: [
      {
        text: 'X11 forwarding disabled in server configuration file.',
        level: 'debug1',
        fields: { reason: 'disabled' },
      },
      { text: 'No xauth program; cannot forward with spoofing.', level: 'debug1', fields: { reason: 'no-xauth' } },
    ],
  }),
  definePattern({
    id: 'agent-requested-twice',
    emits: 'agent.failed',
    level: 'error',
    heads: ['authentication'],
    regex: /^authentication forwarding requested twice\.$/,
    decode: () => ({ reason: 'requested-twice' }),
    samples: [
      { text: 'authentication forwarding requested twice.', level: 'error', fields: { reason: 'requested-twice' } },
    ],
  }),
  definePattern({
    id: 'tunnel-opened',
    emits: 'tunnel.opened',
    since: '7.7',
    level: 'debug1',
    heads: ['Tunnel'],
    regex: /^Tunnel forwarding using interface (\S{1,32})$/,
    decode: (m) => ({ interface: group(m, 1) }),
    samples: [{ text: 'Tunnel forwarding using interface tun0', level: 'debug1', fields: { interface: 'tun0' } }],
  }),
];
