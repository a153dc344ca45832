import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';

const packetType = (match: RegExpExecArray): EventFields['kex.protocol-error'] => ({ packetType: Number(match[1]) });

/** Messages that have no place inside a key exchange. */
export const kexErrors: readonly Pattern[] = [
  definePattern({
    id: 'kex-protocol-error-hm',
    emits: 'kex.protocol-error',
    until: '7.1',
    level: 'error',
    heads: ['Hm,'],
    regex: /^Hm, kex protocol error: type (\d{1,3}) seq \d{1,10}$/,
    decode: packetType,
    samples: [{ text: 'Hm, kex protocol error: type 30 seq 1', level: 'error', fields: { packetType: 30 } }],
  }),
  definePattern({
    id: 'kex-protocol-error',
    emits: 'kex.protocol-error',
    since: '7.2',
    until: '9.5',
    level: 'error',
    heads: ['kex'],
    regex: /^kex protocol error: type (\d{1,3}) seq \d{1,10}$/,
    decode: packetType,
    samples: [{ text: 'kex protocol error: type 30 seq 1', level: 'error', fields: { packetType: 30 } }],
  }),
  // New in 9.6 with strict KEX, and backported with it: no proof of a release.
  definePattern({
    id: 'kex-protocol-error-function',
    emits: 'kex.protocol-error',
    level: 'error',
    heads: ['kex_protocol_error:'],
    regex: /^kex_protocol_error: type (\d{1,3}) seq \d{1,10}$/,
    decode: packetType,
    samples: [{ text: 'kex_protocol_error: type 30 seq 1', level: 'error', fields: { packetType: 30 } }],
  }),
];
