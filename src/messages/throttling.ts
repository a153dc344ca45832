import { definePattern, type Pattern } from './define.js';
import { duration } from './durations.js';
import { group } from './peer.js';

const throttled = (m: RegExpExecArray): { duration: number; dropped: number } => ({
  duration: duration(group(m, 1)),
  dropped: Number(m[2]),
});

/** What the listener says around the connections that it drops, and what it cannot take on for want of resources. */
export const throttling: readonly Pattern[] = [
  definePattern({
    id: 'throttling-began',
    emits: 'throttling.began',
    since: '8.4',
    until: '9.9',
    level: 'error',
    heads: ['beginning'],
    regex: /^beginning MaxStartups throttling$/,
    decode: () => ({}),
    samples: [{ text: 'beginning MaxStartups throttling', level: 'error', fields: {} }],
  }),
  definePattern({
    id: 'throttling-continued',
    emits: 'throttling.continued',
    since: '8.4',
    until: '9.9',
    level: 'error',
    heads: ['in'],
    regex: /^in MaxStartups throttling for ([\d:wdhm]{1,20}), (\d{1,10}) connections dropped$/,
    decode: throttled,
    samples: [
      {
        text: 'in MaxStartups throttling for 00:05:00, 180 connections dropped',
        level: 'error',
        fields: { duration: 300, dropped: 180 },
      },
    ],
  }),
  definePattern({
    id: 'throttling-ended',
    emits: 'throttling.ended',
    since: '8.4',
    until: '9.9',
    level: 'info',
    heads: ['exited'],
    regex: /^exited MaxStartups throttling after ([\d:wdhm]{1,20}), (\d{1,10}) connections dropped$/,
    decode: throttled,
    samples: [
      {
        text: 'exited MaxStartups throttling after 00:05:12, 211 connections dropped',
        fields: { duration: 312, dropped: 211 },
      },
    ],
  }),
  definePattern({
    id: 'drops-summarized',
    emits: 'drops.summarized',
    since: '10.0',
    level: 'info',
    heads: ['Maxstartups', 'PerSourcePenalties'],
    regex: /^(Maxstartups|PerSourcePenalties) logging rate-limited: additional (\d{1,10}) connections dropped$/,
    decode: (m) => ({ reason: group(m, 1) === 'Maxstartups' ? 'max-startups' : 'penalty', dropped: Number(m[2]) }),
    samples: [
      {
        text: 'Maxstartups logging rate-limited: additional 37 connections dropped',
        fields: { reason: 'max-startups', dropped: 37 },
      },
      {
        text: 'PerSourcePenalties logging rate-limited: additional 118 connections dropped',
        fields: { reason: 'penalty', dropped: 118 },
      },
    ],
  }),
  definePattern({
    id: 'drops-probability',
    emits: 'drops.probability',
    level: 'debug1',
    heads: ['drop_connection:', 'should_drop_connection:'],
    regex: /^(?:should_)?drop_connection: p (\d{1,3}), r (\d{1,3})$/,
    decode: (m) => ({ percent: Number(m[1]), drawn: Number(m[2]) }),
    samples: [
      { text: 'drop_connection: p 31, r 12', level: 'debug1', fields: { percent: 31, drawn: 12 } },
      { text: 'should_drop_connection: p 31, r 12', level: 'debug1', fields: { percent: 31, drawn: 12 } },
    ],
  }),
  definePattern({
    id: 'source-limit-checked',
    emits: 'source-limit.checked',
    since: '8.5',
    level: 'debug1',
    heads: ['srclimit_check_allow:'],
    regex: /^srclimit_check_allow: sock \d{1,10} id \d{1,10} limit (\d{1,10})$/,
    decode: (m) => ({ limit: Number(m[1]) }),
    samples: [{ text: 'srclimit_check_allow: sock 8 id 9 limit 1', level: 'debug1', fields: { limit: 1 } }],
  }),
  definePattern({
    id: 'source-limit-released',
    emits: 'source-limit.released',
    since: '8.5',
    level: 'debug1',
    heads: ['srclimit_done:'],
    regex: /^srclimit_done: id \d{1,10}$/,
    decode: () => ({}),
    samples: [{ text: 'srclimit_done: id 9', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'child-slots-full',
    emits: 'connection.no-slot',
    since: '9.8',
    level: 'fatal',
    heads: ['error:'],
    regex: /^error: accepted connection when all (\d{1,10}) child {1,2}slots full$/,
    decode: (m) => ({ slots: Number(m[1]) }),
    samples: [
      {
        text: 'child_register: error: accepted connection when all 100 child  slots full',
        level: 'fatal',
        fields: { slots: 100 },
      },
    ],
  }),
  definePattern({
    id: 'accept-failed',
    emits: 'connection.not-accepted',
    level: 'error',
    heads: ['accept:', 'fork:'],
    regex: /^(accept|fork): (.*)$/s,
    decode: (m) => ({ operation: m[1] === 'fork' ? 'fork' : 'accept', reason: group(m, 2) }),
    samples: [
      { text: 'accept: Too many open files', level: 'error', fields: { operation: 'accept', reason: 'Too many open files' } },
      {
        text: 'fork: Resource temporarily unavailable',
        level: 'error',
        fields: { operation: 'fork', reason: 'Resource temporarily unavailable' },
      },
    ],
  }),
];
