import { definePattern, type Pattern } from './define.js';
import { group, peerAt } from './peer.js';

/** The peer left, or stayed silent, before it said what it is. */
export const identificationMissing: readonly Pattern[] = [
  definePattern({
    id: 'no-identification',
    emits: 'identification.missing',
    until: '7.2',
    level: 'info',
    heads: ['Did'],
    regex: /^Did not receive identification string from (\S+)$/,
    decode: (m) => peerAt(group(m, 1)),
    samples: [{ text: 'Did not receive identification string from 192.0.2.10', fields: { ip: '192.0.2.10' } }],
  }),
  definePattern({
    id: 'no-identification-port',
    emits: 'identification.missing',
    since: '7.3',
    until: '7.9',
    level: 'info',
    heads: ['Did'],
    regex: /^Did not receive identification string from (\S+) port (\d{1,5})$/,
    decode: (m) => peerAt(group(m, 1), group(m, 2)),
    samples: [
      {
        text: 'Did not receive identification string from 192.0.2.10 port 50022',
        fields: { ip: '192.0.2.10', port: 50022 },
      },
    ],
  }),
  definePattern({
    id: 'identification-closed-error',
    emits: 'identification.missing',
    since: '8.0',
    until: '9.4',
    level: 'error',
    heads: ['kex_exchange_identification:'],
    regex: /^kex_exchange_identification: Connection closed by remote host$/,
    decode: () => ({}),
    samples: [{ text: 'kex_exchange_identification: Connection closed by remote host', level: 'error', fields: {} }],
  }),
  definePattern({
    id: 'identification-closed',
    emits: 'identification.missing',
    since: '9.5',
    level: 'info',
    heads: ['kex_exchange_identification:'],
    regex: /^kex_exchange_identification: Connection closed by remote host$/,
    decode: () => ({}),
    samples: [{ text: 'kex_exchange_identification: Connection closed by remote host', fields: {} }],
  }),
  definePattern({
    id: 'identification-read-error',
    emits: 'identification.missing',
    since: '8.0',
    level: 'error',
    heads: ['kex_exchange_identification:'],
    regex: /^kex_exchange_identification: read: [\w ,()-]+$/,
    decode: () => ({}),
    samples: [{ text: 'kex_exchange_identification: read: Connection reset by peer', level: 'error', fields: {} }],
  }),
  definePattern({
    id: 'identification-timeout',
    emits: 'identification.missing',
    since: '8.0',
    level: 'error',
    heads: ['Connection'],
    regex: /^Connection timed out during banner exchange$/,
    decode: () => ({}),
    samples: [{ text: 'Connection timed out during banner exchange', level: 'error', fields: {} }],
  }),
  definePattern({
    id: 'banner-exchange-timeout',
    emits: 'identification.missing',
    since: '8.0',
    level: 'info',
    heads: ['banner'],
    regex: /^banner exchange: Connection from (\S+) port (\d{1,5}): Connection timed out$/,
    decode: (m) => peerAt(group(m, 1), group(m, 2)),
    samples: [
      {
        text: 'banner exchange: Connection from 192.0.2.10 port 50022: Connection timed out',
        fields: { ip: '192.0.2.10', port: 50022 },
      },
    ],
  }),
];
