import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, ipAddress, peerAt } from './peer.js';
import { penaltyReason } from './penalty-reasons.js';

type Dropped = EventFields['connection.dropped'];

/** `[192.0.2.10]:50022 on [192.0.2.250]:22`: four groups. */
const ENDS = String.raw`\[([^\]\s]{1,64})\]:(\d{1,5}) on \[([^\]\s]{1,64})\]:(\d{1,5})`;

function dropped(match: RegExpExecArray, reason: Dropped['reason']): Dropped {
  const fields: Dropped = about(peerAt(group(match, 2), group(match, 3)), { startups: Number(match[1]), reason });
  const localIp = ipAddress(group(match, 4));
  if (localIp !== undefined) fields.localIp = localIp;
  fields.localPort = Number(match[5]);
  return fields;
}

const FROM = 'drop connection #11 from [192.0.2.10]:50022 on [192.0.2.1]:22';
const ends = { startups: 11, ip: '192.0.2.10', port: 50022, localIp: '192.0.2.1', localPort: 22 };

/** Connections over MaxStartups or PerSourceMaxStartups, or from a source with a penalty. The listener writes all of them. */
export const startupLimits: readonly Pattern[] = [
  definePattern({
    id: 'drop-connection',
    emits: 'connection.dropped',
    until: '7.3',
    level: 'debug1',
    heads: ['drop'],
    regex: /^drop connection #(\d{1,6})$/,
    decode: (m) => ({ startups: Number(m[1]), reason: 'max-startups' }),
    samples: [{ text: 'drop connection #10', level: 'debug1', fields: { startups: 10, reason: 'max-startups' } }],
  }),
  // At VERBOSE; from 8.4 the first of an episode at INFO.
  definePattern({
    id: 'drop-connection-past',
    emits: 'connection.dropped',
    since: '7.4',
    until: '9.7',
    level: 'info',
    heads: ['drop'],
    regex: new RegExp(String.raw`^drop connection #(\d{1,6}) from ${ENDS} past MaxStartups$`),
    decode: (m) => dropped(m, 'max-startups'),
    samples: [{ text: `${FROM} past MaxStartups`, fields: { ...ends, reason: 'max-startups' } }],
  }),
  definePattern({
    id: 'drop-connection-past-lower-case',
    emits: 'connection.dropped',
    since: '9.8',
    until: '9.9',
    level: 'info',
    heads: ['drop'],
    regex: new RegExp(String.raw`^drop connection #(\d{1,6}) from ${ENDS} past Maxstartups$`),
    decode: (m) => dropped(m, 'max-startups'),
    samples: [{ text: `${FROM} past Maxstartups`, fields: { ...ends, reason: 'max-startups' } }],
  }),
  definePattern({
    id: 'drop-connection-limit',
    emits: 'connection.dropped',
    since: '10.0',
    level: 'info',
    heads: ['drop'],
    regex: new RegExp(String.raw`^drop connection #(\d{1,6}) from ${ENDS} Maxstartups$`),
    decode: (m) => dropped(m, 'max-startups'),
    samples: [{ text: `${FROM} Maxstartups`, fields: { ...ends, reason: 'max-startups' } }],
  }),
  definePattern({
    id: 'drop-connection-penalty',
    emits: 'connection.dropped',
    since: '9.8',
    level: 'info',
    heads: ['drop'],
    regex: new RegExp(String.raw`^drop connection #(\d{1,6}) from ${ENDS} penalty: ([A-Za-z ]{1,80})$`),
    decode: (m) => {
      const penalty = penaltyReason(group(m, 6));
      return about(dropped(m, 'penalty'), penalty === undefined ? {} : { penalty });
    },
    samples: [
      { text: `${FROM} penalty: failed authentication`, fields: { ...ends, reason: 'penalty', penalty: 'authfail' } },
      {
        text: `${FROM} penalty: connection prohibited by RefuseConnection`,
        fields: { ...ends, reason: 'penalty', penalty: 'refuseconnection' },
      },
    ],
  }),
  definePattern({
    id: 'drop-connection-many-penalised',
    emits: 'connection.dropped',
    since: '9.8',
    level: 'info',
    heads: ['drop'],
    regex: new RegExp(String.raw`^drop connection #(\d{1,6}) from ${ENDS} too many penalised addresses$`),
    decode: (m) => dropped(m, 'too-many-penalised'),
    samples: [{ text: `${FROM} too many penalised addresses`, fields: { ...ends, reason: 'too-many-penalised' } }],
  }),
];
