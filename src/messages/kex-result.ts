import type { Direction, EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { parseAlgorithms } from './lists.js';
import { group } from './peer.js';

/** What stands in place of a MAC where the cipher authenticates by itself (6.2 and later). */
const IMPLICIT = '<implicit>';
const NO_MATCH = '(no match)';

function direction(words: string): Direction {
  return words === 'client->server' ? 'ctos' : 'stoc';
}

function agreed(kind: 'kex' | 'hostkey', algorithm: string): EventFields['kex.agreed'] {
  return algorithm === NO_MATCH ? { kind } : { kind, algorithm };
}

function agreedDirection(match: RegExpExecArray): EventFields['kex.agreed-direction'] {
  const fields: EventFields['kex.agreed-direction'] = {
    direction: direction(group(match, 1)),
    cipher: group(match, 2),
    compression: group(match, 4),
  };
  const mac = group(match, 3);
  if (mac !== IMPLICIT) fields.mac = mac;
  return fields;
}

export const kexResult: readonly Pattern[] = [
  definePattern({
    id: 'hostkey-types',
    emits: 'hostkeys.offered',
    level: 'debug1',
    heads: ['list_hostkey_types:'],
    regex: /^list_hostkey_types: ?(.*)$/s,
    decode: (m) => ({ algorithms: parseAlgorithms(group(m, 1)).algorithms }),
    samples: [
      { text: 'list_hostkey_types: ssh-rsa,ssh-dss', level: 'debug1', fields: { algorithms: ['ssh-rsa', 'ssh-dss'] } },
      { text: 'list_hostkey_types: ', level: 'debug1', fields: { algorithms: [] } },
    ],
  }),
  definePattern({
    id: 'kex-direction',
    emits: 'kex.agreed-direction',
    until: '7.1',
    level: 'debug1',
    heads: ['kex:'],
    regex: /^kex: (client->server|server->client) ([^\s:]+) ([^\s<]+) (\S+)$/,
    decode: agreedDirection,
    samples: [
      {
        text: 'kex: client->server aes128-ctr hmac-sha1 none',
        level: 'debug1',
        fields: { direction: 'ctos', cipher: 'aes128-ctr', mac: 'hmac-sha1', compression: 'none' },
      },
      {
        text: 'kex: server->client aes192-ctr hmac-md5 none',
        level: 'debug1',
        fields: { direction: 'stoc', cipher: 'aes192-ctr', mac: 'hmac-md5', compression: 'none' },
      },
    ],
  }),
  definePattern({
    id: 'kex-direction-aead',
    emits: 'kex.agreed-direction',
    since: '6.2',
    until: '7.1',
    level: 'debug1',
    heads: ['kex:'],
    regex: /^kex: (client->server|server->client) ([^\s:]+) (<implicit>) (\S+)$/,
    decode: agreedDirection,
    samples: [
      {
        text: 'kex: client->server chacha20-poly1305@openssh.com <implicit> zlib@openssh.com',
        level: 'debug1',
        fields: { direction: 'ctos', cipher: 'chacha20-poly1305@openssh.com', compression: 'zlib@openssh.com' },
      },
    ],
  }),
  definePattern({
    id: 'kex-direction-labelled',
    emits: 'kex.agreed-direction',
    since: '7.2',
    level: 'debug1',
    heads: ['kex:'],
    regex: /^kex: (client->server|server->client) cipher: (\S+) MAC: (\S+) compression: (\S+)$/,
    decode: agreedDirection,
    samples: [
      {
        text: 'kex: client->server cipher: aes128-ctr MAC: umac-64-etm@openssh.com compression: none',
        level: 'debug1',
        fields: { direction: 'ctos', cipher: 'aes128-ctr', mac: 'umac-64-etm@openssh.com', compression: 'none' },
      },
      {
        text: 'kex: server->client cipher: aes128-gcm@openssh.com MAC: <implicit> compression: none',
        level: 'debug1',
        fields: { direction: 'stoc', cipher: 'aes128-gcm@openssh.com', compression: 'none' },
      },
    ],
  }),
  definePattern({
    id: 'kex-algorithm',
    emits: 'kex.agreed',
    since: '7.2',
    level: 'debug1',
    heads: ['kex:'],
    regex: /^kex: algorithm: (\(no match\)|\S+)$/,
    decode: (m) => agreed('kex', group(m, 1)),
    samples: [
      { text: 'kex: algorithm: curve25519-sha256', level: 'debug1', fields: { kind: 'kex', algorithm: 'curve25519-sha256' } },
      { text: 'kex: algorithm: (no match)', level: 'debug1', fields: { kind: 'kex' } },
    ],
  }),
  definePattern({
    id: 'kex-hostkey-algorithm',
    emits: 'kex.agreed',
    since: '7.2',
    level: 'debug1',
    heads: ['kex:'],
    regex: /^kex: host key algorithm: (\(no match\)|\S+)$/,
    decode: (m) => agreed('hostkey', group(m, 1)),
    samples: [
      { text: 'kex: host key algorithm: ssh-ed25519', level: 'debug1', fields: { kind: 'hostkey', algorithm: 'ssh-ed25519' } },
      { text: 'kex: host key algorithm: (no match)', level: 'debug1', fields: { kind: 'hostkey' } },
    ],
  }),
  definePattern({
    id: 'mac-found',
    emits: 'kex.mac-set-up',
    until: '6.5',
    level: 'debug2',
    heads: ['mac_setup:'],
    regex: /^mac_setup: found (\S+)$/,
    decode: (m) => ({ mac: group(m, 1) }),
    samples: [{ text: 'mac_setup: found hmac-sha1', level: 'debug2', fields: { mac: 'hmac-sha1' } }],
  }),
  definePattern({
    id: 'mac-set-up',
    emits: 'kex.mac-set-up',
    since: '6.6',
    until: '6.7',
    level: 'debug2',
    heads: ['mac_setup:'],
    regex: /^mac_setup: setup (\S+)$/,
    decode: (m) => ({ mac: group(m, 1) }),
    samples: [{ text: 'mac_setup: setup hmac-sha2-256', level: 'debug2', fields: { mac: 'hmac-sha2-256' } }],
  }),
];
