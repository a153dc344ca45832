import type { ChannelRefusal } from '../../events/client/index.js';
import { group, ipAddress } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

const HOST = String.raw`[^\s\[\]]{1,255}`;

const REFUSALS: Record<string, ChannelRefusal> = {
  'administratively prohibited': 'prohibited', 'connect failed': 'connect-failed', 'unknown channel type': 'unknown-type', 'resource shortage': 'resources',
};

/** Forwarded ports, by the client and by the server. */
export const forwarding: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-forward-requested',
    emits: 'client.forward-requested',
    level: 'debug1',
    heads: ['Connection'],
    regex: new RegExp(String.raw`^Connection to port (\d{1,5}) forwarding to (${HOST}) port (\d{1,5}) requested\.$`),
    decode: (m) => ({ listenPort: Number(group(m, 1)), targetHost: group(m, 2), targetPort: Number(group(m, 3)) }),
    samples: [{
      text: 'Connection to port 18080 forwarding to 127.0.0.1 port 80 requested.', level: 'debug1', fields: { listenPort: 18080, targetHost: '127.0.0.1', targetPort: 80 },
    }],
  }),
  defineClientPattern({
    id: 'client-stdio-forward',
    emits: 'client.stdio-forward',
    level: 'debug1',
    heads: ['channel_connect_stdio_fwd', 'channel_connect_stdio_fwd:'],
    regex: new RegExp(String.raw`^channel_connect_stdio_fwd:? (${HOST}):(\d{1,5})$`),
    decode: (m) => ({ targetHost: group(m, 1), targetPort: Number(group(m, 2)) }),
    samples: [
      { text: 'channel_connect_stdio_fwd: server.example.org:22', level: 'debug1', fields: { targetHost: 'server.example.org', targetPort: 22 } },
      { text: 'channel_connect_stdio_fwd server.example.org:22', level: 'debug1', fields: { targetHost: 'server.example.org', targetPort: 22 } },
    ],
  }),
  // The server chooses the words behind the reason, so they count only as errors of its system.
  defineClientPattern({
    id: 'client-channel-refused',
    emits: 'client.channel-refused',
    heads: ['channel'],
    regex: /^channel (\d{1,10}): open failed: (administratively prohibited|connect failed|unknown channel type|resource shortage|unknown reason)(?:: (.{0,1024}))?$/s,
    decode(m) {
      const { errno } = systemError(group(m, 3));
      return { channel: Number(group(m, 1)), reason: REFUSALS[group(m, 2)] ?? 'other', ...(errno !== undefined && { errno }) };
    },
    samples: [
      { text: 'channel 3: open failed: administratively prohibited: open failed', fields: { channel: 3, reason: 'prohibited' } },
      { text: 'channel 0: open failed: connect failed: Connection refused', fields: { channel: 0, reason: 'connect-failed', errno: 'ECONNREFUSED' } },
      { text: 'channel 0: open failed: resource shortage: Connection timed out', fields: { channel: 0, reason: 'resources', errno: 'ETIMEDOUT' } },
    ],
  }),
  defineClientPattern({
    id: 'client-stdio-forward-failed',
    emits: 'client.stdio-forward-failed',
    heads: ['stdio'],
    regex: /^stdio forwarding failed$/,
    decode: () => ({}),
    samples: [{ text: 'stdio forwarding failed', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-remote-forward-failed',
    emits: 'client.remote-forward-failed',
    heads: ['Warning:', 'Error:'],
    regex: /^(Warning|Error): remote port forwarding failed for listen (?:port (\d{1,5})|path (.{1,1024}))$/s,
    decode: (m) => ({ ...(m[2] === undefined ? { path: group(m, 3) } : { port: Number(m[2]) }), fatal: m[1] === 'Error' }),
    samples: [
      { text: 'Warning: remote port forwarding failed for listen port 18082', fields: { port: 18082, fatal: false } },
      { text: 'Error: remote port forwarding failed for listen port 18083', fields: { port: 18083, fatal: true } },
      { text: 'Warning: remote port forwarding failed for listen path /run/user/1000/gpg', fields: { path: '/run/user/1000/gpg', fatal: false } },
    ],
  }),
  defineClientPattern({
    id: 'client-listen-failed',
    emits: 'client.listen-failed',
    heads: ['bind:'],
    regex: /^bind: (.{1,200})$/,
    decode(m) {
      const { errno } = systemError(group(m, 1));
      return errno === undefined ? {} : { errno };
    },
    samples: [{ text: 'bind: Address already in use', fields: { errno: 'EADDRINUSE' } }],
  }),
  defineClientPattern({
    id: 'client-listen-failed-address',
    emits: 'client.listen-failed',
    heads: ['bind'],
    regex: /^bind \[([^\]]{1,64})\]:(\d{1,5}): (.{1,200})$/,
    decode(m) {
      const ip = ipAddress(group(m, 1));
      const { errno } = systemError(group(m, 3));
      return { ...(ip !== undefined && { ip }), port: Number(group(m, 2)), ...(errno !== undefined && { errno }) };
    },
    samples: [{ text: 'bind [127.0.0.1]:81: Permission denied', fields: { ip: '127.0.0.1', port: 81, errno: 'EACCES' } }],
  }),
  defineClientPattern({
    id: 'client-local-forward-failed',
    emits: 'client.local-forward-failed',
    heads: ['channel_setup_fwd_listener:', 'channel_setup_fwd_listener_tcpip:', 'cannot'],
    regex: /^(?:channel_setup_fwd_listener(?:_tcpip)?: )?cannot listen to port: (\d{1,5})$/,
    decode: (m) => ({ port: Number(group(m, 1)) }),
    samples: [
      { text: 'channel_setup_fwd_listener_tcpip: cannot listen to port: 18084', fields: { port: 18084 } },
      { text: 'channel_setup_fwd_listener: cannot listen to port: 18084', fields: { port: 18084 } },
    ],
  }),
  defineClientPattern({
    id: 'client-local-forward-given-up',
    emits: 'client.local-forward-failed',
    heads: ['Could'],
    regex: /^Could not request local forwarding\.$/,
    decode: () => ({}),
    samples: [{ text: 'Could not request local forwarding.', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-privileged-port-refused',
    emits: 'client.privileged-port-refused',
    until: '7.7',
    heads: ['Privileged', 'privileged'],
    regex: /^[Pp]rivileged ports can only be forwarded by root\.$/,
    decode: () => ({}),
    samples: [{ text: 'Privileged ports can only be forwarded by root.', fields: {} }],
  }),
];
