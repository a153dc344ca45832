import type { ClientSessionEvents, ServerRemark, SessionRequest } from '../../events/client/index.js';
import { group, ipAddress } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

const REQUESTS: Record<string, SessionRequest> = {
  'PTY allocation': 'pty', 'X11 forwarding': 'x11', shell: 'shell', exec: 'exec', subsystem: 'subsystem', 'agent forwarding': 'agent',
};

/** What sshd sends with SSH_MSG_DEBUG while it looks at the key and at requests: auth-options.c, serverloop.c, session.c. */
const REMARKS: Record<string, ServerRemark> = {
  'Server has disabled port forwarding.': 'forwarding-disabled',
  'Port forwarding disabled.': 'forwarding-disabled',
  'port forwarding refused': 'forwarding-refused',
  'Pty allocation disabled.': 'pty-disabled',
  'PTY allocation disabled.': 'pty-disabled',
  'X11 forwarding disabled.': 'x11-disabled',
  'X11 forwarding disabled in server configuration file.': 'x11-disabled',
  'X11 forwarding disabled in user configuration file.': 'x11-disabled',
  'X11 forwarding disabled; X11 access not permitted.': 'x11-disabled',
  'Agent forwarding disabled.': 'agent-forwarding-disabled',
  'Forced command.': 'forced-command',
};

type Lost = ClientSessionEvents['client.session-lost'];

function lost(reason: string, place: Omit<Lost, 'errno'>): Lost {
  const { errno } = systemError(reason);
  return { ...place, ...(errno !== undefined && { errno }) };
}

