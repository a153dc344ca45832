import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt, peerWho, WHO } from './peer.js';
import { transportError } from './transport-error.js';

type Failed = EventFields['connection.failed'];

const whole = (match: RegExpExecArray): Failed => transportError(group(match, 1));
const byPort = (m: RegExpExecArray): Failed => about(peerAt(group(m, 1), group(m, 2)), transportError(group(m, 3)));
const byUser = (m: RegExpExecArray): Failed =>
  about(peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)), transportError(group(m, 5)));

/** Older callers do not pass the connection along, and the name is without `ssh_`. */
const WRITERS = ['ssh_packet_write_poll:', 'packet_write_poll:', 'packet_write_wait:'];
const WRITE_PORT = /^(?:(?:ssh_)?packet_write_poll|packet_write_wait): Connection (?:to|from) (\S+) port (\d{1,5}): ([^:]*)$/;
const broken = { ip: '192.0.2.10', port: 50022, reason: 'Broken pipe', errno: 'EPIPE' } as const;

/** Packets that could not be sent, or not be understood. */
export const packetErrors: readonly Pattern[] = [
  definePattern({
    id: 'write-failed',
    emits: 'connection.failed',
    until: '6.7',
    level: 'fatal',
    heads: ['Write'],
    regex: /^Write failed: ([^:]*)$/,
    decode: whole,
    samples: [{ text: 'Write failed: Broken pipe', level: 'fatal', fields: { reason: 'Broken pipe', errno: 'EPIPE' } }],
  }),
  definePattern({
    id: 'packet-write',
    emits: 'connection.failed',
    since: '6.8',
    until: '7.1',
    level: 'fatal',
    heads: WRITERS,
    regex: /^(?:(?:ssh_)?packet_write_poll|packet_write_wait): (?:Connection (?:to|from) (\S+): )?([^:]*)$/,
    decode: (m) => about(peerAt(group(m, 1)), transportError(group(m, 2))),
    samples: [
      {
        text: 'packet_write_wait: Connection to 192.0.2.10: Broken pipe',
        level: 'fatal',
        fields: { ip: '192.0.2.10', reason: 'Broken pipe', errno: 'EPIPE' },
      },
    ],
  }),
  definePattern({
    id: 'packet-write-port-fatal',
    emits: 'connection.failed',
    since: '7.2',
    until: '7.2',
    level: 'fatal',
    heads: WRITERS,
    regex: WRITE_PORT,
    decode: byPort,
    samples: [
      { text: 'packet_write_wait: Connection from 192.0.2.10 port 50022: Broken pipe', level: 'fatal', fields: broken },
    ],
  }),
  definePattern({
    id: 'packet-write-port',
    emits: 'connection.failed',
    since: '7.3',
    until: '8.1',
    level: 'info',
    heads: WRITERS,
    regex: WRITE_PORT,
    decode: byPort,
    samples: [
      { text: 'packet_write_wait: Connection from 192.0.2.10 port 50022: Broken pipe', fields: broken },
      {
        text: 'packet_write_poll: Connection from 192.0.2.97 port 57608: Host is down',
        fields: { ip: '192.0.2.97', port: 57608, reason: 'Host is down', errno: 'EHOSTDOWN' },
      },
    ],
  }),
  definePattern({
    id: 'packet-write-user',
    emits: 'connection.failed',
    since: '7.5',
    until: '8.1',
    level: 'info',
    heads: WRITERS,
    regex: new RegExp(String.raw`^(?:(?:ssh_)?packet_write_poll|packet_write_wait): Connection (?:to|from) ${WHO}: ([^:]*)$`, 's'),
    decode: byUser,
    samples: [
      {
        text: 'packet_write_wait: Connection from user fred 192.0.2.10 port 50022: Broken pipe',
        fields: { ...broken, user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'process-output',
    emits: 'connection.failed',
    since: '8.2',
    level: 'info',
    heads: ['process_output:'],
    regex: /^process_output: ssh_packet_write_poll: Connection from (\S+) port (\d{1,5}): ([^:]*)$/,
    decode: byPort,
    samples: [
      { text: 'process_output: ssh_packet_write_poll: Connection from 192.0.2.10 port 50022: Broken pipe', fields: broken },
    ],
  }),
  definePattern({
    id: 'process-output-user',
    emits: 'connection.failed',
    since: '8.2',
    level: 'info',
    heads: ['process_output:'],
    regex: new RegExp(String.raw`^process_output: ssh_packet_write_poll: Connection from ${WHO}: ([^:]*)$`, 's'),
    decode: byUser,
    samples: [
      {
        text: 'process_output: ssh_packet_write_poll: Connection from user fred 192.0.2.10 port 50022: No route to host',
        fields: { ...broken, user: 'fred', validUser: true, reason: 'No route to host', errno: 'EHOSTUNREACH' },
      },
    ],
  }),
  definePattern({
    id: 'corrupted-mac',
    emits: 'connection.failed',
    level: 'info',
    heads: ['Corrupted'],
    regex: /^(Corrupted MAC on input)\.$/,
    decode: whole,
    samples: [{ text: 'Corrupted MAC on input.', fields: { reason: 'Corrupted MAC on input', problem: 'corrupted' } }],
  }),
  definePattern({
    id: 'bad-packet-length',
    emits: 'connection.failed',
    level: 'info',
    heads: ['Bad'],
    regex: /^(Bad packet length \d{1,10})\.$/,
    decode: whole,
    samples: [{ text: 'Bad packet length 1195725856.', fields: { reason: 'Bad packet length 1195725856', problem: 'bad-length' } }],
  }),
  definePattern({
    id: 'padding-error',
    emits: 'connection.failed',
    level: 'info',
    heads: ['padding'],
    regex: /^(padding error: need \d{1,10} block \d{1,10} mod \d{1,10})$/,
    decode: whole,
    samples: [
      { text: 'padding error: need 12 block 16 mod 12', fields: { reason: 'padding error: need 12 block 16 mod 12', problem: 'corrupted' } },
    ],
  }),
  definePattern({
    id: 'decryption-integrity',
    emits: 'connection.failed',
    since: '6.2',
    until: '6.7',
    level: 'fatal',
    heads: ['Decryption'],
    regex: /^(Decryption integrity check failed)$/,
    decode: whole,
    samples: [
      { text: 'Decryption integrity check failed', level: 'fatal', fields: { reason: 'Decryption integrity check failed', problem: 'corrupted' } },
    ],
  }),
  // The delay before a corrupt packet is answered, so that nobody learns from the answer where it broke (CVE-2008-5161).
  definePattern({
    id: 'discarded',
    emits: 'connection.failed',
    level: 'info',
    heads: ['Finished'],
    regex: /^(Finished discarding) for (\S+)(?: port (\d{1,5}))?$/,
    decode: (m) => about(peerAt(group(m, 2), m[3]), { reason: group(m, 1) }),
    samples: [
      { text: 'Finished discarding for 192.0.2.10', fields: { ip: '192.0.2.10', reason: 'Finished discarding' } },
      {
        text: 'Finished discarding for 192.0.2.10 port 50022',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'Finished discarding' },
      },
    ],
  }),
  definePattern({
    id: 'malformed-field',
    emits: 'connection.failed',
    until: '7.9',
    level: 'fatal',
    heads: ['buffer_get_string:', 'buffer_get_cstring:', 'ssh_packet_get_string:', 'ssh_packet_get_cstring:'],
    regex: /^((?:buffer|ssh_packet)_get_c?string: [\w ]+)$/,
    decode: whole,
    samples: [
      {
        text: 'buffer_get_cstring: buffer error',
        level: 'fatal',
        fields: { reason: 'buffer_get_cstring: buffer error', problem: 'malformed' },
      },
      {
        text: 'ssh_packet_get_cstring: invalid format',
        level: 'fatal',
        fields: { reason: 'ssh_packet_get_cstring: invalid format', problem: 'malformed' },
      },
    ],
  }),
  definePattern({
    id: 'ip-options',
    emits: 'connection.failed',
    until: '7.2',
    level: 'fatal',
    heads: ['Connection'],
    regex: /^Connection from (\S+) (with IP options: {1,2}[0-9a-f ]+)$/,
    decode: (m) => about(peerAt(group(m, 1)), { reason: group(m, 2) }),
    samples: [
      {
        text: 'Connection from 192.0.2.10 with IP options: 83 07 04 c6 33 64 01',
        level: 'fatal',
        fields: { ip: '192.0.2.10', reason: 'with IP options: 83 07 04 c6 33 64 01' },
      },
    ],
  }),
  definePattern({
    id: 'ip-options-port',
    emits: 'connection.failed',
    since: '7.3',
    level: 'fatal',
    heads: ['Connection'],
    regex: /^Connection from (\S+) port (\d{1,5}) (with IP opts: {1,2}[0-9a-f ]+)$/,
    decode: byPort,
    samples: [
      {
        text: 'Connection from 192.0.2.10 port 50022 with IP opts:  83 07 04 c6 33 64 01',
        level: 'fatal',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'with IP opts:  83 07 04 c6 33 64 01' },
      },
    ],
  }),
  definePattern({
    id: 'rekey-limit-exceeded',
    emits: 'connection.failed',
    since: '10.3',
    level: 'error',
    heads: ['RekeyLimit'],
    regex: /^(RekeyLimit exceeded before authentication completed)$/,
    decode: whole,
    samples: [
      {
        text: 'RekeyLimit exceeded before authentication completed',
        level: 'error',
        fields: { reason: 'RekeyLimit exceeded before authentication completed' },
      },
    ],
  }),
];
