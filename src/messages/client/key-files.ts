import type { KeyFileFault } from '../../events/client/index.js';
import { group } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

const KEY = '/home/fred/.ssh/id_rsa';

/** What ssh_err() says of a key file; what is not here is an error of the system or one that is rare. */
const FAULTS: Readonly<Record<string, KeyFileFault>> = {
  'invalid format': 'format', 'error in libcrypto': 'format', 'incomplete message': 'format', 'string is too large': 'format', 'unexpected bytes remain after decoding': 'format',
  'invalid elliptic curve value': 'format', 'invalid argument': 'format', 'bignum is negative': 'format', 'bignum is too large': 'format',
  'bad permissions': 'permissions', 'incorrect passphrase supplied to decrypt private key': 'passphrase', 'incorrect passphrase supplied': 'passphrase',
  'unknown or unsupported key type': 'type', 'key type does not match': 'type', 'unsupported': 'type', 'encrypted using unknown cipher': 'type', 'unknown cipher': 'type',
};

function faulty(keyName: string, reason: string): { keyName: string; fault: KeyFileFault; errno?: 'ENOENT' | 'EACCES' } {
  const { errno } = systemError(reason);
  if (errno === 'ENOENT') return { keyName, fault: 'missing', errno };
  if (errno === 'EACCES') return { keyName, fault: 'unreadable', errno };
  return { keyName, fault: FAULTS[reason] ?? (reason === 'Is a directory' ? 'unreadable' : 'other') };
}

