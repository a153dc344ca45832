import type { PacketFault } from '../../events/client/index.js';
import { group, peerAt } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

/**
 * What ssh_err says of what the server sent (ssherr.c). `message authentication code incorrect` is said of a nonsensical
 * length too, right behind the line that names it.
 */
const FAULTS = new Map<string, PacketFault>([
  ['message authentication code incorrect', 'integrity'],
  ['connection corrupted', 'corrupted'],
  ['incorrect signature', 'bad-signature'],
  ['error in libcrypto', 'library'],
  ['dh gex group out of range', 'group-out-of-range'],
  ['invalid format', 'malformed'],
  ['incomplete message', 'malformed'],
  ['string is too large', 'malformed'],
  ['bignum is negative', 'malformed'],
  ['bignum is too large', 'malformed'],
  ['number is too large', 'malformed'],
  ['elliptic curve point is too large', 'malformed'],
  ['invalid elliptic curve', 'malformed'],
  ['invalid elliptic curve value', 'malformed'],
  ['elliptic curve does not match', 'malformed'],
  ['unexpected bytes remain after decoding', 'malformed'],
  ['key type does not match', 'malformed'],
  ['unknown or unsupported key type', 'malformed'],
  ['invalid argument', 'malformed'],
  ['protocol error', 'unexpected'],
]);

const faultOf = (text: string): PacketFault => FAULTS.get(text.toLowerCase()) ?? 'other';

/** To 6.7 each function that reads a packet says for itself what it does not find in it. */
const OLD_FIELD = /^(?:buffer_get_(?:string|bignum2?|ecpoint|char|short|int|int64|string_ptr)(?:_ret)?|buffer_len|buffer_check_alloc|packet_get_\w{1,30}): .{1,120}$/;

