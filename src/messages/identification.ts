import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const received = (match: RegExpExecArray): EventFields['identification.received'] => ({
  protocol: group(match, 1),
  client: group(match, 2),
});

/** What the peer called itself. */
export const identification: readonly Pattern[] = [
  definePattern({
    id: 'client-version',
    emits: 'identification.received',
    until: '7.9',
    level: 'debug1',
    heads: ['Client'],
    regex: /^Client protocol version (\d{1,10}\.\d{1,10}); client software version ?(.*)$/s,
    decode: received,
    samples: [
      {
        text: 'Client protocol version 2.0; client software version OpenSSH_7.4',
        level: 'debug1',
        fields: { protocol: '2.0', client: 'OpenSSH_7.4' },
      },
      {
        text: 'Client protocol version 2.0; client software version 1.36 sshlib: WinSSHD 4.22',
        level: 'debug1',
        fields: { protocol: '2.0', client: '1.36 sshlib: WinSSHD 4.22' },
      },
    ],
  }),
  // Code that sshd does not run has this wording from 6.8 on.
  definePattern({
    id: 'remote-version',
    emits: 'identification.received',
    since: '8.0',
    level: 'debug1',
    heads: ['Remote'],
    regex: /^Remote protocol version (\d{1,10}\.\d{1,10}), remote software version ?(.*)$/s,
    decode: received,
    samples: [
      {
        text: 'Remote protocol version 2.0, remote software version paramiko_2.12.0',
        level: 'debug1',
        fields: { protocol: '2.0', client: 'paramiko_2.12.0' },
      },
    ],
  }),
];
