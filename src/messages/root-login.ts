import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

/** The account whose login PermitRootLogin decides: the line needs not name it. */
const ROOT = { user: 'root' };

/** PermitRootLogin. Both lines come twice: from the monitor, and from the network child with `[preauth]`. */
export const rootLogin: readonly Pattern[] = [
  definePattern({
    id: 'root-refused',
    emits: 'root-login.refused',
    until: '7.2',
    level: 'info',
    heads: ['ROOT'],
    regex: /^ROOT LOGIN REFUSED FROM (\S+)$/,
    decode: (m) => about(peerAt(group(m, 1)), ROOT),
    samples: [{ text: 'ROOT LOGIN REFUSED FROM 192.0.2.10', fields: { ip: '192.0.2.10', user: 'root' } }],
  }),
  definePattern({
    id: 'root-refused-port',
    emits: 'root-login.refused',
    since: '7.3',
    level: 'info',
    heads: ['ROOT'],
    regex: /^ROOT LOGIN REFUSED FROM (\S+) port (\d{1,5})$/,
    decode: (m) => about(peerAt(group(m, 1), group(m, 2)), ROOT),
    samples: [{ text: 'ROOT LOGIN REFUSED FROM 192.0.2.10 port 50022', fields: { ip: '192.0.2.10', port: 50022, user: 'root' } }],
  }),
  definePattern({
    id: 'root-forced-command',
    emits: 'root-login.forced-command',
    level: 'info',
    heads: ['Root'],
    regex: /^Root login accepted for forced command\.$/,
    decode: () => ({}),
    samples: [{ text: 'Root login accepted for forced command.', fields: {} }],
  }),
];
