import { definePattern, type Pattern } from './define.js';

/** Packets that come at the wrong time, and answers that show a living client. */
export const unexpectedPackets: readonly Pattern[] = [
  definePattern({
    id: 'packet-unexpected',
    emits: 'packet.unexpected',
    level: 'info',
    heads: ['dispatch_protocol_error:', 'dispatch_protocol_ignore:'],
    regex: /^dispatch_protocol_(error|ignore): type (\d{1,3}) seq (\d{1,10})$/,
    decode: (m) => ({ packetType: Number(m[2]), sequence: Number(m[3]), ignored: m[1] === 'ignore' }),
    samples: [
      { text: 'dispatch_protocol_error: type 50 seq 5', fields: { packetType: 50, sequence: 5, ignored: false } },
      { text: 'dispatch_protocol_ignore: type 50 seq 5', fields: { packetType: 50, sequence: 5, ignored: true } },
    ],
  }),
  definePattern({
    id: 'keepalive-answered',
    emits: 'keepalive.answered',
    level: 'debug1',
    heads: ['Got'],
    regex: /^Got (\d{1,3})\/(\d{1,10}) for keepalive$/,
    decode: (m) => ({ packetType: Number(m[1]), sequence: Number(m[2]) }),
    samples: [{ text: 'Got 100/22 for keepalive', level: 'debug1', fields: { packetType: 100, sequence: 22 } }],
  }),
];
