import { definePattern, type Pattern } from './define.js';
import { about, group, isAddress, peerAt } from './peer.js';
import { sourceAt } from './source.js';

/** Peers that sshd turns away, or serves with less, for what they are: hosts that libwrap refuses, clients with known flaws. */
export const unwantedPeers: readonly Pattern[] = [
  // libwrap writes it: the name is the peer's PTR record, the address is sshd's.
  definePattern({
    id: 'tcp-wrappers-refused',
    emits: 'tcp-wrappers.refused',
    level: 'info',
    heads: ['refused'],
    regex: /^refused connect from (\S+) \((\S+)\)$/,
    decode: (m) => {
      if (!isAddress(group(m, 2))) return undefined;
      const peer = peerAt(group(m, 2));
      return group(m, 1) === group(m, 2) ? peer : about(peer, { hostname: group(m, 1) });
    },
    samples: [
      {
        text: 'refused connect from client.example.net (192.0.2.10)',
        fields: { ip: '192.0.2.10', hostname: 'client.example.net' },
      },
      { text: 'refused connect from 198.51.100.7 (198.51.100.7)', fields: { ip: '198.51.100.7' } },
    ],
  }),
  // Where only a name or an address is known, libwrap prints one word.
  definePattern({
    id: 'tcp-wrappers-refused-short',
    emits: 'tcp-wrappers.refused',
    level: 'info',
    heads: ['refused'],
    regex: /^refused connect from (\S+)$/,
    decode: (m) => {
      const { ip, host } = sourceAt(group(m, 1));
      return ip !== undefined ? { ip } : host !== undefined ? { hostname: host } : {};
    },
    samples: [
      { text: 'refused connect from 192.0.2.10', fields: { ip: '192.0.2.10' } },
      { text: 'refused connect from client.example.net', fields: { hostname: 'client.example.net' } },
    ],
  }),
  definePattern({
    id: 'tcp-wrappers-refused-debug',
    emits: 'tcp-wrappers.refused',
    level: 'debug1',
    heads: ['Connection'],
    regex: /^Connection refused by tcp wrapper$/,
    decode: () => ({}),
    samples: [{ text: 'Connection refused by tcp wrapper', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'client-unsafe-key-agreement',
    emits: 'identification.unsafe',
    since: '6.5',
    until: '7.6',
    level: 'fatal',
    heads: ['Client'],
    regex: /^Client version "(.*)" uses unsafe key agreement; refusing connection$/s,
    decode: (m) => ({ client: group(m, 1), flaw: 'key-agreement', refused: true }),
    samples: [
      {
        text: 'Client version "OpenSSH_2.3.0" uses unsafe key agreement; refusing connection',
        level: 'fatal',
        fields: { client: 'OpenSSH_2.3.0', flaw: 'key-agreement', refused: true },
      },
    ],
  }),
  definePattern({
    id: 'client-unsafe-signature',
    emits: 'identification.unsafe',
    since: '6.5',
    until: '7.9',
    level: 'info',
    heads: ['Client'],
    regex: /^Client version "(.*)" uses unsafe RSA signature scheme; disabling use of RSA keys$/s,
    decode: (m) => ({ client: group(m, 1), flaw: 'rsa-signature', refused: false }),
    samples: [
      {
        text: 'Client version "2.0.13" uses unsafe RSA signature scheme; disabling use of RSA keys',
        fields: { client: '2.0.13', flaw: 'rsa-signature', refused: false },
      },
    ],
  }),
  definePattern({
    id: 'remote-unsafe-signature',
    emits: 'identification.unsafe',
    since: '8.0',
    until: '9.2',
    level: 'info',
    heads: ['Remote'],
    regex: /^Remote version "(.*)" uses unsafe RSA signature scheme; disabling use of RSA keys$/s,
    decode: (m) => ({ client: group(m, 1), flaw: 'rsa-signature', refused: false }),
    samples: [
      {
        text: 'Remote version "2.0.13" uses unsafe RSA signature scheme; disabling use of RSA keys',
        fields: { client: '2.0.13', flaw: 'rsa-signature', refused: false },
      },
    ],
  }),
];
