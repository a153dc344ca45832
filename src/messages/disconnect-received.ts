import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress, peerAt } from './peer.js';

type Received = EventFields['disconnect.received'];

const byAddress = (m: RegExpExecArray): Received => about(peerAt(group(m, 1)), { code: Number(m[2]), reason: group(m, 3) });

function byPort(match: RegExpExecArray): Received {
  const ip = ipAddress(group(match, 1));
  const code = Number(match[3]);
  const reason = group(match, 4);
  return ip === undefined ? about(peerAt(group(match, 1), group(match, 2)), { code, reason }) : { ip, port: Number(match[2]), code, reason };
}

// The text is the peer's: the address stands on the left. Code 11 is SSH_DISCONNECT_BY_APPLICATION (RFC 4253, section 11.1).
const APPLICATION = /^Received disconnect from (\S+): (11): ?(.*)$/s;
const OTHER = /^Received disconnect from (\S+): (?!11:)(\d{1,10}): ?(.*)$/s;

const bye: Received = { ip: '192.0.2.10', code: 11, reason: 'Bye Bye' };
const failed: Received = { ip: '192.0.2.111', code: 3, reason: 'com.jcraft.jsch.JSchException: Algorithm negotiation fail' };

export const disconnectReceived: readonly Pattern[] = [
  // No space before the code from 7.2 on.
  definePattern({
    id: 'received-disconnect-port',
    emits: 'disconnect.received',
    since: '7.2',
    level: 'info',
    heads: ['Received'],
    regex: /^Received disconnect from (\S+) port (\d{1,5}):(11): ?(.*)$/s,
    decode: byPort,
    samples: [
      {
        text: 'Received disconnect from 192.0.2.10 port 50022:11: disconnected by user',
        fields: { ip: '192.0.2.10', port: 50022, code: 11, reason: 'disconnected by user' },
      },
      {
        text: 'Received disconnect from 192.0.2.10 port 50022:11: ',
        fields: { ip: '192.0.2.10', port: 50022, code: 11, reason: '' },
      },
    ],
  }),
  definePattern({
    id: 'received-disconnect-port-error',
    emits: 'disconnect.received',
    since: '7.2',
    level: 'error',
    heads: ['Received'],
    regex: /^Received disconnect from (\S+) port (\d{1,5}):(?!11:)(\d{1,10}): ?(.*)$/s,
    decode: byPort,
    samples: [
      {
        text: 'Received disconnect from 192.0.2.10 port 50022:14: No supported authentication methods available',
        level: 'error',
        fields: { ip: '192.0.2.10', port: 50022, code: 14, reason: 'No supported authentication methods available' },
      },
    ],
  }),
  definePattern({
    id: 'received-disconnect',
    emits: 'disconnect.received',
    until: '7.1',
    level: 'info',
    heads: ['Received'],
    regex: APPLICATION,
    decode: byAddress,
    samples: [
      { text: 'Received disconnect from 192.0.2.10: 11: Bye Bye', fields: bye },
      { text: 'Received disconnect from 192.0.2.10: 11:', fields: { ...bye, reason: '' } },
      {
        text: 'Received disconnect from 2001:db8::17: 11: disconnected by user',
        fields: { ip: '2001:db8::17', code: 11, reason: 'disconnected by user' },
      },
    ],
  }),
  // Only 6.2 put every disconnect at error level.
  definePattern({
    id: 'received-disconnect-error',
    emits: 'disconnect.received',
    since: '6.2',
    until: '6.2',
    level: 'error',
    heads: ['Received'],
    regex: APPLICATION,
    decode: byAddress,
    samples: [{ text: 'Received disconnect from 192.0.2.10: 11: Bye Bye', level: 'error', fields: bye }],
  }),
  definePattern({
    id: 'received-disconnect-other',
    emits: 'disconnect.received',
    until: '6.1',
    level: 'info',
    heads: ['Received'],
    regex: OTHER,
    decode: byAddress,
    samples: [
      {
        text: 'Received disconnect from 192.0.2.111: 3: com.jcraft.jsch.JSchException: Algorithm negotiation fail',
        fields: failed,
      },
    ],
  }),
  definePattern({
    id: 'received-disconnect-other-error',
    emits: 'disconnect.received',
    since: '6.2',
    until: '7.1',
    level: 'error',
    heads: ['Received'],
    regex: OTHER,
    decode: byAddress,
    samples: [
      {
        text: 'Received disconnect from 192.0.2.111: 3: com.jcraft.jsch.JSchException: Algorithm negotiation fail',
        level: 'error',
        fields: failed,
      },
    ],
  }),
  // The disconnect message of protocol 1 has no code: all that is left to say is that the peer went. Its code outlived the
  // protocol by some releases.
  definePattern({
    id: 'received-disconnect-ssh1',
    emits: 'connection.disconnected',
    until: '7.8',
    heads: ['Received'],
    regex: /^Received disconnect from (\S+)(?: port (\d{1,5}))?: (?!\d{1,10}:).*$/s,
    decode: (m) => peerAt(group(m, 1), m[2]),
    samples: [
      { text: 'Received disconnect from 192.0.2.10: Bye Bye', fields: { ip: '192.0.2.10' } },
      {
        text: 'Received disconnect from 192.0.2.10 port 50022: Bye Bye',
        level: 'error',
        fields: { ip: '192.0.2.10', port: 50022 },
      },
    ],
  }),
];
