import type { Pattern } from './define.js';
import { definePattern } from './define.js';
import { group } from './peer.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('keys');

/** Key files and signatures as the library reads them. */
export const keyTrace: readonly Pattern[] = [
  definePattern({
    id: 'hostkey-loaded',
    emits: 'hostkey.loaded',
    since: '6.8',
    level: 'debug1',
    heads: ['private'],
    regex: /^private host key #(\d{1,3}): ([A-Za-z0-9@.-]{1,64}) ((?:SHA256|MD5):\S{1,128})$/,
    decode: (m) => ({ index: Number(m[1]), key: { type: group(m, 2), fingerprint: group(m, 3) } }),
    samples: [
      {
        text: 'private host key #0: ssh-rsa SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDYy4GFrRPuVMCGzD8',
        level: 'debug1',
        fields: { index: 0, key: { type: 'ssh-rsa', fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDYy4GFrRPuVMCGzD8' } },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-loaded-to-6.7',
    emits: 'hostkey.loaded',
    until: '6.7',
    level: 'debug1',
    heads: ['private'],
    regex: /^private host key: #(\d{1,3}) type \d{1,3} ([A-Z0-9-]{1,32})$/,
    decode: (m) => ({ index: Number(m[1]), key: { type: group(m, 2) } }),
    samples: [{ text: 'private host key: #0 type 1 RSA', level: 'debug1', fields: { index: 0, key: { type: 'RSA' } } }],
  }),
  trace({
    id: 'key-file-read',
    level: 'debug1',
    heads: ['read', ...after('key_parse_private2', 'key_parse_private_pem', 'key_load_private_pem')],
    regex: anyOf(
      String.raw`read PEM private key done: type [A-Z0-9-]{1,32}`,
      String.raw`key_parse_private2: missing begin marker`,
      String.raw`(?:key_parse_private_pem|key_load_private_pem): (?:read PEM|PEM_read_PrivateKey) .{1,200}`,
    ),
    texts: ['read PEM private key done: type ECDSA', 'key_parse_private2: missing begin marker'],
  }),
  trace({
    id: 'key-file-protocol-1',
    level: 'debug3',
    until: '7.3',
    heads: ['Could', 'Incorrect'],
    regex: /^(?:Could not load ".{1,1024}" as a RSA1 public key|Incorrect RSA1 identifier)$/s,
    texts: ['Could not load "/etc/ssh/ssh_host_rsa_key" as a RSA1 public key', 'Incorrect RSA1 identifier'],
  }),
  trace({
    id: 'key-line-read',
    level: 'debug3',
    heads: after('key_read'),
    regex: /^key_read: (?:missing keytype|missing whitespace|type mismatch|read \S{1,64} key from .{1,512})$/s,
    texts: ['key_read: missing keytype', 'key_read: type mismatch'],
  }),
  // authorized_keys lines that begin with options are tried as keys first; the rest of the line is the word that is no type.
  trace({
    id: 'key-type-unknown',
    level: 'debug2',
    heads: after('key_type_from_name'),
    regex: /^key_type_from_name: unknown key type '.{0,4096}$/s,
    texts: ["key_type_from_name: unknown key type 'no-such-option'"],
  }),
  trace({
    id: 'key-signature',
    level: 'debug1',
    heads: after('ssh_rsa_verify', 'ssh_dss_verify', 'ssh_ecdsa_verify', 'ssh_ed25519_verify'),
    regex: /^ssh_(?:rsa|dss|ecdsa|ed25519)_verify: signature (?:in)?correct$/,
    texts: ['ssh_rsa_verify: signature correct', 'ssh_ed25519_verify: signature correct'],
  }),
  trace({
    id: 'key-known-hosts',
    level: 'debug1',
    heads: after('load_hostkeys'),
    regex: /^load_hostkeys: fopen .{1,1024}: [A-Za-z ]{1,80}$/s,
    texts: ['load_hostkeys: fopen /home/fred/.ssh/known_hosts: No such file or directory'],
  }),
];
