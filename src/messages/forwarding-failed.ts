import { definePattern, type Pattern } from './define.js';
import { target } from './forward-target.js';
import { about, group, ipAddress } from './peer.js';
import { systemError } from './system-errors.js';

/** The codes of RFC 4254 section 5.1 from 1 on, as sshd words them. */
const OPEN_FAILURES = ['administratively prohibited', 'connect failed', 'unknown channel type', 'resource shortage'];

/** Forwarding that was allowed and did not work. */
export const forwardingFailed: readonly Pattern[] = [
  definePattern({
    id: 'forward-target-failed',
    emits: 'forward.target-failed',
    level: 'error',
    heads: ['connect_to'],
    regex: /^connect_to (.*) port (\d{1,10}): failed\.$/s,
    decode: (m) => target(group(m, 1), m[2]),
    samples: [
      {
        text: 'connect_to db.example.net port 5432: failed.',
        level: 'error',
        fields: { host: 'db.example.net', targetPort: 5432 },
      },
    ],
  }),
  definePattern({
    id: 'forward-target-unknown',
    emits: 'forward.target-failed',
    level: 'error',
    heads: ['connect_to'],
    regex: /^connect_to (.*): unknown host \(([^()]*)\)$/s,
    decode: (m) => ({ host: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'connect_to db.example.net: unknown host (Name or service not known)',
        level: 'error',
        fields: { host: 'db.example.net', reason: 'Name or service not known' },
      },
    ],
  }),
  definePattern({
    id: 'forward-target-refused',
    emits: 'forward.target-failed',
    level: 'error',
    heads: ['connect'],
    regex: /^connect to (.*) port (\d{1,10}) failed: ([^:]*)$/s,
    decode: (m) => about(target(group(m, 1), m[2]), { reason: group(m, 3) }),
    samples: [
      {
        text: 'connect to db.example.net port 5432 failed: Connection refused',
        level: 'error',
        fields: { host: 'db.example.net', targetPort: 5432, reason: 'Connection refused' },
      },
    ],
  }),
  definePattern({
    id: 'forward-socket-target-failed',
    emits: 'forward.target-failed',
    level: 'error',
    heads: ['connect'],
    regex: /^connect (\/.*): ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'connect /run/user/1000/agent.sock: No such file or directory',
        level: 'error',
        fields: { path: '/run/user/1000/agent.sock', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'forward-bind-failed',
    emits: 'forward.listen-failed',
    until: '7.6',
    heads: ['bind:'],
    regex: /^bind: (.*)$/s,
    decode: (m) => systemError(group(m, 1)),
    samples: [
      { text: 'bind: Address already in use', level: 'error', fields: { reason: 'Address already in use', errno: 'EADDRINUSE' } },
      { text: 'bind: Permission denied', fields: { reason: 'Permission denied', errno: 'EACCES' } },
    ],
  }),
  definePattern({
    id: 'forward-bind-address-failed',
    emits: 'forward.listen-failed',
    since: '7.7',
    heads: ['bind'],
    regex: /^bind \[([^\]\s]{0,64})\]:(\d{1,5}): (.*)$/s,
    decode: (m) => {
      const listenIp = ipAddress(group(m, 1));
      return { ...(listenIp !== undefined && { listenIp }), listenPort: Number(m[2]), ...systemError(group(m, 3)) };
    },
    samples: [
      {
        text: 'bind [127.0.0.1]:8080: Address already in use',
        level: 'error',
        fields: { listenIp: '127.0.0.1', listenPort: 8080, reason: 'Address already in use', errno: 'EADDRINUSE' },
      },
    ],
  }),
  definePattern({
    id: 'forward-cannot-listen',
    emits: 'forward.listen-failed',
    level: 'error',
    heads: ['cannot', 'channel_setup_fwd_listener:', 'channel_setup_fwd_listener_tcpip:'],
    regex: /^(?:channel_setup_fwd_listener(?:_tcpip)?: )?cannot listen to port: (\d{1,5})$/,
    decode: (m) => ({ listenPort: Number(m[1]) }),
    samples: [
      { text: 'channel_setup_fwd_listener_tcpip: cannot listen to port: 8080', level: 'error', fields: { listenPort: 8080 } },
    ],
  }),
  definePattern({
    id: 'forward-socket-bind-failed',
    emits: 'forward.listen-failed',
    since: '6.7',
    level: 'error',
    heads: ['unix_listener:'],
    regex: /^unix_listener: cannot bind to path (.*): ([^:]*)$/s,
    decode: (m) => ({ path: group(m, 1), ...systemError(group(m, 2)) }),
    samples: [
      {
        text: 'unix_listener: cannot bind to path /run/user/1000/fwd.sock: Address already in use',
        level: 'error',
        fields: { path: '/run/user/1000/fwd.sock', reason: 'Address already in use', errno: 'EADDRINUSE' },
      },
    ],
  }),
  definePattern({
    id: 'forward-socket-bind-failed-path',
    emits: 'forward.listen-failed',
    since: '6.7',
    until: '7.8',
    level: 'error',
    heads: ['unix_listener:'],
    regex: /^unix_listener: cannot bind to path: (.*)$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [
      {
        text: 'unix_listener: cannot bind to path: /run/user/1000/fwd.sock',
        level: 'error',
        fields: { path: '/run/user/1000/fwd.sock' },
      },
    ],
  }),
  definePattern({
    id: 'forward-socket-path-long',
    emits: 'forward.listen-failed',
    since: '6.7',
    level: 'error',
    heads: ['unix_listener:'],
    regex: /^unix_listener: (?:path )?"(.*)" (too long for Unix domain socket)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'unix_listener: path "/home/fred/x.sock" too long for Unix domain socket',
        level: 'error',
        fields: { path: '/home/fred/x.sock', reason: 'too long for Unix domain socket' },
      },
    ],
  }),
  definePattern({
    id: 'channel-open-failed',
    emits: 'channel.open-failed',
    level: 'info',
    heads: ['channel'],
    regex: new RegExp(String.raw`^channel (\d{1,10}): open failed: (${OPEN_FAILURES.join('|')}|unknown reason)(?:: (.*))?$`, 's'),
    decode: (m) => {
      const code = OPEN_FAILURES.indexOf(group(m, 2)) + 1;
      return { channel: Number(m[1]), ...(code > 0 && { code }), reason: group(m, 3) };
    },
    samples: [
      {
        text: 'channel 1: open failed: administratively prohibited: open failed',
        fields: { channel: 1, code: 1, reason: 'open failed' },
      },
    ],
  }),
];
