import type { EventFields, Peer } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { DISPATCH_SHAPES } from './dispatch-fatal.js';
import { about, group, peerAt } from './peer.js';
import { transportError } from './transport-error.js';

type Failed = EventFields['connection.failed'];

/** Errors that are events of their own. */
const OWN_EVENT = /^(?:no matching |DH GEX group out of range$)/;

function failedFor(reason: string, peer: Peer): Failed | undefined {
  return OWN_EVENT.test(reason) ? undefined : about(peer, transportError(reason));
}

const whole = (match: RegExpExecArray): Failed => transportError(group(match, 1));

/** `ssh_dispatch_run_fatal: … <error>`, from 6.8 on the place where every packet error ends. */
const dispatchFatal: readonly Pattern[] = DISPATCH_SHAPES.map((shape) =>
  definePattern({
    id: `dispatch-fatal-${shape.id}`,
    emits: 'connection.failed',
    since: shape.since,
    ...(shape.until === undefined ? {} : { until: shape.until }),
    level: shape.level,
    heads: ['ssh_dispatch_run_fatal:'],
    regex: new RegExp(`^ssh_dispatch_run_fatal: ${shape.source}([^:]*)$`),
    decode: (m) => failedFor(group(m, shape.groups + 1), shape.peer(m)),
    samples: [
      {
        text: `ssh_dispatch_run_fatal: ${shape.sample}message authentication code incorrect`,
        level: shape.level,
        fields: { ...shape.fields, reason: 'message authentication code incorrect' },
      },
      {
        text: `ssh_dispatch_run_fatal: ${shape.sample}Connection corrupted`,
        level: shape.level,
        fields: { ...shape.fields, reason: 'Connection corrupted' },
      },
      {
        text: `ssh_dispatch_run_fatal: ${shape.sample}invalid format`,
        level: shape.level,
        fields: { ...shape.fields, reason: 'invalid format', problem: 'malformed' },
      },
    ],
  }),
);

/** What sshd says about a connection whose packets no longer make sense, or no longer come. */
export const transport: readonly Pattern[] = [
  ...dispatchFatal,
  definePattern({
    id: 'read-error',
    emits: 'connection.failed',
    until: '7.2',
    level: 'info',
    heads: ['Read'],
    regex: /^Read error from remote host (\S+): (.*)$/s,
    decode: (m) => about(peerAt(group(m, 1)), transportError(group(m, 2))),
    samples: [
      {
        text: 'Read error from remote host 192.0.2.10: Connection reset by peer',
        fields: { ip: '192.0.2.10', reason: 'Connection reset by peer', errno: 'ECONNRESET' },
      },
    ],
  }),
  definePattern({
    id: 'read-error-port',
    emits: 'connection.failed',
    since: '7.3',
    level: 'info',
    heads: ['Read'],
    regex: /^Read error from remote host (\S+) port (\d{1,5}): (.*)$/s,
    decode: (m) => about(peerAt(group(m, 1), group(m, 2)), transportError(group(m, 3))),
    samples: [
      {
        text: 'Read error from remote host 192.0.2.10 port 50022: Connection timed out',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'Connection timed out', errno: 'ETIMEDOUT' },
      },
    ],
  }),
  definePattern({
    id: 'read-failed',
    emits: 'connection.failed',
    until: '6.7',
    level: 'fatal',
    heads: ['Read'],
    regex: /^Read from socket failed: (?!Connection reset by peer$)(.*)$/s,
    decode: whole,
    samples: [
      { text: 'Read from socket failed: Connection timed out', level: 'fatal', fields: { reason: 'Connection timed out', errno: 'ETIMEDOUT' } },
    ],
  }),
  definePattern({
    id: 'packet-read',
    emits: 'connection.failed',
    since: '6.8',
    level: 'fatal',
    heads: ['ssh_packet_read:'],
    regex: /^ssh_packet_read: (?:read: )?([^:]*)$/,
    decode: whole,
    samples: [
      { text: 'ssh_packet_read: Connection reset by peer', level: 'fatal', fields: { reason: 'Connection reset by peer', errno: 'ECONNRESET' } },
      { text: 'ssh_packet_read: read: Connection reset by peer', level: 'fatal', fields: { reason: 'Connection reset by peer', errno: 'ECONNRESET' } },
    ],
  }),
  definePattern({
    id: 'identification-not-written',
    emits: 'connection.failed',
    until: '7.2',
    level: 'info',
    heads: ['Could'],
    regex: /^(Could not write ident string) to (\S+)$/,
    decode: (m) => about(peerAt(group(m, 2)), { reason: group(m, 1) }),
    samples: [
      {
        text: 'Could not write ident string to 192.0.2.10',
        fields: { ip: '192.0.2.10', reason: 'Could not write ident string' },
      },
    ],
  }),
  definePattern({
    id: 'identification-not-written-port',
    emits: 'connection.failed',
    since: '7.3',
    until: '7.9',
    level: 'info',
    heads: ['Could'],
    regex: /^(Could not write ident string) to (\S+) port (\d{1,5})$/,
    decode: (m) => about(peerAt(group(m, 2), group(m, 3)), { reason: group(m, 1) }),
    samples: [
      {
        text: 'Could not write ident string to 192.0.2.10 port 50022',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'Could not write ident string' },
      },
    ],
  }),
  definePattern({
    id: 'identification-write-error',
    emits: 'connection.failed',
    since: '8.0',
    level: 'error',
    heads: ['kex_exchange_identification:'],
    regex: /^kex_exchange_identification: write: ([^:]*)$/,
    decode: whole,
    samples: [{ text: 'kex_exchange_identification: write: Broken pipe', level: 'error', fields: { reason: 'Broken pipe', errno: 'EPIPE' } }],
  }),
];