/** Files of private keys: those that cannot be used, and how ssh asks for a passphrase. */
export const keyFiles: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-identity-not-accessible',
    emits: 'client.identity-not-accessible',
    heads: ['Warning:'],
    ends: 'either',
    regex: /^Warning: Identity file (.{1,1024}) not accessible: ([^:]{1,100})\.$/s,
    decode(m) {
      const { errno } = systemError(group(m, 2));
      return { keyName: group(m, 1), ...(errno !== undefined && { errno }) };
    },
    samples: [{ text: `Warning: Identity file ${KEY} not accessible: No such file or directory.`, fields: { keyName: KEY, errno: 'ENOENT' } }],
  }),
  defineClientPattern({
    id: 'client-no-such-identity',
    emits: 'client.key-file-faulty',
    level: 'error',
    heads: ['no'],
    regex: /^no such identity: (.{1,1024}): ([^:]{1,100})$/s,
    decode: (m) => faulty(group(m, 1), group(m, 2)),
    samples: [{ text: `no such identity: ${KEY}: No such file or directory`, level: 'error', fields: { keyName: KEY, fault: 'missing', errno: 'ENOENT' } }],
  }),
  defineClientPattern({
    id: 'client-key-file-absent',
    emits: 'client.key-file-absent',
    level: 'debug3',
    heads: ['no'],
    regex: /^no such identity: (.{1,1024}?)(?:: No such file or directory)?$/s,
    decode: (m) => ({ keyName: group(m, 1) }),
    samples: [{ text: `no such identity: ${KEY}`, level: 'debug3', fields: { keyName: KEY } }],
  }),
  defineClientPattern({
    id: 'client-key-not-loaded',
    emits: 'client.key-file-faulty',
    since: '6.8',
    heads: ['Load'],
    // A key that is too short has an entry of its own.
    regex: /^Load key "(.{1,1024})": (?!Invalid key length$)([^":]{1,100})(?:: [^"]{1,100})?$/s,
    decode: (m) => faulty(group(m, 1), group(m, 2)),
    samples: [
      { text: `Load key "${KEY}": invalid format`, fields: { keyName: KEY, fault: 'format' } },
      { text: `Load key "${KEY}": Permission denied`, fields: { keyName: KEY, fault: 'unreadable', errno: 'EACCES' } },
      { text: `Load key "${KEY}": bad permissions`, fields: { keyName: KEY, fault: 'permissions' } },
    ],
  }),
  defineClientPattern({
    id: 'client-key-ignored',
    emits: 'client.key-file-faulty',
    until: '6.7',
    heads: ['bad'],
    regex: /^bad permissions: ignore key: (.{1,1024})$/s,
    decode: (m) => ({ keyName: group(m, 1), fault: 'permissions' as const }),
    samples: [{ text: `bad permissions: ignore key: ${KEY}`, fields: { keyName: KEY, fault: 'permissions' } }],
  }),
  defineClientPattern({
    id: 'client-key-file-not-opened',
    emits: 'client.key-file-faulty',
    until: '6.7',
    level: 'debug1',
    heads: ['could'],
    regex: /^could not open key file '(.{1,1024})': (?!No such file)([^:]{1,100})$/s,
    decode: (m) => faulty(group(m, 1), group(m, 2)),
    samples: [{ text: `could not open key file '${KEY}': Permission denied`, level: 'debug1', fields: { keyName: KEY, fault: 'unreadable', errno: 'EACCES' } }],
  }),
  defineClientPattern({
    id: 'client-key-file-mode',
    emits: 'client.key-file-mode',
    heads: ['Permissions'],
    ends: 'either',
    // On Windows there is no mode.
    regex: /^Permissions (?:([0-7]{3,5}) )?for '(.{1,1024})' are too open\.$/s,
    decode: (m) => ({ keyName: group(m, 2), ...(m[1] !== undefined && { mode: m[1] }) }),
    samples: [{ text: `Permissions 0644 for '${KEY}' are too open.`, fields: { mode: '0644', keyName: KEY } }],
  }),
  defineClientPattern({
    id: 'client-key-mismatch',
    emits: 'client.key-file-faulty',
    since: '8.2',
    heads: ['private'],
    regex: /^private key (.{1,1024}) contents do not match public$/s,
    decode: (m) => ({ keyName: group(m, 1), fault: 'mismatch' as const }),
    samples: [{ text: `private key ${KEY} contents do not match public`, fields: { keyName: KEY, fault: 'mismatch' } }],
  }),
  defineClientPattern({
    id: 'client-key-not-decoded',
    emits: 'client.key-not-decoded',
    until: '6.7',
    level: 'debug1',
    heads: ['PEM_read_PrivateKey'],
    regex: /^PEM_read_PrivateKey failed$/,
    decode: () => ({}),
    samples: [{ text: 'PEM_read_PrivateKey failed', level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-key-marker-missing',
    emits: 'client.key-marker-missing',
    since: '6.5',
    until: '6.7',
    level: 'debug1',
    heads: ['missing', 'no'],
    regex: /^(?:missing (begin)|no (end)) marker$/,
    decode: (m) => ({ marker: m[1] === undefined ? ('end' as const) : ('begin' as const) }),
    samples: [
      { text: 'missing begin marker', level: 'debug1', fields: { marker: 'begin' } },
      { text: 'no end marker', level: 'debug1', fields: { marker: 'end' } },
    ],
  }),
  defineClientPattern({
    id: 'client-key-header-seen',
    emits: 'client.key-header-seen',
    until: '6.7',
    level: 'debug2',
    heads: ['unknown', 'key_type_from_name:'],
    regex: /^(?:key_type_from_name: )?unknown key type '(?:(PuTTY-User-Key-File-\d{1,2})|Proc-Type|DEK-Info):'$/,
    decode: (m) => ({ kind: m[1] === undefined ? ('encrypted' as const) : ('putty' as const) }),
    samples: [
      { text: "key_type_from_name: unknown key type 'Proc-Type:'", level: 'debug2', fields: { kind: 'encrypted' } },
      { text: "key_type_from_name: unknown key type 'PuTTY-User-Key-File-2:'", level: 'debug2', fields: { kind: 'putty' } },
    ],
  }),
  defineClientPattern({
    id: 'client-no-terminal',
    emits: 'client.no-terminal',
    level: 'debug1',
    heads: ["can't"],
    regex: /^can't open \/dev\/tty: .{1,100}$/,
    decode: () => ({}),
    samples: [{ text: "can't open /dev/tty: No such device or address", level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-passphrase-asked',
    emits: 'client.passphrase-asked',
    heads: ['Enter', '\rEnter'],
    ends: 'either',
    regex: /^\r?Enter passphrase for key '(.{1,1024})': ?$/s,
    decode: (m) => ({ keyName: group(m, 1) }),
    samples: [{ text: `Enter passphrase for key '${KEY}': `, fields: { keyName: KEY } }],
  }),
  defineClientPattern({
    id: 'client-passphrase-empty',
    emits: 'client.passphrase-empty',
    level: 'debug2',
    heads: ['no'],
    regex: /^no passphrase given, try next key$/,
    decode: () => ({}),
    samples: [{ text: 'no passphrase given, try next key', level: 'debug2', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-passphrase-wrong',
    emits: 'client.passphrase-wrong',
    level: 'debug2',
    heads: ['bad'],
    regex: /^bad passphrase given, try again\.\.\.$/,
    decode: () => ({}),
    samples: [{ text: 'bad passphrase given, try again...', level: 'debug2', fields: {} }],
  }),
  traceLine('key-frame', 'info', ['@'], /^@ {1,12}WARNING: UNPROTECTED PRIVATE KEY FILE! {1,20}@$/, ['@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @']),
  traceLine('key-must-be-private', 'info', ['It'], /^It is (?:required|recommended) that your private key files are NOT accessible by others\.$/,
    ['It is required that your private key files are NOT accessible by others.']),
  traceLine('key-ignored-sentence', 'info', ['This'], /^This private key will be ignored\.$/, ['This private key will be ignored.']),
  traceLine('pem-read', 'debug1', ['read'], /^read PEM private key done: type \S{1,20}$/, ['read PEM private key done: type <unknown>', 'read PEM private key done: type RSA']),
];
