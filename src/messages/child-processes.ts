import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress, peerAt } from './peer.js';

type Served = { ip?: string; port?: number; localIp?: string };

/** `connection from A to B`, as the listener names a connection from 9.8 on; two groups. */
const CONNECTION = String.raw`connection from (\S+) to (\S+)`;
const served = { ip: '192.0.2.10', localIp: '192.0.2.1' };

function servedBy(address: string, local: string): Served {
  const fields: Served = peerAt(address);
  const localIp = ipAddress(local);
  if (localIp !== undefined) fields.localIp = localIp;
  return fields;
}

const sessionKilled = (m: RegExpExecArray): EventFields['process.killed'] =>
  about(servedBy(group(m, 2), group(m, 3)), { role: 'session' as const, child: Number(m[1]), signal: Number(m[4]) });

/** How the processes behind a connection die. Signal 31 is the sandbox, 6 and 11 are crashes. */
export const childProcesses: readonly Pattern[] = [
  definePattern({
    id: 'preauth-child-killed',
    emits: 'process.killed',
    since: '5.9',
    until: '10.0',
    level: 'fatal',
    heads: ['preauth'],
    regex: /^preauth child terminated by signal (\d{1,3})$/,
    decode: (m) => ({ role: 'preauth', signal: Number(m[1]) }),
    samples: [
      {
        text: 'privsep_preauth: preauth child terminated by signal 31',
        level: 'fatal',
        fields: { role: 'preauth', signal: 31 },
      },
    ],
  }),
  definePattern({
    id: 'preauth-child-pid-killed',
    emits: 'process.killed',
    since: '10.1',
    level: 'fatal',
    heads: ['preauth'],
    regex: /^preauth child (\d{1,10}) terminated by signal (\d{1,3})$/,
    decode: (m) => ({ role: 'preauth', child: Number(m[1]), signal: Number(m[2]) }),
    samples: [
      {
        text: 'monitor_child_preauth: preauth child 12346 terminated by signal 31',
        level: 'fatal',
        fields: { role: 'preauth', child: 12346, signal: 31 },
      },
    ],
  }),
  definePattern({
    id: 'preauth-child-exited',
    emits: 'process.exited',
    since: '5.9',
    until: '10.0',
    level: 'fatal',
    heads: ['preauth'],
    regex: /^preauth child exited with status (\d{1,5})$/,
    decode: (m) => ({ role: 'preauth', exitStatus: Number(m[1]) }),
    samples: [
      { text: 'privsep_preauth: preauth child exited with status 255', level: 'fatal', fields: { role: 'preauth', exitStatus: 255 } },
    ],
  }),
  definePattern({
    id: 'preauth-child-pid-exited',
    emits: 'process.exited',
    since: '10.1',
    level: 'fatal',
    heads: ['preauth'],
    regex: /^preauth child (\d{1,10}) exited with status (\d{1,5})$/,
    decode: (m) => ({ role: 'preauth', child: Number(m[1]), exitStatus: Number(m[2]) }),
    samples: [
      {
        text: 'monitor_child_preauth: preauth child 12346 exited with status 255',
        level: 'fatal',
        fields: { role: 'preauth', child: 12346, exitStatus: 255 },
      },
    ],
  }),
  definePattern({
    id: 'reaped-preauth-child-killed',
    emits: 'process.killed',
    since: '9.8',
    level: 'error',
    heads: ['preauth', 'child'],
    regex: /^(preauth )?child terminated by signal (\d{1,3})$/,
    decode: (m) => ({ role: m[1] === undefined ? 'child' : 'preauth', signal: Number(m[2]) }),
    samples: [
      {
        text: 'mm_reap: preauth child terminated by signal 31',
        level: 'error',
        fields: { role: 'preauth', signal: 31 },
      },
      { text: 'mm_reap: child terminated by signal 31', level: 'error', fields: { role: 'child', signal: 31 } },
    ],
  }),
  definePattern({
    id: 'session-process-killed',
    emits: 'process.killed',
    since: '9.8',
    heads: ['session'],
    regex: new RegExp(String.raw`^session process (\d{1,10}) for ${CONNECTION} killed by signal (\d{1,3})$`),
    decode: sessionKilled,
    samples: [
      {
        text: 'session process 12345 for connection from 192.0.2.10 to 192.0.2.1 killed by signal 11',
        level: 'error',
        fields: { ...served, role: 'session', child: 12345, signal: 11 },
      },
    ],
  }),
  definePattern({
    id: 'session-process-abnormal',
    emits: 'process.exited',
    since: '9.8',
    heads: ['session'],
    regex: new RegExp(String.raw`^session process (\d{1,10}) for ${CONNECTION} terminated abnormally, status=0x[\da-f]{1,8}$`),
    decode: (m) => about(servedBy(group(m, 2), group(m, 3)), { role: 'session' as const, child: Number(m[1]) }),
    samples: [
      {
        text: 'session process 12345 for connection from 192.0.2.10 to 192.0.2.1 terminated abnormally, status=0xb',
        level: 'error',
        fields: { ...served, role: 'session', child: 12345 },
      },
    ],
  }),
  definePattern({
    id: 'session-process-child-crashed',
    emits: 'process.crashed',
    since: '9.8',
    level: 'info',
    heads: ['Session'],
    regex: new RegExp(String.raw`^Session process (\d{1,10}) unpriv child crash for ${CONNECTION}$`),
    decode: (m) => about(servedBy(group(m, 2), group(m, 3)), { child: Number(m[1]) }),
    samples: [
      {
        text: 'Session process 12345 unpriv child crash for connection from 192.0.2.10 to 192.0.2.1',
        fields: { ...served, child: 12345 },
      },
    ],
  }),
  definePattern({
    id: 'monitor-request-refused',
    emits: 'monitor.request-refused',
    level: 'fatal',
    heads: ['monitor_read:'],
    regex: /^monitor_read: un(?:supported|permitted) request:? (\d{1,5})$/,
    decode: (m) => ({ requestType: Number(m[1]) }),
    samples: [
      { text: 'monitor_read: unsupported request: 26', level: 'fatal', fields: { requestType: 26 } },
      { text: 'monitor_read: unpermitted request 48', level: 'fatal', fields: { requestType: 48 } },
    ],
  }),
  definePattern({
    id: 'preauth-child-not-forked',
    emits: 'process.not-started',
    level: 'fatal',
    heads: ['fork'],
    regex: /^fork of unprivileged child failed(?:: (.*))?$/s,
    decode: (m) => (m[1] === undefined ? {} : { reason: m[1] }),
    samples: [{ text: 'fork of unprivileged child failed', level: 'fatal', fields: {} }],
  }),
  definePattern({
    id: 'preauth-program-not-run',
    emits: 'process.not-started',
    since: '10.0',
    level: 'fatal',
    heads: ['exec'],
    regex: /^exec of (\/\S{1,400}) failed: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'privsep_preauth: exec of /usr/libexec/sshd-auth failed: No such file or directory',
        level: 'fatal',
        fields: { path: '/usr/libexec/sshd-auth', reason: 'No such file or directory' },
      },
    ],
  }),
];
