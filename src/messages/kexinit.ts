import type { EventFields, KexinitList } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { parseAlgorithms } from './lists.js';
import { group } from './peer.js';

/** The names that 7.2 and later print before each list of a proposal. */
const LABELS: Record<string, KexinitList> = {
  'KEX algorithms': 'kex',
  'host key algorithms': 'hostkey',
  'ciphers ctos': 'cipher-ctos',
  'ciphers stoc': 'cipher-stoc',
  'MACs ctos': 'mac-ctos',
  'MACs stoc': 'mac-stoc',
  'compression ctos': 'compression-ctos',
  'compression stoc': 'compression-stoc',
  'languages ctos': 'language-ctos',
  'languages stoc': 'language-stoc',
};

const FLAG = /^(?:first_kex_follows|reserved) \d{1,10} ?$/;

function flag(match: RegExpExecArray): EventFields['kexinit.flag'] {
  return { flag: match[1] === 'reserved' ? 'reserved' : 'first_kex_follows', flagValue: Number(match[2]) };
}

function labelled(match: RegExpExecArray): EventFields['kexinit.list'] | undefined {
  const list = LABELS[group(match, 1)];
  if (list === undefined) return undefined;
  const { algorithms, pseudo } = parseAlgorithms(group(match, 2));
  return pseudo === undefined ? { algorithms, list } : { algorithms, pseudo, list };
}

