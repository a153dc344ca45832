import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

type Bad = EventFields['identification.bad'];

const quoted = (match: RegExpExecArray): Bad => ({ banner: group(match, 1) });
const reason = (match: RegExpExecArray): Bad => ({ reason: group(match, 1) });
const bannerAt = (match: RegExpExecArray): Bad => about(peerAt(group(match, 2), match[3]), { banner: group(match, 1) });

const INVALID = /^kex_exchange_identification: client sent invalid protocol identifier "(.*)"$/s;
const BANNER_LINE = /^kex_exchange_identification: (banner line contains invalid characters|banner line too long)$/;

/** What the peer said is no SSH identification. Its words are quoted: sshd's own address stands after them. */
export const identificationBad: readonly Pattern[] = [
  definePattern({
    id: 'bad-identification',
    emits: 'identification.bad',
    until: '6.4',
    level: 'info',
    heads: ['Bad'],
    regex: /^Bad protocol version identification '(.*)' from (\S+)$/s,
    decode: bannerAt,
    samples: [
      {
        text: "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.10",
        fields: { ip: '192.0.2.10', banner: 'GET / HTTP/1.1' },
      },
    ],
  }),
  definePattern({
    id: 'bad-identification-port',
    emits: 'identification.bad',
    since: '6.5',
    until: '7.9',
    level: 'info',
    heads: ['Bad'],
    regex: /^Bad protocol version identification '(.*)' from (\S+) port (\d{1,5})$/s,
    decode: bannerAt,
    samples: [
      {
        text: "Bad protocol version identification 'root from 10.9.9.9 port 22 ssh2' from 198.51.100.7 port 4022",
        fields: { ip: '198.51.100.7', port: 4022, banner: 'root from 10.9.9.9 port 22 ssh2' },
      },
      {
        text: "Bad protocol version identification '' from 198.51.100.7 port 4022",
        fields: { ip: '198.51.100.7', port: 4022, banner: '' },
      },
    ],
  }),
  definePattern({
    id: 'invalid-identifier-error',
    emits: 'identification.bad',
    since: '8.0',
    until: '9.4',
    level: 'error',
    heads: ['kex_exchange_identification:'],
    regex: INVALID,
    decode: quoted,
    samples: [
      {
        text: 'kex_exchange_identification: client sent invalid protocol identifier "GET / HTTP/1.1"',
        level: 'error',
        fields: { banner: 'GET / HTTP/1.1' },
      },
    ],
  }),
  definePattern({
    id: 'invalid-identifier',
    emits: 'identification.bad',
    since: '9.5',
    level: 'info',
    heads: ['kex_exchange_identification:'],
    regex: INVALID,
    decode: quoted,
    samples: [
      {
        text: 'kex_exchange_identification: client sent invalid protocol identifier "GET / HTTP/1.1"',
        fields: { banner: 'GET / HTTP/1.1' },
      },
    ],
  }),
  definePattern({
    id: 'banner-line-error',
    emits: 'identification.bad',
    since: '8.0',
    until: '9.4',
    level: 'error',
    heads: ['kex_exchange_identification:'],
    regex: BANNER_LINE,
    decode: reason,
    samples: [
      {
        text: 'kex_exchange_identification: banner line contains invalid characters',
        level: 'error',
        fields: { reason: 'banner line contains invalid characters' },
      },
    ],
  }),
  definePattern({
    id: 'banner-line',
    emits: 'identification.bad',
    since: '9.5',
    level: 'info',
    heads: ['kex_exchange_identification:'],
    regex: BANNER_LINE,
    decode: reason,
    samples: [{ text: 'kex_exchange_identification: banner line too long', fields: { reason: 'banner line too long' } }],
  }),
  definePattern({
    id: 'bad-remote-identification',
    emits: 'identification.bad',
    since: '8.0',
    level: 'error',
    heads: ['Bad'],
    regex: /^Bad remote protocol version identification: '(.*)'$/s,
    decode: quoted,
    samples: [
      { text: "Bad remote protocol version identification: 'SSH-2.0'", level: 'error', fields: { banner: 'SSH-2.0' } },
    ],
  }),
  definePattern({
    id: 'banner-exchange-invalid',
    emits: 'identification.bad',
    since: '8.0',
    level: 'info',
    heads: ['banner'],
    regex: /^banner exchange: Connection from (\S+) port (\d{1,5}): (invalid format)$/,
    decode: (m) => about(peerAt(group(m, 1), group(m, 2)), { reason: group(m, 3) }),
    samples: [
      {
        text: 'banner exchange: Connection from 192.0.2.10 port 50022: invalid format',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'invalid format' },
      },
    ],
  }),
  definePattern({
    id: 'known-scanner',
    emits: 'identification.bad',
    until: '7.2',
    level: 'info',
    heads: ['scanned', 'probed'],
    regex: /^(scanned|probed) from (\S+) with (.*)\. {1,2}Don't panic\.$/s,
    decode: (m) => about(peerAt(group(m, 2)), { banner: group(m, 3), reason: group(m, 1) }),
    samples: [
      {
        text: "scanned from 192.0.2.10 with SSH-2.0-ScanSSH.  Don't panic.",
        fields: { ip: '192.0.2.10', banner: 'SSH-2.0-ScanSSH', reason: 'scanned' },
      },
    ],
  }),
  definePattern({
    id: 'known-scanner-port',
    emits: 'identification.bad',
    since: '7.3',
    level: 'info',
    heads: ['scanned', 'probed'],
    regex: /^(scanned|probed) from (\S+) port (\d{1,5}) with (.*)\. {1,2}Don't panic\.$/s,
    decode: (m) => about(peerAt(group(m, 2), group(m, 3)), { banner: group(m, 4), reason: group(m, 1) }),
    samples: [
      {
        text: "probed from 192.0.2.10 port 50022 with SSH-1.0-SSH_Version_Mapper.  Don't panic.",
        fields: { ip: '192.0.2.10', port: 50022, banner: 'SSH-1.0-SSH_Version_Mapper', reason: 'probed' },
      },
    ],
  }),
];
