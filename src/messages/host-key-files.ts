import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';
import { systemError } from './system-errors.js';

type NotLoaded = EventFields['hostkey.not-loaded'];

const pathOnly = (m: RegExpExecArray): NotLoaded => ({ path: group(m, 1) });
const withReason = (m: RegExpExecArray): NotLoaded => ({ path: group(m, 1), ...systemError(group(m, 2)) });

const KEY = '/etc/ssh/ssh_host_rsa_key';

/** What the server says about its host keys while it starts. */
export const hostKeyFiles: readonly Pattern[] = [
  definePattern({
    id: 'hostkey-could-not-load',
    emits: 'hostkey.not-loaded',
    until: '7.9',
    heads: ['Could'],
    regex: /^Could not load host key: (.*)$/s,
    decode: pathOnly,
    samples: [{ text: `Could not load host key: ${KEY}`, level: 'error', fields: { path: KEY } }],
  }),
  // At DEBUG1 for the keys that sshd tries without being told.
  definePattern({
    id: 'hostkey-unable-to-load',
    emits: 'hostkey.not-loaded',
    since: '8.0',
    heads: ['Unable'],
    regex: /^Unable to load host key: (.*)$/s,
    decode: pathOnly,
    samples: [{ text: `Unable to load host key: ${KEY}`, level: 'error', fields: { path: KEY } }],
  }),
  definePattern({
    id: 'hostkey-unable-to-load-reason',
    emits: 'hostkey.not-loaded',
    since: '8.0',
    heads: ['Unable'],
    regex: /^Unable to load host key "(.*)": ([^"]*)$/s,
    decode: withReason,
    samples: [
      {
        text: `Unable to load host key "${KEY}": bad permissions`,
        level: 'error',
        fields: { path: KEY, reason: 'bad permissions' },
      },
      {
        text: `Unable to load host key "${KEY}": No such file or directory`,
        level: 'debug1',
        fields: { path: KEY, reason: 'No such file or directory', errno: 'ENOENT' },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-error-loading',
    emits: 'hostkey.not-loaded',
    since: '7.8',
    until: '7.9',
    level: 'error',
    heads: ['Error'],
    regex: /^Error loading host key "(.*)": ([^"]*)$/s,
    decode: withReason,
    samples: [
      {
        text: `Error loading host key "${KEY}": error in libcrypto`,
        level: 'error',
        fields: { path: KEY, reason: 'error in libcrypto' },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-load-bad-permissions',
    emits: 'hostkey.not-loaded',
    since: '6.8',
    until: '8.4',
    heads: ['key_load_private:'],
    regex: /^key_load_private: (bad permissions)$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [{ text: 'key_load_private: bad permissions', level: 'error', fields: { reason: 'bad permissions' } }],
  }),
  definePattern({
    id: 'hostkey-permissions',
    emits: 'hostkey.permissions',
    heads: ['Permissions'],
    regex: /^Permissions (0[0-7]{1,6}) for '(.*)' are too open\.$/s,
    decode: (m) => ({ path: group(m, 2), mode: group(m, 1) }),
    samples: [{ text: `Permissions 0644 for '${KEY}' are too open.`, level: 'error', fields: { path: KEY, mode: '0644' } }],
  }),
  definePattern({
    id: 'hostkey-permissions-ignored',
    emits: 'hostkey.permissions',
    until: '6.7',
    heads: ['bad'],
    regex: /^bad permissions: ignore key: (.*)$/s,
    decode: pathOnly as (m: RegExpExecArray) => { path: string },
    samples: [{ text: `bad permissions: ignore key: ${KEY}`, level: 'error', fields: { path: KEY } }],
  }),
  definePattern({
    id: 'hostkey-permissions-warning',
    emits: 'hostkey.permissions-warning',
    heads: ['@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@', '@', 'This', 'It'],
    regex: new RegExp(
      String.raw`^(?:@{59}|@ {9}WARNING: UNPROTECTED PRIVATE KEY FILE! {10}@|This private key will be ignored\.|` +
        String.raw`It is (?:recommended|required) that your private key files are NOT accessible by others\.)$`,
    ),
    decode: () => ({}),
    samples: [
      { text: '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@', level: 'error', fields: {} },
      { text: '@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @', level: 'error', fields: {} },
      { text: 'It is recommended that your private key files are NOT accessible by others.', level: 'error', fields: {} },
      { text: 'It is required that your private key files are NOT accessible by others.', level: 'error', fields: {} },
      { text: 'This private key will be ignored.', level: 'error', fields: {} },
    ],
  }),
  // The envelope reader can take `sshd: ` for the name of the program.
  definePattern({
    id: 'hostkey-none',
    emits: 'hostkey.none-available',
    heads: ['sshd:', 'no'],
    regex: /^(?:sshd: )?no hostkeys available -- exiting\.$/,
    decode: () => ({}),
    samples: [{ text: 'sshd: no hostkeys available -- exiting.', fields: {} }],
  }),
  definePattern({
    id: 'hostkey-none-of-protocol',
    emits: 'hostkey.none-available',
    until: '7.3',
    level: 'info',
    heads: ['Disabling'],
    regex: /^Disabling protocol version ([12])\. Could not load host key$/,
    decode: (m) => ({ protocol: m[1] === '1' ? '1' : '2' }),
    samples: [{ text: 'Disabling protocol version 2. Could not load host key', fields: { protocol: '2' } }],
  }),
  definePattern({
    id: 'hostkey-public-mismatch',
    emits: 'hostkey.public-mismatch',
    since: '8.4',
    level: 'error',
    heads: ['Public'],
    regex: /^Public key for (.*) does not match private key$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: `Public key for ${KEY} does not match private key`, level: 'error', fields: { path: KEY } }],
  }),
  definePattern({
    id: 'hostkey-refused',
    emits: 'hostkey.refused',
    since: '9.1',
    level: 'error',
    heads: ['main:'],
    regex: /^main: Host key (.*): ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: `main: Host key ${KEY}: Invalid key length`,
        level: 'error',
        fields: { path: KEY, reason: 'Invalid key length' },
      },
    ],
  }),
];
