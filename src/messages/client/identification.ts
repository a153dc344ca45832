import type { ForeignService, IdentificationFault, TurnedAway } from '../../events/client/index.js';
import { group, peerAt } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** How servers of other protocols begin to speak. */
const SERVICES: readonly [RegExp, ForeignService][] = [
  [/^(?:HTTP\/\d|<!DOCTYPE html|<html)/i, 'web'],
  [/^220[ -].{0,200}(?:E?SMTP|mail)/i, 'mail'],
  [/^554[ -]/, 'mail'],
  [/^220[ -]/, 'ftp'],
  [/^\+OK/, 'pop3'],
  [/^\* (?:OK|PREAUTH|BYE) /, 'imap'],
  [/^RFB \d{3}\.\d{3}/, 'vnc'],
  [/^\xff[\xfb-\xfe]/, 'telnet'],
];

const REFUSALS: readonly [RegExp, TurnedAway][] = [
  [/^Not allowed at this time$/, 'not-now'],
  [/^Exceeded MaxStartups$/, 'too-many'],
];

function greeting(text: string): { text: string; service?: ForeignService; turnedAway?: TurnedAway } {
  const line = text.slice(0, 256).trimEnd();
  const service = SERVICES.find(([pattern]) => pattern.test(line))?.[1];
  const turnedAway = REFUSALS.find(([pattern]) => pattern.test(line))?.[1];
  return { text: line, ...(service && { service }), ...(turnedAway && { turnedAway }) };
}

const FAULTS: Record<string, IdentificationFault> = {
  'banner line contains invalid characters': 'characters',
  'banner line too long': 'too-long',
  'No banner received': 'none',
};

/** The first words of the server. What it sends is quoted without end, so the patterns take any length: nothing of it is a message of ssh. */
export const identification: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-greeting-line-old',
    emits: 'client.greeting-line',
    until: '7.9',
    level: 'debug1',
    heads: ['ssh_exchange_identification:'],
    regex: /^ssh_exchange_identification: (.*)$/s,
    decode: (m) => greeting(group(m, 1)),
    samples: [
      { text: 'ssh_exchange_identification: HTTP/1.1 400 Bad Request', level: 'debug1', fields: { text: 'HTTP/1.1 400 Bad Request', service: 'web' } },
      { text: 'ssh_exchange_identification: ', level: 'debug1', fields: { text: '' } },
    ],
  }),
  defineClientPattern({
    id: 'client-greeting-line',
    emits: 'client.greeting-line',
    since: '8.0',
    level: 'debug1',
    heads: ['kex_exchange_identification:'],
    regex: /^kex_exchange_identification: banner line \d{1,5}: (.*)$/s,
    decode: (m) => greeting(group(m, 1)),
    samples: [
      { text: 'kex_exchange_identification: banner line 0: 220 mail.example.net ESMTP Postfix', level: 'debug1', fields: { text: '220 mail.example.net ESMTP Postfix', service: 'mail' } },
      { text: 'kex_exchange_identification: banner line 0: Not allowed at this time', level: 'debug1', fields: { text: 'Not allowed at this time', turnedAway: 'not-now' } },
      { text: 'kex_exchange_identification: banner line 0: Exceeded MaxStartups', level: 'debug1', fields: { text: 'Exceeded MaxStartups', turnedAway: 'too-many' } },
    ],
  }),
  // To 7.9 the line goes on with what was received, line ends and all; a quote closes it only behind these.
  defineClientPattern({
    id: 'client-identification-bad',
    emits: 'client.identification-invalid',
    heads: ['Bad'],
    regex: /^Bad remote protocol version identification: '(.*?)'?$/s,
    decode: (m) => ({ fault: 'version' as const, text: group(m, 1).slice(0, 256) }),
    samples: [
      { text: "Bad remote protocol version identification: 'SSH-twopointoh-broken'", fields: { fault: 'version', text: 'SSH-twopointoh-broken' } },
      { text: "Bad remote protocol version identification: 'SSH-twopointoh-broken", fields: { fault: 'version', text: 'SSH-twopointoh-broken' } },
    ],
  }),
  defineClientPattern({
    id: 'client-identification-fault',
    emits: 'client.identification-invalid',
    heads: ['kex_exchange_identification:', 'ssh_exchange_identification:'],
    regex: /^(?:kex|ssh)_exchange_identification: (banner line contains invalid characters|banner line too long|No banner received)\.?$/,
    decode: (m) => ({ fault: FAULTS[group(m, 1)] ?? 'other' }),
    samples: [
      { text: 'kex_exchange_identification: banner line contains invalid characters', fields: { fault: 'characters' } },
      { text: 'kex_exchange_identification: banner line too long', fields: { fault: 'too-long' } },
      { text: 'ssh_exchange_identification: No banner received', fields: { fault: 'none' } },
    ],
  }),
  defineClientPattern({
    id: 'client-identification-none',
    emits: 'client.identification-invalid',
    since: '8.0',
    heads: ['kex_exchange_identification:', 'No'],
    regex: /^(?:kex_exchange_identification: )?No SSH version received in first \d{1,6} lines from server$/,
    decode: () => ({ fault: 'none' as const }),
    samples: [{ text: 'kex_exchange_identification: No SSH version received in first 1024 lines from server', fields: { fault: 'none' } }],
  }),
  defineClientPattern({
    id: 'client-identification-failed',
    emits: 'client.identification-invalid',
    since: '8.0',
    heads: ['banner'],
    regex: /^banner exchange: Connection to (\S{1,64}) port (\d{1,5}): (?:invalid format|string is too large|incomplete message)$/,
    decode: (m) => ({ ...peerAt(group(m, 1), m[2]), fault: 'other' as const }),
    samples: [{ text: 'banner exchange: Connection to 192.0.2.250 port 22: invalid format', fields: { ip: '192.0.2.250', port: 22, fault: 'other' } }],
  }),
  defineClientPattern({
    id: 'client-major-mismatch',
    emits: 'client.major-mismatch',
    heads: ['Protocol'],
    regex: /^Protocol major versions differ: (\d{1,5}) vs\. (\d{1,10})$/,
    decode: (m) => ({ own: Number(group(m, 1)), server: Number(group(m, 2)) }),
    samples: [{ text: 'Protocol major versions differ: 2 vs. 1', fields: { own: 2, server: 1 } }],
  }),
  defineClientPattern({
    id: 'client-major-mismatch-banner',
    emits: 'client.major-mismatch',
    since: '8.0',
    heads: ['banner'],
    regex: /^banner exchange: Connection to \S{1,64} port \d{1,5}: (?:could not read protocol version|protocol version mismatch)$/,
    decode: () => ({ own: 2 }),
    samples: [{ text: 'banner exchange: Connection to 192.0.2.250 port 22: could not read protocol version', fields: { own: 2 } }],
  }),
  defineClientPattern({
    id: 'client-major-refused',
    emits: 'client.major-mismatch',
    until: '7.5',
    heads: ['Remote'],
    regex: /^Remote machine has too old SSH software version\.$/,
    decode: () => ({ own: 2, server: 1 }),
    samples: [{ text: 'Remote machine has too old SSH software version.', fields: { own: 2, server: 1 } }],
  }),
];
