import { definePattern, type Pattern } from './define.js';
import { originator, target } from './forward-target.js';
import { group, ipAddress } from './peer.js';

/** What the client asks for within its connection (RFC 4254), at DEBUG1. All words are the client's. */
export const sessionRequests: readonly Pattern[] = [
  definePattern({
    id: 'session-loop-entered',
    emits: 'session.loop-entered',
    level: 'debug1',
    heads: ['Entering'],
    regex: /^Entering interactive session(?: for SSH2)?\.$/,
    decode: () => ({}),
    samples: [{ text: 'Entering interactive session for SSH2.', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'channel-open-requested',
    emits: 'channel.open-requested',
    level: 'debug1',
    heads: ['server_input_channel_open:'],
    regex: /^server_input_channel_open: ctype (.*) rchan (\d{1,10}) win \d{1,10} max \d{1,10}$/s,
    decode: (m) => ({ channelType: group(m, 1), channel: Number(m[2]) }),
    samples: [
      {
        text: 'server_input_channel_open: ctype session rchan 0 win 2097152 max 32768',
        level: 'debug1',
        fields: { channelType: 'session', channel: 0 },
      },
    ],
  }),
  definePattern({
    id: 'channel-open-answered',
    emits: 'channel.open-answered',
    level: 'debug1',
    heads: ['server_input_channel_open:'],
    regex: /^server_input_channel_open: (confirm|failure) (.*)$/s,
    decode: (m) => ({ channelType: group(m, 2), confirmed: m[1] === 'confirm' }),
    samples: [
      {
        text: 'server_input_channel_open: failure direct-tcpip',
        level: 'debug1',
        fields: { channelType: 'direct-tcpip', confirmed: false },
      },
      {
        text: 'server_input_channel_open: confirm session',
        level: 'debug1',
        fields: { channelType: 'session', confirmed: true },
      },
    ],
  }),
  definePattern({
    id: 'channel-requested',
    emits: 'channel.requested',
    level: 'debug1',
    heads: ['server_input_channel_req:'],
    regex: /^server_input_channel_req: channel (\d{1,10}) request (.*) reply (\d{1,3})$/s,
    decode: (m) => ({ channel: Number(m[1]), request: group(m, 2), reply: m[3] !== '0' }),
    samples: [
      {
        text: 'server_input_channel_req: channel 0 request exec reply 1',
        level: 'debug1',
        fields: { channel: 0, request: 'exec', reply: true },
      },
    ],
  }),
  definePattern({
    id: 'session-requested',
    emits: 'channel.requested',
    level: 'debug1',
    heads: ['session_input_channel_req:'],
    regex: /^session_input_channel_req: session (\d{1,10}) req (.*)$/s,
    decode: (m) => ({ session: Number(m[1]), request: group(m, 2) }),
    samples: [
      {
        text: 'session_input_channel_req: session 0 req pty-req',
        level: 'debug1',
        fields: { session: 0, request: 'pty-req' },
      },
    ],
  }),
  definePattern({
    id: 'global-requested',
    emits: 'global.requested',
    level: 'debug1',
    heads: ['server_input_global_request:'],
    regex: /^server_input_global_request: rtype (.*) want_reply (\d{1,3})$/s,
    decode: (m) => ({ request: group(m, 1), reply: m[2] !== '0' }),
    samples: [
      {
        text: 'server_input_global_request: rtype tcpip-forward want_reply 1',
        level: 'debug1',
        fields: { request: 'tcpip-forward', reply: true },
      },
    ],
  }),
  definePattern({
    id: 'forward-listen-requested',
    emits: 'forward.requested',
    level: 'debug1',
    heads: ['server_input_global_request:'],
    regex: /^server_input_global_request: tcpip-forward listen (.*) port (\d{1,10})$/s,
    decode: (m) => ({ host: group(m, 1), targetPort: Number(m[2]), direction: 'remote' }),
    samples: [
      {
        text: 'server_input_global_request: tcpip-forward listen localhost port 8080',
        level: 'debug1',
        fields: { host: 'localhost', targetPort: 8080, direction: 'remote' },
      },
    ],
  }),
  definePattern({
    id: 'forward-requested',
    emits: 'forward.requested',
    level: 'debug1',
    heads: ['server_request_direct_tcpip:'],
    regex: /^server_request_direct_tcpip: originator (\S*) port (\d{1,10}), target (.*) port (\d{1,10})$/s,
    decode: (m) => ({
      ...originator(group(m, 1), group(m, 2)), ...target(group(m, 3), m[4]), direction: 'local',
    }),
    samples: [
      {
        text: 'server_request_direct_tcpip: originator 127.0.0.1 port 40112, target db.example.net port 5432',
        level: 'debug1',
        fields: {
          originator: '127.0.0.1', originatorPort: 40112, host: 'db.example.net', targetPort: 5432, direction: 'local',
        },
      },
    ],
  }),
  definePattern({
    id: 'forward-connecting',
    emits: 'forward.connecting',
    level: 'debug1',
    heads: ['connect_next:'],
    regex: new RegExp(
      String.raw`^connect_next: (?:start for |connect )?host (.*) \(\[([^\]\s]{0,64})\]:(\d{1,5})\)` +
        String.raw`(?: in progress, fd=\d{1,10}|: ([^:]*))?$`,
      's',
    ),
    decode: (m) => {
      const targetIp = ipAddress(group(m, 2));
      return {
        host: group(m, 1),
        ...(targetIp !== undefined && { targetIp }),
        targetPort: Number(m[3]),
        ...(m[4] !== undefined && { error: m[4] }),
      };
    },
    samples: [
      {
        text: 'connect_next: host localhost ([127.0.0.1]:9) in progress, fd=7',
        level: 'debug1',
        fields: { host: 'localhost', targetIp: '127.0.0.1', targetPort: 9 },
      },
      {
        text: 'connect_next: start for host localhost ([127.0.0.1]:9)',
        level: 'debug1',
        fields: { host: 'localhost', targetIp: '127.0.0.1', targetPort: 9 },
      },
      {
        text: 'connect_next: host db.example.net ([2001:db8::17]:5432): Network is unreachable',
        level: 'debug1',
        fields: { host: 'db.example.net', targetIp: '2001:db8::17', targetPort: 5432, error: 'Network is unreachable' },
      },
    ],
  }),
  definePattern({
    id: 'forward-connection-failed',
    emits: 'forward.connection-failed',
    level: 'debug1',
    heads: ['channel'],
    regex: /^channel (\d{1,10}): connection failed: (.*)$/s,
    decode: (m) => ({ channel: Number(m[1]), reason: group(m, 2) }),
    samples: [
      {
        text: 'channel 0: connection failed: Connection refused',
        level: 'debug1',
        fields: { channel: 0, reason: 'Connection refused' },
      },
    ],
  }),
];
