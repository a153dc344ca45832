import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** Keys that cannot be read: from the wire, or from a line of authorized_keys. */
export const keyParsing: readonly Pattern[] = [
  definePattern({
    id: 'key-cannot-decode',
    emits: 'key.unreadable',
    level: 'error',
    heads: ['userauth_pubkey:', 'userauth_hostbased:'],
    regex: /^userauth_(?:pubkey|hostbased): (cannot decode key): (.*)$/s,
    decode: (m) => ({ reason: group(m, 1), algorithm: group(m, 2) }),
    samples: [
      {
        text: 'userauth_pubkey: cannot decode key: ssh-rsa',
        level: 'error',
        fields: { reason: 'cannot decode key', algorithm: 'ssh-rsa' },
      },
    ],
  }),
  definePattern({
    id: 'key-cannot-parse',
    emits: 'key.unreadable',
    since: '6.8',
    level: 'error',
    heads: ['userauth_pubkey:', 'userauth_hostbased:'],
    regex: /^userauth_(?:pubkey|hostbased): (?:could not parse key|parse key|key_from_blob): (.{1,400})$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'userauth_pubkey: could not parse key: invalid format', level: 'error', fields: { reason: 'invalid format' } },
      {
        text: 'userauth_pubkey: parse key: unknown or unsupported key type',
        level: 'error',
        fields: { reason: 'unknown or unsupported key type' },
      },
    ],
  }),
  definePattern({
    id: 'key-type-mismatch',
    emits: 'key.unreadable',
    level: 'error',
    heads: ['userauth_pubkey:', 'userauth_hostbased:'],
    regex: /^userauth_(?:pubkey|hostbased): (type mismatch for decoded key \(received \d{1,3}, expected \d{1,3}\))$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'userauth_pubkey: type mismatch for decoded key (received 1, expected 3)',
        level: 'error',
        fields: { reason: 'type mismatch for decoded key (received 1, expected 3)' },
      },
    ],
  }),
  definePattern({
    id: 'key-line-garbled',
    emits: 'authorized-keys.garbled',
    until: '6.7',
    level: 'error',
    heads: ['key_read:', 'key_from_blob:', 'buffer_get_ret:', 'buffer_get_string_ret:', 'buffer_get_int_ret:'],
    regex: new RegExp(
      String.raw`^((?:key_read: (?:uudecode|type mismatch)|key_from_blob: (?:can't read|remaining bytes|cannot handle)|` +
        String.raw`buffer_get_[a-z0-9_]{3,20}: (?:trying to get|bad string length|buffer_get_ret failed)).{0,2000})$`,
      's',
    ),
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'key_read: uudecode AAAAB3NzaC1yc2EAAAABIwAAAQEA0 fred@laptop failed',
        level: 'error',
        fields: { reason: 'key_read: uudecode AAAAB3NzaC1yc2EAAAABIwAAAQEA0 fred@laptop failed' },
      },
      {
        text: 'key_read: type mismatch: encoding error',
        level: 'error',
        fields: { reason: 'key_read: type mismatch: encoding error' },
      },
      { text: "key_from_blob: can't read key type", level: 'error', fields: { reason: "key_from_blob: can't read key type" } },
      {
        text: 'key_from_blob: remaining bytes in key blob 81',
        level: 'error',
        fields: { reason: 'key_from_blob: remaining bytes in key blob 81' },
      },
      {
        text: 'buffer_get_ret: trying to get more bytes 4 than in buffer 0',
        level: 'error',
        fields: { reason: 'buffer_get_ret: trying to get more bytes 4 than in buffer 0' },
      },
    ],
  }),
  definePattern({
    id: 'key-modulus-too-small',
    emits: 'key.too-small',
    until: '6.7',
    level: 'error',
    heads: ['ssh_rsa_verify:'],
    regex: /^ssh_rsa_verify: RSA modulus too small: \d{1,6} < minimum \d{1,6} bits$/,
    decode: () => ({ keyType: 'RSA' }),
    samples: [
      { text: 'ssh_rsa_verify: RSA modulus too small: 512 < minimum 768 bits', level: 'error', fields: { keyType: 'RSA' } },
    ],
  }),
  definePattern({
    id: 'key-hash-mismatch',
    emits: 'key.unreadable',
    until: '6.7',
    level: 'error',
    heads: ['hash'],
    regex: /^(hash mismatch)$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [{ text: 'hash mismatch', level: 'error', fields: { reason: 'hash mismatch' } }],
  }),
];