// No level on the lists: their first word is proof enough, and patched builds print them at debug1.
export const kexinit: readonly Pattern[] = [
  definePattern({
    id: 'kexinit-sent',
    emits: 'kexinit.sent',
    level: 'debug1',
    heads: ['SSH2_MSG_KEXINIT'],
    regex: /^SSH2_MSG_KEXINIT sent$/,
    decode: () => ({}),
    samples: [{ text: 'SSH2_MSG_KEXINIT sent', level: 'debug1', fields: {} }],
  }),
  definePattern({
    id: 'kexinit-received',
    emits: 'kexinit.received',
    level: 'debug1',
    heads: ['SSH2_MSG_KEXINIT'],
    regex: /^SSH2_MSG_KEXINIT received$/,
    decode: () => ({}),
    samples: [{ text: 'SSH2_MSG_KEXINIT received', level: 'debug1', fields: {} }],
  }),
  // To 7.1 nothing but the order tells which list of whose proposal a line holds.
  definePattern({
    id: 'kexinit-unlabelled-list',
    emits: 'kexinit.list',
    until: '7.1',
    heads: ['kex_parse_kexinit:'],
    regex: /^kex_parse_kexinit: ?(.*)$/s,
    decode: (m) => (FLAG.test(group(m, 1)) ? undefined : parseAlgorithms(group(m, 1))),
    samples: [
      { text: 'kex_parse_kexinit: none,zlib@openssh.com', level: 'debug2', fields: { algorithms: ['none', 'zlib@openssh.com'] } },
      { text: 'kex_parse_kexinit: ssh-rsa', level: 'debug2', fields: { algorithms: ['ssh-rsa'] } },
      { text: 'kex_parse_kexinit: ', level: 'debug2', fields: { algorithms: [] } },
      { text: 'kex_parse_kexinit:', level: 'debug2', fields: { algorithms: [] } },
      {
        text: 'kex_parse_kexinit: ecdh-sha2-nistp256,ext-info-c',
        level: 'debug2',
        fields: { algorithms: ['ecdh-sha2-nistp256'], pseudo: ['ext-info-c'] },
      },
    ],
  }),
  // The trailing space is sshd's; some syslog daemons strip it.
  definePattern({
    id: 'kexinit-unlabelled-flag',
    emits: 'kexinit.flag',
    until: '7.1',
    heads: ['kex_parse_kexinit:'],
    regex: /^kex_parse_kexinit: (first_kex_follows|reserved) (\d{1,10}) ?$/,
    decode: flag,
    samples: [
      { text: 'kex_parse_kexinit: first_kex_follows 0 ', level: 'debug2', fields: { flag: 'first_kex_follows', flagValue: 0 } },
      { text: 'kex_parse_kexinit: reserved 0', level: 'debug2', fields: { flag: 'reserved', flagValue: 0 } },
    ],
  }),
  definePattern({
    id: 'kexinit-own-proposal',
    emits: 'kexinit.proposal',
    since: '7.2',
    heads: ['local'],
    regex: /^local server KEXINIT proposal$/,
    decode: () => ({ side: 'server' }),
    samples: [{ text: 'local server KEXINIT proposal', level: 'debug2', fields: { side: 'server' } }],
  }),
  definePattern({
    id: 'kexinit-peer-proposal',
    emits: 'kexinit.proposal',
    since: '7.2',
    heads: ['peer'],
    regex: /^peer client KEXINIT proposal$/,
    decode: () => ({ side: 'client' }),
    samples: [{ text: 'peer client KEXINIT proposal', level: 'debug2', fields: { side: 'client' } }],
  }),
  definePattern({
    id: 'kexinit-labelled-list',
    emits: 'kexinit.list',
    since: '7.2',
    heads: ['KEX', 'host', 'ciphers', 'MACs', 'compression', 'languages'],
    regex: /^(KEX algorithms|host key algorithms|(?:ciphers|MACs|compression|languages) (?:ctos|stoc)): ?(.*)$/s,
    decode: labelled,
    samples: [
      {
        text: 'KEX algorithms: curve25519-sha256,ext-info-c,kex-strict-c-v00@openssh.com',
        level: 'debug2',
        fields: { list: 'kex', algorithms: ['curve25519-sha256'], pseudo: ['ext-info-c', 'kex-strict-c-v00@openssh.com'] },
      },
      {
        text: 'host key algorithms: ssh-rsa,ssh-dss',
        level: 'debug2',
        fields: { list: 'hostkey', algorithms: ['ssh-rsa', 'ssh-dss'] },
      },
      { text: 'ciphers ctos: aes128-ctr', level: 'debug2', fields: { list: 'cipher-ctos', algorithms: ['aes128-ctr'] } },
      { text: 'ciphers stoc: aes256-ctr', level: 'debug2', fields: { list: 'cipher-stoc', algorithms: ['aes256-ctr'] } },
      { text: 'MACs ctos: hmac-md5', level: 'debug2', fields: { list: 'mac-ctos', algorithms: ['hmac-md5'] } },
      { text: 'MACs stoc: hmac-sha1', level: 'debug2', fields: { list: 'mac-stoc', algorithms: ['hmac-sha1'] } },
      { text: 'compression ctos: none', level: 'debug2', fields: { list: 'compression-ctos', algorithms: ['none'] } },
      { text: 'compression stoc: zlib', level: 'debug2', fields: { list: 'compression-stoc', algorithms: ['zlib'] } },
      { text: 'languages ctos: ', level: 'debug2', fields: { list: 'language-ctos', algorithms: [] } },
      { text: 'languages ctos:  ', level: 'debug2', fields: { list: 'language-ctos', algorithms: [] } },
      { text: 'languages stoc:', level: 'debug2', fields: { list: 'language-stoc', algorithms: [] } },
    ],
  }),
  definePattern({
    id: 'kexinit-flag',
    emits: 'kexinit.flag',
    since: '7.2',
    heads: ['first_kex_follows', 'reserved'],
    regex: /^(first_kex_follows|reserved) (\d{1,10}) ?$/,
    decode: flag,
    samples: [
      { text: 'first_kex_follows 0 ', level: 'debug2', fields: { flag: 'first_kex_follows', flagValue: 0 } },
      { text: 'reserved 0', level: 'debug2', fields: { flag: 'reserved', flagValue: 0 } },
    ],
  }),
];
