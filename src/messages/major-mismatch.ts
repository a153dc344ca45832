import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

type Mismatch = EventFields['identification.major-mismatch'];

const withPort = (match: RegExpExecArray): Mismatch =>
  about(peerAt(group(match, 1), group(match, 2)), { reason: group(match, 3) });

/** The peer speaks another major version of the protocol. */
export const majorMismatch: readonly Pattern[] = [
  definePattern({
    id: 'major-versions',
    emits: 'identification.major-mismatch',
    until: '7.2',
    level: 'info',
    heads: ['Protocol'],
    regex: /^Protocol major versions differ for (\S+): (.*)$/s,
    decode: (m) => about(peerAt(group(m, 1)), { reason: group(m, 2) }),
    samples: [
      {
        text: 'Protocol major versions differ for 192.0.2.110: SSH-2.0-OpenSSH_5.3 vs. SSH-1.5-OpenSSH_1.2.3',
        fields: { ip: '192.0.2.110', reason: 'SSH-2.0-OpenSSH_5.3 vs. SSH-1.5-OpenSSH_1.2.3' },
      },
    ],
  }),
  definePattern({
    id: 'major-versions-port',
    emits: 'identification.major-mismatch',
    since: '7.3',
    until: '7.9',
    level: 'info',
    heads: ['Protocol'],
    regex: /^Protocol major versions differ for (\S+) port (\d{1,5}): (.*)$/s,
    decode: withPort,
    samples: [
      {
        text: 'Protocol major versions differ for 192.0.2.110 port 36850: SSH-2.0-OpenSSH_7.4 vs. SSH-1.5-OpenSSH_1.2.3',
        fields: { ip: '192.0.2.110', port: 36850, reason: 'SSH-2.0-OpenSSH_7.4 vs. SSH-1.5-OpenSSH_1.2.3' },
      },
    ],
  }),
  definePattern({
    id: 'major-versions-numbers',
    emits: 'identification.major-mismatch',
    since: '8.0',
    level: 'error',
    heads: ['Protocol'],
    regex: /^Protocol major versions differ: (-?\d{1,10} vs\. -?\d{1,10})$/,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [{ text: 'Protocol major versions differ: 2 vs. 1', level: 'error', fields: { reason: '2 vs. 1' } }],
  }),
  definePattern({
    id: 'banner-exchange-version',
    emits: 'identification.major-mismatch',
    since: '8.0',
    level: 'info',
    heads: ['banner'],
    regex: /^banner exchange: Connection from (\S+) port (\d{1,5}): (could not read protocol version)$/,
    decode: withPort,
    samples: [
      {
        text: 'banner exchange: Connection from 192.0.2.110 port 39766: could not read protocol version',
        fields: { ip: '192.0.2.110', port: 39766, reason: 'could not read protocol version' },
      },
    ],
  }),
];
