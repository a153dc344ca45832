import { definePattern, type Pattern } from './define.js';
import { group, peerAt, peerWho, WHO } from './peer.js';

const ENDINGS = [
  { emits: 'connection.closed', id: 'closed', words: 'Connection closed by', head: 'Connection' },
  { emits: 'connection.reset', id: 'reset', words: 'Connection reset by', head: 'Connection', since: '6.9' },
  { emits: 'connection.disconnected', id: 'disconnected', words: 'Disconnected from', head: 'Disconnected', since: '6.8' },
] as const;

/** The three ways in which a peer goes, each in the three generations of naming it, that of today first: account (7.5), port (7.2), address. */
const endings: readonly Pattern[] = ENDINGS.flatMap((ending) => {
  const { emits, id, words, head } = ending;
  const common = { emits, level: 'info' as const, heads: [head] };
  return [
    definePattern({
      ...common,
      id: `${id}-user`,
      since: '7.5',
      regex: new RegExp(`^${words} ${WHO}$`, 's'),
      decode: (m) => peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)),
      samples: [
        {
          text: `${words} authenticating user fred 192.0.2.10 port 50022`,
          fields: { ip: '192.0.2.10', port: 50022, user: 'fred', validUser: true },
        },
        {
          text: `${words} invalid user  192.0.2.10 port 50022`,
          fields: { ip: '192.0.2.10', port: 50022, user: '', validUser: false },
        },
        {
          text: `${words} authenticatinguser fred 192.0.2.10 port 50022`,
          fields: { ip: '192.0.2.10', port: 50022, user: 'fred', validUser: true },
        },
        {
          text: `${words} user fred 2001:db8::17 port 50022`,
          fields: { ip: '2001:db8::17', port: 50022, user: 'fred', validUser: true },
        },
      ],
    }),
    definePattern({
      ...common,
      id: `${id}-port`,
      since: '7.2',
      regex: new RegExp(String.raw`^${words} (\S+) port (\d{1,5})$`),
      decode: (m) => peerAt(group(m, 1), group(m, 2)),
      samples: [
        { text: `${words} 192.0.2.10 port 50022`, fields: { ip: '192.0.2.10', port: 50022 } },
        { text: `${words} UNKNOWN port 65535`, fields: {} },
      ],
    }),
    definePattern({
      ...common,
      id,
      ...('since' in ending ? { since: ending.since } : {}),
      // The session loop of 7.2 has no port yet.
      until: '7.2',
      regex: new RegExp(String.raw`^${words} (\S+)$`),
      decode: (m) => peerAt(group(m, 1)),
      samples: [
        { text: `${words} 192.0.2.10`, fields: { ip: '192.0.2.10' } },
        { text: `${words} UNKNOWN`, fields: {} },
      ],
    }),
  ];
});

export const closing: readonly Pattern[] = [
  ...endings,
  definePattern({
    id: 'closing',
    emits: 'connection.closed',
    level: 'info',
    heads: ['Closing'],
    regex: /^Closing connection to (\S+) port (\d{1,5})$/,
    decode: (m) => peerAt(group(m, 1), group(m, 2)),
    samples: [{ text: 'Closing connection to 192.0.2.10 port 50022', fields: { ip: '192.0.2.10', port: 50022 } }],
  }),
  definePattern({
    id: 'reset-read',
    emits: 'connection.reset',
    until: '6.7',
    level: 'fatal',
    heads: ['Read'],
    regex: /^Read from socket failed: Connection reset by peer$/,
    decode: () => ({}),
    samples: [{ text: 'Read from socket failed: Connection reset by peer', level: 'fatal', fields: {} }],
  }),
];
