import type { ChildStage } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress } from './peer.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('process');

const STAGES: Readonly<Record<string, ChildStage>> = {
  'received config': 'configured',
  'auth done': 'authenticated',
  'closed pipe': 'pipe-closed',
};

/** How the listener names a connection: its two ends. */
const SERVED = String.raw`connection from (\S{1,64}) to (\S{1,64})`;

/** The processes of a connection: how they are started, handed on and ended. */
export const processTrace: readonly Pattern[] = [
  definePattern({
    id: 'child-stage',
    emits: 'process.child-stage',
    since: '9.8',
    heads: after('server_accept_loop'),
    regex: anyOf(String.raw`server_accept_loop: child (\d{1,10}) for ${SERVED} (received config|auth done|closed pipe)`),
    decode: (m) => {
      const ip = ipAddress(group(m, 2));
      const localIp = ipAddress(group(m, 3));
      const stage = STAGES[group(m, 4)];
      if (stage === undefined) return undefined;
      const ends = { ...(ip !== undefined && { ip }), ...(localIp !== undefined && { localIp }) };
      return about({ child: Number(m[1]), stage }, ends);
    },
    samples: [
      {
        text: 'server_accept_loop: child 8925 for connection from 192.0.2.70 to 192.0.2.250 received config',
        level: 'debug2',
        fields: { child: 8925, ip: '192.0.2.70', localIp: '192.0.2.250', stage: 'configured' },
      },
      {
        text: 'server_accept_loop: child 8359 for connection from 192.0.2.71 to 192.0.2.250 auth done',
        level: 'debug2',
        fields: { child: 8359, ip: '192.0.2.71', localIp: '192.0.2.250', stage: 'authenticated' },
      },
      {
        text: 'server_accept_loop: child 2084 for connection from 192.0.2.5 to 192.0.2.250 closed pipe',
        level: 'debug3',
        fields: { child: 2084, ip: '192.0.2.5', localIp: '192.0.2.250', stage: 'pipe-closed' },
      },
    ],
  }),
  definePattern({
    id: 'child-stopped',
    emits: 'process.child-stopped',
    since: '6.0',
    level: 'debug1',
    heads: ['Killing'],
    regex: /^Killing privsep child (\d{1,10})$/,
    decode: (m) => ({ child: Number(m[1]) }),
    samples: [{ text: 'Killing privsep child 8926', level: 'debug1', fields: { child: 8926 } }],
  }),
  definePattern({
    id: 'child-log-closed',
    emits: 'process.log-closed',
    since: '5.9',
    level: 'debug1',
    heads: after('monitor_read_log'),
    regex: /^monitor_read_log: child log fd closed$/,
    decode: () => ({}),
    samples: [{ text: 'monitor_read_log: child log fd closed', level: 'debug1', fields: {} }],
  }),
  trace({
    id: 'process-cleanup',
    level: 'debug1',
    heads: ['do_cleanup'],
    regex: /^do_cleanup$/,
    texts: ['do_cleanup'],
  }),
  trace({
    id: 'process-child-signal',
    level: 'debug1',
    heads: ['Received'],
    regex: /^Received SIGCHLD\.$/,
    texts: ['Received SIGCHLD.'],
  }),
  trace({
    id: 'process-child-closed',
    level: 'debug1',
    since: '9.8',
    heads: after('child_close'),
    regex: /^child_close: enter(?: \(forcing\))?$/,
    texts: ['child_close: enter', 'child_close: enter (forcing)'],
  }),
  trace({
    id: 'process-sockets-passed',
    level: 'debug1',
    until: '9.8',
    heads: ['inetd'],
    regex: /^inetd sockets after dupping: -?\d{1,6}, -?\d{1,6}$/,
    texts: ['inetd sockets after dupping: 3, 3'],
  }),
  trace({
    id: 'process-sockets',
    level: 'debug1',
    since: '9.3',
    heads: ['network'],
    regex: /^network sockets: -?\d{1,6}, -?\d{1,6}$/,
    texts: ['network sockets: 7, 7'],
  }),
  trace({
    id: 'process-rexec',
    level: 'debug1',
    until: '9.8',
    heads: ['rexec…'],
    regex: /^rexec start in -?\d{1,6} out -?\d{1,6} newsock -?\d{1,6} pipe -?\d{1,6} sock -?\d{1,6}$/,
    texts: ['rexec start in 5 out 5 newsock 5 pipe 7 sock 8', 'rexec start in 5 out 5 newsock 5 pipe -1 sock 8'],
  }),
  trace({
    id: 'process-rexec-pair',
    level: 'debug1',
    since: '9.3',
    until: '9.9',
    heads: ['rexec…'],
    regex: /^rexec start in -?\d{1,6} out -?\d{1,6} newsock -?\d{1,6} pipe -?\d{1,6} sock -?\d{1,6}\/-?\d{1,6}$/,
    texts: ['rexec start in 9 out 9 newsock 9 pipe 11 sock 12/13'],
  }),
  trace({
    id: 'process-rexec-config',
    level: 'debug1',
    since: '10.0',
    heads: ['rexec…'],
    regex: /^rexec start in -?\d{1,6} out -?\d{1,6} newsock -?\d{1,6} config_s -?\d{1,6}\/-?\d{1,6}$/,
    texts: ['rexec start in 8 out 8 newsock 8 config_s 9/10'],
  }),
  trace({
    id: 'process-rexec-argument',
    level: 'debug1',
    heads: ['rexec…'],
    regex: /^rexec_argv\[\d{1,4}\]='.{0,1024}'$/s,
    texts: ["rexec_argv[1]='-D'", "rexec_argv[0]='/usr/sbin/sshd'"],
  }),
  trace({
    id: 'process-debugging',
    level: 'debug1',
    heads: ['Server'],
    regex: /^Server will not fork when running in debugging mode\.$/,
    texts: ['Server will not fork when running in debugging mode.'],
  }),
  trace({
    id: 'process-started',
    level: 'debug3',
    since: '9.3',
    heads: ['Running', 'Started', 'using'],
    regex: /^(?:Running on .{1,512}|Started with: .{1,1024}|using \/\S{1,256} for re-exec)$/s,
    texts: [
      'Running on Linux 6.1.0-generic #1 SMP PREEMPT_DYNAMIC @0 x86_64', 'Started with: /usr/sbin/sshd -D -e',
      'using /usr/lib/openssh/sshd-session for re-exec',
    ],
  }),
];
