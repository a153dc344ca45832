import { group, peerAt } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** To 6.7 the server names the user. */
const TOO_MANY = /^Too many authentication failures(?: for .{0,256})?$/s;

/** Last words of a connection. */
export const ending: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-identification-closed',
    emits: 'client.closed-by-server',
    heads: ['ssh_exchange_identification:', 'kex_exchange_identification:'],
    regex: /^(?:ssh|kex)_exchange_identification: Connection closed by remote host$/,
    decode: () => ({ duringIdentification: true as const }),
    samples: [
      { text: 'kex_exchange_identification: Connection closed by remote host', fields: { duringIdentification: true } },
      { text: 'ssh_exchange_identification: Connection closed by remote host', fields: { duringIdentification: true } },
    ],
  }),
  defineClientPattern({
    id: 'client-closed-by',
    emits: 'client.closed-by-server',
    heads: ['Connection'],
    regex: /^Connection closed by (\S{1,64})(?: port (\d{1,5}))?$/,
    decode: (m) => peerAt(group(m, 1), m[2]),
    samples: [
      { text: 'Connection closed by 192.0.2.250 port 22', fields: { ip: '192.0.2.250', port: 22 } },
      { text: 'Connection closed by 192.0.2.250', fields: { ip: '192.0.2.250' } },
      { text: 'Connection closed by UNKNOWN port 65535', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-session-closed-by-server',
    emits: 'client.closed-by-server',
    heads: ['Connection'],
    regex: /^Connection to (\S{1,1025}) closed by remote host\.$/,
    decode: (m) => ({ hostName: group(m, 1) }),
    samples: [{ text: 'Connection to server.example.org closed by remote host.', fields: { hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-closed',
    emits: 'client.closed',
    heads: ['Connection'],
    regex: /^Connection to (\S{1,1025}) closed\.$/,
    decode: (m) => ({ hostName: group(m, 1) }),
    samples: [{ text: 'Connection to server.example.org closed.', fields: { hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-reset-by',
    emits: 'client.connection-reset',
    heads: ['Connection'],
    regex: /^Connection reset by (\S{1,64}) port (\d{1,5})$/,
    decode: (m) => peerAt(group(m, 1), m[2]),
    samples: [{ text: 'Connection reset by 192.0.2.250 port 22', fields: { ip: '192.0.2.250', port: 22 } }],
  }),
  defineClientPattern({
    id: 'client-read-reset',
    emits: 'client.connection-reset',
    until: '6.7',
    heads: ['Read'],
    regex: /^Read from socket failed: Connection reset by peer$/,
    decode: () => ({}),
    samples: [{ text: 'Read from socket failed: Connection reset by peer', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-disconnect-received',
    emits: 'client.disconnect-received',
    heads: ['Received'],
    regex: /^Received disconnect from (\S{1,64})(?: port (\d{1,5}))?: ?(\d{1,10}): (.{0,1024})$/s,
    decode: (m) => ({
      ...peerAt(group(m, 1), m[2]), code: Number(group(m, 3)), reason: group(m, 4),
      ...(TOO_MANY.test(group(m, 4)) && { because: 'too-many-failures' as const }),
    }),
    samples: [
      {
        text: 'Received disconnect from 192.0.2.250 port 22:2: Too many authentication failures',
        fields: { ip: '192.0.2.250', port: 22, code: 2, reason: 'Too many authentication failures', because: 'too-many-failures' },
      },
      {
        text: 'Received disconnect from 192.0.2.250: 2: Too many authentication failures for bob',
        fields: { ip: '192.0.2.250', code: 2, reason: 'Too many authentication failures for bob', because: 'too-many-failures' },
      },
      { text: 'Received disconnect from 192.0.2.250 port 22:11: Bye Bye', fields: { ip: '192.0.2.250', port: 22, code: 11, reason: 'Bye Bye' } },
    ],
  }),
  defineClientPattern({
    id: 'client-disconnected-from',
    emits: 'client.trace',
    since: '7.5',
    heads: ['Disconnected'],
    regex: /^Disconnected from \S{1,64} port \d{1,5}$/,
    decode: () => ({}),
    samples: [{ text: 'Disconnected from 192.0.2.250 port 22', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-authentication-failed',
    emits: 'client.trace',
    until: '7.5',
    heads: ['Authentication'],
    regex: /^Authentication failed\.$/,
    decode: () => ({}),
    samples: [{ text: 'Authentication failed.', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-gave-up-git',
    emits: 'client.gave-up',
    heads: ['Could'],
    ends: 'lf',
    regex: /^Could not read from remote repository\.$/,
    decode: () => ({ program: 'git' as const }),
    samples: [{ level: 'fatal', text: 'Could not read from remote repository.', fields: { program: 'git' } }],
  }),
  defineClientPattern({
    id: 'client-gave-up-copy',
    emits: 'client.gave-up',
    heads: ['lost'],
    ends: 'either',
    regex: /^lost connection$/,
    decode: () => ({ program: 'scp' as const }),
    samples: [{ text: 'lost connection', fields: { program: 'scp' } }],
  }),
  defineClientPattern({
    id: 'client-gave-up-sftp',
    emits: 'client.gave-up',
    heads: ['Connection'],
    ends: 'either',
    regex: /^Connection closed\. {0,2}$/,
    decode: () => ({ program: 'sftp' as const }),
    samples: [{ text: 'Connection closed.  ', fields: { program: 'sftp' } }],
  }),
];
