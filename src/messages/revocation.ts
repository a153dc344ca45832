import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const PRINT = 'SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s';
const MD5_PRINT = 'be:10:d8:58:50:a6:7b:53:5f:de:62:a2:97:3f:47:37';
const FILE = '/etc/ssh/revoked_keys';
const MISSING = 'No such file or directory';

/** RevokedKeys: a list of keys, or a key revocation list (KRL, since 6.2). */
export const revocation: readonly Pattern[] = [
  definePattern({
    id: 'key-revoked',
    emits: 'key.revoked',
    since: '6.8',
    level: 'error',
    heads: ['Authentication'],
    regex: /^Authentication key (\S+) (\S+) revoked by file (.+)$/s,
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) }, path: group(m, 3) }),
    samples: [
      {
        text: `Authentication key RSA ${PRINT} revoked by file ${FILE}`,
        level: 'error',
        fields: { key: { type: 'RSA', fingerprint: PRINT }, path: FILE },
      },
    ],
  }),
  definePattern({
    id: 'key-revoked-warning',
    emits: 'key.revoked',
    since: '5.4',
    until: '6.7',
    level: 'error',
    heads: ['WARNING:'],
    regex: /^WARNING: authentication attempt with a revoked (\S+) key (\S+) ?$/,
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) } }),
    samples: [
      {
        text: `WARNING: authentication attempt with a revoked RSA key ${MD5_PRINT} `,
        level: 'error',
        fields: { key: { type: 'RSA', fingerprint: MD5_PRINT } },
      },
    ],
  }),
  definePattern({
    id: 'host-key-revoked',
    emits: 'key.revoked',
    since: '5.7',
    level: 'error',
    heads: ['WARNING:'],
    regex: /^WARNING: revoked key for (.+) attempted authentication$/s,
    decode: (m) => ({ host: group(m, 1) }),
    samples: [
      {
        text: 'WARNING: revoked key for client.example.net attempted authentication',
        level: 'error',
        fields: { host: 'client.example.net' },
      },
    ],
  }),
  definePattern({
    id: 'revocation-unchecked',
    emits: 'revocation.unchecked',
    since: '6.8',
    level: 'error',
    heads: ['Error'],
    regex: /^Error checking authentication key (\S+) (\S+) in revoked keys file (\S+): (.+)$/s,
    decode: (m) => ({
      key: { type: group(m, 1), fingerprint: group(m, 2) },
      path: group(m, 3),
      reason: group(m, 4),
      listMissing: group(m, 4) === MISSING,
    }),
    samples: [
      {
        text: `Error checking authentication key ED25519 ${PRINT} in revoked keys file ${FILE}: ${MISSING}`,
        level: 'error',
        fields: { key: { type: 'ED25519', fingerprint: PRINT }, path: FILE, reason: MISSING, listMissing: true },
      },
    ],
  }),
  definePattern({
    id: 'revocation-unchecked-unnamed',
    emits: 'revocation.unchecked',
    since: '5.4',
    until: '6.7',
    level: 'error',
    heads: ['Revoked', 'Invalid'],
    regex: new RegExp(
      '^(Revoked keys file (?:is unreadable:|not accessible -|not readable -)|Invalid KRL,) ' +
        'refusing public key authentication$',
    ),
    decode: (m) => ({ reason: group(m, 1).replace(/[:, -]{1,2}$/, ''), listMissing: false }),
    samples: [
      {
        text: 'Revoked keys file is unreadable: refusing public key authentication',
        level: 'error',
        fields: { reason: 'Revoked keys file is unreadable', listMissing: false },
      },
      {
        text: 'Revoked keys file not accessible - refusing public key authentication',
        level: 'error',
        fields: { reason: 'Revoked keys file not accessible', listMissing: false },
      },
      {
        text: 'Invalid KRL, refusing public key authentication',
        level: 'error',
        fields: { reason: 'Invalid KRL', listMissing: false },
      },
    ],
  }),
  definePattern({
    id: 'revocation-file-unopened',
    emits: 'revocation.unchecked',
    until: '6.7',
    level: 'error',
    heads: ['key_in_file:'],
    regex: /^key_in_file: could not open keyfile "(.+)": (.+)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2), listMissing: group(m, 2) === MISSING }),
    samples: [
      {
        text: `key_in_file: could not open keyfile "${FILE}": Permission denied`,
        level: 'error',
        fields: { path: FILE, reason: 'Permission denied', listMissing: false },
      },
    ],
  }),
  definePattern({
    id: 'revocation-list-unopened',
    emits: 'revocation.unchecked',
    since: '6.2',
    until: '6.7',
    level: 'error',
    heads: ['open'],
    regex: /^open (\/\S{1,1024}): (.{1,200})$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2), listMissing: group(m, 2) === MISSING }),
    samples: [
      {
        text: `open ${FILE}: ${MISSING}`,
        level: 'error',
        fields: { path: FILE, reason: MISSING, listMissing: true },
      },
    ],
  }),
  definePattern({
    id: 'key-file-missing',
    emits: 'key-file.missing',
    until: '6.7',
    level: 'debug1',
    heads: ['key_in_file:'],
    regex: /^key_in_file: keyfile "(.{1,1024})" missing$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: `key_in_file: keyfile "${FILE}" missing`, level: 'debug1', fields: { path: FILE } }],
  }),
  definePattern({
    id: 'krl-invalid',
    emits: 'revocation.list-invalid',
    since: '6.2',
    level: 'error',
    heads: ['All', 'KRL', 'Unsupported', 'unsupported'],
    regex: new RegExp(
      '^(All keys used to sign KRL were revoked|KRL not signed with any trusted key|' +
        String.raw`Unsupported KRL (?:certificate )?section \d{1,10}|unsupported KRL format version \d{1,10}|` +
        'KRL contains unsupported (?:critical |certificate ){0,2}section ".{0,200}")$',
      's',
    ),
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      'All keys used to sign KRL were revoked',
      'KRL not signed with any trusted key',
      'Unsupported KRL section 9',
      'unsupported KRL format version 7',
      'KRL contains unsupported critical section "x-example"',
    ].map((reason) => ({ text: reason, level: 'error' as const, fields: { reason } })),
  }),
  definePattern({
    id: 'krl-progress',
    emits: 'revocation.progress',
    since: '6.2',
    heads: ['KRL', 'ssh_krl_file_contains_key:', 'ssh_krl_check_key:', 'is_key_revoked:'],
    regex: new RegExp(
      String.raw`^(KRL version \d{1,20} generated at \S{1,40}(?: .{1,400})?|ssh_krl_file_contains_key: checking KRL .{1,1024}|` +
        'ssh_krl_check_key: checking key|is_key_revoked: (?:revoked by|revoked|).{0,100})$',
      's',
    ),
    decode: (m) => ({ step: group(m, 1) }),
    samples: [
      {
        text: 'KRL version 0 generated at 20261120T204649',
        level: 'debug1',
        fields: { step: 'KRL version 0 generated at 20261120T204649' },
      },
      { text: 'is_key_revoked: revoked by serial', level: 'debug1', fields: { step: 'is_key_revoked: revoked by serial' } },
      { text: 'ssh_krl_check_key: checking key', level: 'debug2', fields: { step: 'ssh_krl_check_key: checking key' } },
    ],
  }),
];
