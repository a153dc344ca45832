import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress, peerAt } from './peer.js';

type Reaped = EventFields['process.reaped'];

const CONNECTION = String.raw`preauth child (\d{1,10}) for connection from (\S+) to (\S+)`;
const REAPED = 'child_reap: preauth child 12345 for connection from 192.0.2.10 to 192.0.2.1';
const reaped = { child: 12345, ip: '192.0.2.10', localIp: '192.0.2.1' };

function child(match: RegExpExecArray): Pick<Reaped, 'child' | 'ip' | 'localIp'> {
  const localIp = ipAddress(group(match, 3));
  return about(peerAt(group(match, 2)), { child: Number(match[1]), ...(localIp !== undefined && { localIp }) });
}

/** Processes that end as they should, at DEBUG levels: the listener's account tells how far the connection came. */
export const childExits: readonly Pattern[] = [
  definePattern({
    id: 'monitored-child-exited',
    emits: 'process.exited',
    since: '9.8',
    level: 'debug1',
    heads: ['mm_reap:'],
    regex: /^mm_reap: (preauth )?child exited with status (\d{1,5})$/,
    decode: (m) => ({ role: m[1] === undefined ? 'child' : 'preauth', exitStatus: Number(m[2]) }),
    samples: [
      {
        text: 'mm_reap: preauth child exited with status 255',
        level: 'debug1',
        fields: { role: 'preauth', exitStatus: 255 },
      },
      { text: 'mm_reap: child exited with status 255', level: 'debug1', fields: { role: 'child', exitStatus: 255 } },
    ],
  }),
  definePattern({
    id: 'preauth-child-succeeded',
    emits: 'process.exited',
    since: '10.1',
    level: 'debug3',
    heads: ['monitor_child_preauth:'],
    regex: /^monitor_child_preauth: preauth child (\d{1,10}) terminated successfully$/,
    decode: (m) => ({ role: 'preauth', child: Number(m[1]), exitStatus: 0 }),
    samples: [
      {
        text: 'monitor_child_preauth: preauth child 4403 terminated successfully',
        level: 'debug3',
        fields: { role: 'preauth', child: 4403, exitStatus: 0 },
      },
    ],
  }),
  definePattern({
    id: 'child-reaped-status',
    emits: 'process.exited',
    since: '9.8',
    level: 'debug1',
    heads: ['child_reap:'],
    regex: new RegExp(String.raw`^child_reap: ${CONNECTION} exited with status (\d{1,5})$`),
    decode: (m) => about(child(m), { role: 'preauth' as const, exitStatus: Number(m[4]) }),
    samples: [
      {
        text: `${REAPED} exited with status 255`,
        level: 'debug1',
        fields: { ...reaped, role: 'preauth', exitStatus: 255 },
      },
    ],
  }),
  // 9.8 and 9.9 leave a space at the end.
  definePattern({
    id: 'child-reaped-auth-failed',
    emits: 'process.reaped',
    since: '9.8',
    level: 'debug1',
    heads: ['child_reap:'],
    regex: new RegExp(
      String.raw`^child_reap: ${CONNECTION} exited after (unsuccessful auth attempt|auth attempt by invalid user) ?$`,
    ),
    decode: (m): Reaped =>
      about(child(m), { outcome: group(m, 4).startsWith('unsuccessful') ? 'auth-failed' as const : 'invalid-user' as const }),
    samples: [
      {
        text: `${REAPED} exited after unsuccessful auth attempt `,
        level: 'debug1',
        fields: { ...reaped, outcome: 'auth-failed' },
      },
      {
        text: `${REAPED} exited after auth attempt by invalid user`,
        level: 'debug1',
        fields: { ...reaped, outcome: 'invalid-user' },
      },
    ],
  }),
];
