import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { originator, target } from './forward-target.js';
import { group, peerAt } from './peer.js';

type Refused = EventFields['forward.refused'];

/**
 * A request that AllowTcpForwarding, PermitOpen or PermitListen forbids. Originator and target are the client's words; the
 * address behind `Received request from` is sshd's own, that of the client.
 */
export const forwardingRefused: readonly Pattern[] = [
  definePattern({
    id: 'forward-disabled',
    emits: 'forward.refused',
    since: '6.2',
    level: 'info',
    heads: ['refused'],
    regex: /^refused local port forward: originator (\S*) port (\d{1,10}), target (.*) port (\d{1,10})$/s,
    decode: (m): Refused => ({
      ...originator(group(m, 1), group(m, 2)), ...target(group(m, 3), m[4]), direction: 'local', policy: 'disabled',
    }),
    samples: [
      {
        text: 'refused local port forward: originator 127.0.0.1 port 40112, target db.example.net port 5432',
        fields: {
          originator: '127.0.0.1', originatorPort: 40112, host: 'db.example.net', targetPort: 5432,
          direction: 'local', policy: 'disabled',
        },
      },
    ],
  }),
  definePattern({
    id: 'forward-socket-disabled',
    emits: 'forward.refused',
    since: '6.7',
    level: 'info',
    heads: ['refused'],
    regex: /^refused streamlocal port forward: originator (\S*) port (\d{1,10}), target (.*)$/s,
    decode: (m): Refused => ({
      ...originator(group(m, 1), group(m, 2)), path: group(m, 3), direction: 'local', policy: 'disabled',
    }),
    samples: [
      {
        text: 'refused streamlocal port forward: originator 127.0.0.1 port 0, target /run/docker.sock',
        fields: { originator: '127.0.0.1', path: '/run/docker.sock', direction: 'local', policy: 'disabled' },
      },
    ],
  }),
  definePattern({
    id: 'forward-denied',
    emits: 'forward.refused',
    until: '8.0',
    level: 'info',
    heads: ['Received'],
    regex: /^Received request to connect to host (.*) port (\d{1,10}), but the request was denied\.$/s,
    decode: (m): Refused => ({ ...target(group(m, 1), m[2]), direction: 'local', policy: 'not-permitted' }),
    samples: [
      {
        text: 'Received request to connect to host db.example.net port 5432, but the request was denied.',
        fields: { host: 'db.example.net', targetPort: 5432, direction: 'local', policy: 'not-permitted' },
      },
    ],
  }),
  definePattern({
    id: 'forward-denied-origin',
    emits: 'forward.refused',
    since: '8.1',
    level: 'info',
    heads: ['Received'],
    regex: /^Received request from (\S*) port (\d{1,10}) to connect to host (.*) port (\d{1,10}), but the request was denied\.$/s,
    decode: (m): Refused => ({
      ...peerAt(group(m, 1), group(m, 2)), ...target(group(m, 3), m[4]), direction: 'local', policy: 'not-permitted',
    }),
    samples: [
      {
        text:
          'Received request from 192.0.2.10 port 50022 to connect to host db.example.net port 5432, ' +
          'but the request was denied.',
        fields: {
          ip: '192.0.2.10', port: 50022, host: 'db.example.net', targetPort: 5432, direction: 'local', policy: 'not-permitted',
        },
      },
    ],
  }),
  definePattern({
    id: 'forward-socket-denied',
    emits: 'forward.refused',
    since: '6.7',
    level: 'info',
    heads: ['Received'],
    regex: /^Received request to connect to path (.*), but the request was denied\.$/s,
    decode: (m): Refused => ({ path: group(m, 1), direction: 'local', policy: 'not-permitted' }),
    samples: [
      {
        text: 'Received request to connect to path /run/docker.sock, but the request was denied.',
        fields: { path: '/run/docker.sock', direction: 'local', policy: 'not-permitted' },
      },
    ],
  }),
  definePattern({
    id: 'forward-listen-denied',
    emits: 'forward.refused',
    since: '8.1',
    level: 'info',
    heads: ['Received'],
    regex: new RegExp(
      String.raw`^Received request from (\S*) port (\d{1,10}) to remote forward` +
        String.raw`(?: to host (.*) port (\d{1,10})| to path "(.*)")?, but the request was denied\.$`,
      's',
    ),
    decode: (m): Refused => ({
      ...peerAt(group(m, 1), group(m, 2)),
      ...(m[3] !== undefined && target(m[3], m[4])),
      ...(m[5] !== undefined && target(m[5], undefined)),
      direction: 'remote',
      policy: 'not-permitted',
    }),
    samples: [
      {
        text: 'Received request from 192.0.2.10 port 50022 to remote forward, but the request was denied.',
        fields: { ip: '192.0.2.10', port: 50022, direction: 'remote', policy: 'not-permitted' },
      },
      {
        text:
          'Received request from 192.0.2.10 port 50022 to remote forward to host localhost port 8080, ' +
          'but the request was denied.',
        fields: {
          ip: '192.0.2.10', port: 50022, host: 'localhost', targetPort: 8080, direction: 'remote', policy: 'not-permitted',
        },
      },
      {
        text:
          'Received request from 192.0.2.10 port 50022 to remote forward to path "/run/user/1000/fwd.sock", ' +
          'but the request was denied.',
        fields: {
          ip: '192.0.2.10', port: 50022, path: '/run/user/1000/fwd.sock', direction: 'remote', policy: 'not-permitted',
        },
      },
    ],
  }),
];
