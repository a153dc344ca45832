import type { Errno, EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt, peerWho, WHO } from './peer.js';

type Failed = EventFields['connection.failed'];
/** What the system would say, had it and not sshd kept the clock. */
const TIMED_OUT: Errno = 'ETIMEDOUT';
const at = { ip: '192.0.2.10', port: 50022 };

/** LoginGraceTime ran out, or the peer stopped answering. */
export const timeouts: readonly Pattern[] = [
  definePattern({
    id: 'login-timeout',
    emits: 'login.timeout',
    until: '7.2',
    level: 'fatal',
    heads: ['Timeout'],
    regex: /^Timeout before authentication for (\S+)$/,
    decode: (m) => peerAt(group(m, 1)),
    samples: [{ text: 'Timeout before authentication for 192.0.2.10', level: 'fatal', fields: { ip: '192.0.2.10' } }],
  }),
  definePattern({
    id: 'login-timeout-port',
    emits: 'login.timeout',
    since: '7.3',
    until: '9.7',
    level: 'fatal',
    heads: ['Timeout'],
    regex: /^Timeout before authentication for (\S+) port (\d{1,5})$/,
    decode: (m) => peerAt(group(m, 1), group(m, 2)),
    samples: [{ text: 'Timeout before authentication for 192.0.2.10 port 50022', level: 'fatal', fields: at }],
  }),
  // 9.8, and no other release, prints the server's address first: which it is, only the release or the pid tells.
  definePattern({
    id: 'login-timeout-listener',
    emits: 'login.timeout',
    since: '9.8',
    level: 'info',
    heads: ['Timeout'],
    regex: /^Timeout before authentication for connection from (\S+) to (\S+), pid = (\d{1,10})(?: \(.*\))?$/s,
    decode: (m) => about(peerAt(group(m, 1)), { child: Number(m[3]) }),
    samples: [
      {
        text: 'Timeout before authentication for connection from 192.0.2.87 to 192.0.2.250, pid = 7956',
        fields: { ip: '192.0.2.87', child: 7956 },
      },
    ],
  }),
  definePattern({
    id: 'client-alive-timeout',
    emits: 'client.unresponsive',
    until: '7.6',
    level: 'info',
    heads: ['Timeout,'],
    regex: /^Timeout, client not responding\.$/,
    decode: () => ({}),
    samples: [{ text: 'Timeout, client not responding.', fields: {} }],
  }),
  definePattern({
    id: 'client-alive-timeout-user',
    emits: 'client.unresponsive',
    since: '7.7',
    level: 'info',
    heads: ['Timeout,'],
    regex: /^Timeout, client not responding from user (.*) (\S+) port (\d{1,5})$/s,
    decode: (m) => peerWho('', group(m, 1), group(m, 2), group(m, 3)),
    samples: [
      {
        text: 'Timeout, client not responding from user fred 192.0.2.10 port 50022',
        fields: { ...at, user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'packet-timeout-waiting',
    emits: 'connection.failed',
    until: '6.8',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection to (\S+) (timed out while waiting to (?:read|write))$/,
    decode: (m): Failed => about(peerAt(group(m, 1)), { reason: group(m, 2), errno: TIMED_OUT }),
    samples: [
      {
        text: 'Connection to 192.0.2.10 timed out while waiting to read',
        fields: { ip: '192.0.2.10', reason: 'timed out while waiting to read', errno: TIMED_OUT },
      },
    ],
  }),
  definePattern({
    id: 'packet-timeout',
    emits: 'connection.failed',
    since: '6.9',
    until: '7.1',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection to (\S+) (timed out)$/,
    decode: (m): Failed => about(peerAt(group(m, 1)), { reason: group(m, 2), errno: TIMED_OUT }),
    samples: [{ text: 'Connection to 192.0.2.10 timed out', fields: { ip: '192.0.2.10', reason: 'timed out', errno: TIMED_OUT } }],
  }),
  definePattern({
    id: 'packet-timeout-port',
    emits: 'connection.failed',
    since: '7.2',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection from (\S+) port (\d{1,5}) (timed out)$/,
    decode: (m): Failed => about(peerAt(group(m, 1), group(m, 2)), { reason: group(m, 3), errno: TIMED_OUT }),
    samples: [{ text: 'Connection from 192.0.2.10 port 50022 timed out', fields: { ...at, reason: 'timed out', errno: TIMED_OUT } }],
  }),
  definePattern({
    id: 'packet-timeout-user',
    emits: 'connection.failed',
    since: '7.5',
    level: 'info',
    heads: ['Connection'],
    regex: new RegExp(`^Connection from ${WHO} (timed out)$`, 's'),
    decode: (m): Failed => about(peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)), { reason: group(m, 5), errno: TIMED_OUT }),
    samples: [
      {
        text: 'Connection from authenticating user fred 192.0.2.10 port 50022 timed out',
        fields: { ...at, user: 'fred', validUser: true, reason: 'timed out', errno: TIMED_OUT },
      },
    ],
  }),
];