/** Why ssh gave up on what the server sent. */
export const transport: readonly ClientPattern[] = [
  // To 7.1 without a port, in 6.8 without an address either. "no matching …" is a verdict of the negotiation and stands there.
  defineClientPattern({
    id: 'client-dispatch-failed',
    emits: 'client.packet-failed',
    since: '6.8',
    heads: ['ssh_dispatch_run_fatal:'],
    regex: /^ssh_dispatch_run_fatal: (?:Connection to (\S{1,64})(?: port (\d{1,5}))?: )?(?!no matching |Connection )([^:]{1,120})$/,
    // An error of the system is how the connection broke, and no packet.
    decode: (m) => (systemError(group(m, 3)).errno === undefined ? { ...(m[1] !== undefined && peerAt(m[1], m[2])), fault: faultOf(group(m, 3)) } : undefined),
    samples: [
      { text: 'ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22: incorrect signature', fields: { ip: '192.0.2.250', port: 22, fault: 'bad-signature' } },
      { text: 'ssh_dispatch_run_fatal: Connection to 192.0.2.250: message authentication code incorrect', fields: { ip: '192.0.2.250', fault: 'integrity' } },
      { text: 'ssh_dispatch_run_fatal: invalid format', fields: { fault: 'malformed' } },
      { text: 'ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22: Invalid key length', fields: { ip: '192.0.2.250', port: 22, fault: 'other' } },
    ],
  }),
  defineClientPattern({
    id: 'client-connection-corrupted',
    emits: 'client.packet-failed',
    since: '6.8',
    heads: ['ssh_dispatch_run_fatal:'],
    regex: /^ssh_dispatch_run_fatal: (?:Connection to (\S{1,64})(?: port (\d{1,5}))?: )?Connection corrupted$/,
    decode: (m) => ({ ...(m[1] !== undefined && peerAt(m[1], m[2])), fault: 'corrupted' as const }),
    samples: [{ text: 'ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22: Connection corrupted', fields: { ip: '192.0.2.250', port: 22, fault: 'corrupted' } }],
  }),
  defineClientPattern({
    id: 'client-bad-packet-length',
    emits: 'client.packet-failed',
    heads: ['Bad'],
    regex: /^Bad packet length (\d{1,10})\.$/,
    decode: (m) => ({ fault: 'bad-length' as const, size: Number(group(m, 1)) }),
    samples: [{ text: 'Bad packet length 555885348.', fields: { fault: 'bad-length', size: 555885348 } }],
  }),
  defineClientPattern({
    id: 'client-corrupted-mac',
    emits: 'client.packet-failed',
    heads: ['Corrupted', 'Decryption'],
    regex: /^(?:Corrupted MAC on input\.|Decryption integrity check failed)$/,
    decode: () => ({ fault: 'corrupted' as const }),
    samples: [
      { text: 'Corrupted MAC on input.', fields: { fault: 'corrupted' } },
      { text: 'Decryption integrity check failed', fields: { fault: 'corrupted' } },
    ],
  }),
  // packet_disconnect, behind the line that names the fault; sshd has the same function.
  traceLine('packet-disconnect', 'info', ['Disconnecting:'], /^Disconnecting: (?:Packet corrupt|Corrupted MAC on input\.|Bad packet length \d{1,10}\.)$/,
    ['Disconnecting: Packet corrupt'], { until: '7.1' }),
  defineClientPattern({
    id: 'client-padding-error',
    emits: 'client.packet-failed',
    heads: ['padding'],
    regex: /^padding error: need -?\d{1,10} block \d{1,10} mod -?\d{1,10}$/,
    decode: () => ({ fault: 'corrupted' as const }),
    samples: [{ text: 'padding error: need 12 block 16 mod 12', fields: { fault: 'corrupted' } }],
  }),
  defineClientPattern({
    id: 'client-host-signature-failed',
    emits: 'client.packet-failed',
    until: '6.7',
    heads: ['key_verify'],
    regex: /^key_verify failed for server_host_key$/,
    decode: () => ({ fault: 'bad-signature' as const }),
    samples: [{ text: 'key_verify failed for server_host_key', fields: { fault: 'bad-signature' } }],
  }),
  // ssh-rsa.c, in front of the verdict.
  defineClientPattern({
    id: 'client-hash-mismatch',
    emits: 'client.trace',
    until: '6.7',
    heads: ['hash'],
    regex: /^hash mismatch$/,
    decode: () => ({}),
    samples: [{ text: 'hash mismatch', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-field-malformed',
    emits: 'client.packet-failed',
    until: '6.7',
    heads: [
      ...['string', 'string_ptr', 'bignum', 'bignum2', 'ecpoint', 'char', 'short', 'int', 'int64'].flatMap((what) => [`buffer_get_${what}:`, `buffer_get_${what}_ret:`]),
      'buffer_check_alloc:',
    ],
    regex: OLD_FIELD,
    decode: () => ({ fault: 'malformed' as const }),
    samples: [
      { text: 'buffer_get_string_ret: bad string length 16777215', fields: { fault: 'malformed' } },
      { text: 'buffer_get_bignum2_ret: BN_bin2bn failed', fields: { fault: 'malformed' } },
      { text: 'buffer_get_ecpoint: buffer error', fields: { fault: 'malformed' } },
    ],
  }),
  defineClientPattern({
    id: 'client-kex-reply-rejected',
    emits: 'client.packet-failed',
    heads: ['bad', 'cannot', 'type', 'incomplete'],
    regex: /^(?:bad server public DH value|cannot decode server_host_key_blob|type mismatch for decoded server_host_key_blob|incomplete signature)$/,
    decode: () => ({ fault: 'malformed' as const }),
    samples: [
      { text: 'bad server public DH value', fields: { fault: 'malformed' } },
      { text: 'cannot decode server_host_key_blob', fields: { fault: 'malformed' } },
    ],
  }),
  defineClientPattern({
    id: 'client-group-out-of-range',
    emits: 'client.packet-failed',
    until: '6.7',
    heads: ['DH_GEX'],
    regex: /^DH_GEX group out of range: \d{1,6} !< \d{1,6} !< \d{1,6}$/,
    decode: () => ({ fault: 'group-out-of-range' as const }),
    samples: [{ text: 'DH_GEX group out of range: 2048 !< 1024 !< 8192', fields: { fault: 'group-out-of-range' } }],
  }),
];