/** Behind the login: what runs, what the server declines, how the session breaks. */
export const session: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-session-started',
    emits: 'client.session-started',
    level: 'debug1',
    heads: ['Entering'],
    regex: /^Entering interactive session\.$/,
    decode: () => ({}),
    samples: [{ text: 'Entering interactive session.', level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-command-sent',
    emits: 'client.command-sent',
    level: 'debug1',
    heads: ['Sending'],
    regex: /^Sending (command|subsystem): (.{1,1024})$/s,
    decode: (m) => (m[1] === 'command' ? { command: group(m, 2) } : { subsystem: group(m, 2) }),
    samples: [
      { text: 'Sending command: scp -v -t .', level: 'debug1', fields: { command: 'scp -v -t .' } },
      { text: 'Sending subsystem: sftp', level: 'debug1', fields: { subsystem: 'sftp' } },
    ],
  }),
  defineClientPattern({
    id: 'client-key-options',
    emits: 'client.key-options',
    since: '7.4',
    level: 'debug1',
    heads: ['Remote:'],
    regex: /^Remote: (?:(\/.{1,1024}):(\d{1,6})|cert|\(bytes\)): key options:((?: [a-z0-9"=@./:,*_-]{1,200}){0,20})$/,
    decode: (m) => ({ ...(m[1] !== undefined && { path: m[1], line: Number(group(m, 2)) }), options: group(m, 3).split(' ').filter((option) => option !== '') }),
    samples: [
      {
        text: 'Remote: /home/fred/.ssh/authorized_keys:1: key options: agent-forwarding command port-forwarding user-rc', level: 'debug1',
        fields: { path: '/home/fred/.ssh/authorized_keys', line: 1, options: ['agent-forwarding', 'command', 'port-forwarding', 'user-rc'] },
      },
      { text: 'Remote: cert: key options: pty user-rc', level: 'debug1', fields: { options: ['pty', 'user-rc'] } },
    ],
  }),
  defineClientPattern({
    id: 'client-server-remark',
    emits: 'client.server-remark',
    level: 'debug1',
    heads: ['Remote:'],
    regex: /^Remote: (.{1,200})$/,
    decode(m) {
      const remark = REMARKS[group(m, 1)];
      return remark && { remark };
    },
    samples: [
      { text: 'Remote: Server has disabled port forwarding.', level: 'debug1', fields: { remark: 'forwarding-disabled' } },
      { text: 'Remote: Pty allocation disabled.', level: 'debug1', fields: { remark: 'pty-disabled' } },
      { text: 'Remote: Forced command.', level: 'debug1', fields: { remark: 'forced-command' } },
    ],
  }),
  defineClientPattern({
    id: 'client-request-refused',
    emits: 'client.request-refused',
    heads: ['PTY', 'X11', 'shell', 'exec', 'subsystem', 'agent'],
    regex: /^(PTY allocation|X11 forwarding|shell|exec|subsystem|agent forwarding) request failed on channel (\d{1,10})$/,
    decode(m) {
      const request = REQUESTS[group(m, 1)];
      return request && { request, channel: Number(group(m, 2)) };
    },
    samples: [
      { text: 'PTY allocation request failed on channel 0', fields: { request: 'pty', channel: 0 } },
      { text: 'X11 forwarding request failed on channel 0', fields: { request: 'x11', channel: 0 } },
      { text: 'subsystem request failed on channel 0', fields: { request: 'subsystem', channel: 0 } },
    ],
  }),
  defineClientPattern({
    id: 'client-shared-session-refused',
    emits: 'client.shared-session-refused',
    heads: ['mux_client_request_session:', 'mux_client_hello_exchange:', 'session'],
    regex: /^(?:mux_client_request_session: )?session request failed: Session open refused by peer$/,
    decode: () => ({}),
    samples: [{ text: 'mux_client_request_session: session request failed: Session open refused by peer', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-read-failed',
    emits: 'client.session-lost',
    heads: ['Read'],
    regex: /^Read from remote host (\S{1,1025}): (.{1,200})$/,
    decode: (m) => lost(group(m, 2), { hostName: group(m, 1) }),
    samples: [{ text: 'Read from remote host server.example.org: Connection reset by peer', fields: { hostName: 'server.example.org', errno: 'ECONNRESET' } }],
  }),
  defineClientPattern({
    id: 'client-write-failed',
    emits: 'client.session-lost',
    until: '7.1',
    heads: ['Write'],
    regex: /^Write failed: (.{1,200})$/,
    decode: (m) => lost(group(m, 1), {}),
    samples: [{ text: 'Write failed: Broken pipe', fields: { errno: 'EPIPE' } }],
  }),
  defineClientPattern({
    id: 'client-packet-write-failed',
    emits: 'client.session-lost',
    since: '6.8', until: '7.9',
    heads: ['packet_write_wait:', 'packet_write_poll:', 'ssh_packet_write_wait:'],
    regex: /^(?:ssh_)?packet_write_(?:wait|poll): Connection to (\S{1,64}?)(?: port (\d{1,5}))?: (.{1,200})$/,
    decode(m) {
      const ip = ipAddress(group(m, 1));
      return lost(group(m, 3), { ...(ip !== undefined && { ip, ...(m[2] !== undefined && { port: Number(m[2]) }) }) });
    },
    samples: [
      { text: 'packet_write_wait: Connection to 192.0.2.250 port 22: Broken pipe', fields: { ip: '192.0.2.250', port: 22, errno: 'EPIPE' } },
      { text: 'packet_write_wait: Connection to 192.0.2.250: Broken pipe', fields: { ip: '192.0.2.250', errno: 'EPIPE' } },
    ],
  }),
  defineClientPattern({
    id: 'client-loop-write-failed',
    emits: 'client.session-lost',
    since: '8.0',
    heads: ['client_loop:'],
    regex: /^client_loop: send disconnect: (.{1,200})$/,
    decode: (m) => lost(group(m, 1), {}),
    samples: [{ text: 'client_loop: send disconnect: Broken pipe', fields: { errno: 'EPIPE' } }],
  }),
  defineClientPattern({
    id: 'client-server-silent',
    emits: 'client.server-silent',
    heads: ['Timeout,'],
    regex: /^Timeout, server (?:(\S{1,1025}) )?not responding\.$/,
    decode: (m) => (m[1] === undefined ? {} : { hostName: m[1] }),
    samples: [
      { text: 'Timeout, server server.example.org not responding.', fields: { hostName: 'server.example.org' } },
      { text: 'Timeout, server not responding.', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-killed',
    emits: 'client.killed',
    heads: ['Killed'],
    regex: /^Killed by signal (\d{1,3})\.$/,
    decode: (m) => ({ signal: Number(group(m, 1)) }),
    samples: [{ text: 'Killed by signal 1.', fields: { signal: 1 } }],
  }),
];
