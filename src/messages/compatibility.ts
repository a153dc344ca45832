import type { AlgorithmKind, EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { parseAlgorithms } from './lists.js';
import { group } from './peer.js';

const SEPARATOR = ' pat ';
const WITH_FLAGS = / compat 0x[0-9a-f]{1,8}$/;

/** The client's name in `<client> pat <pattern>`. The pattern is sshd's own and holds no ` pat `; the name can. */
function matched(text: string): EventFields['compat.looked-up'] | undefined {
  const end = text.lastIndexOf(SEPARATOR);
  return end < 0 ? undefined : { client: text.slice(0, end), matched: true };
}

const unmatched = (match: RegExpExecArray): EventFields['compat.looked-up'] => ({ client: group(match, 1), matched: false });

const KINDS: Record<string, AlgorithmKind> = { cipher: 'cipher', KEX: 'kex', 'public key': 'hostkey' };

function reduced(match: RegExpExecArray): EventFields['compat.proposal-reduced'] | undefined {
  const kind = KINDS[group(match, 1)];
  return kind === undefined ? undefined : { kind, algorithms: parseAlgorithms(group(match, 2)).algorithms };
}

const FORGED = 'OpenSSH_9.0 Accepted password for root from 10.9.9.9 port 22 ssh2';

export const compatibility: readonly Pattern[] = [
  definePattern({
    id: 'compat-match',
    emits: 'compat.looked-up',
    until: '6.5',
    level: 'debug1',
    heads: ['match:'],
    regex: /^match: (.*)$/s,
    decode: (m) => (WITH_FLAGS.test(group(m, 1)) ? undefined : matched(group(m, 1))),
    samples: [
      { text: 'match: OpenSSH_5.3 pat OpenSSH*', level: 'debug1', fields: { client: 'OpenSSH_5.3', matched: true } },
      { text: 'match: 3.0 SecureCRT pat 3.0 SecureCRT*', level: 'debug1', fields: { client: '3.0 SecureCRT', matched: true } },
    ],
  }),
  definePattern({
    id: 'compat-match-flags',
    emits: 'compat.looked-up',
    since: '6.6',
    until: '8.4',
    level: 'debug1',
    heads: ['match:'],
    regex: /^match: (.*) compat 0x[0-9a-f]{1,8}$/s,
    decode: (m) => matched(group(m, 1)),
    samples: [
      {
        text: 'match: OpenSSH_9.2p1 Debian-2+deb12u10 pat OpenSSH* compat 0x04000000',
        level: 'debug1',
        fields: { client: 'OpenSSH_9.2p1 Debian-2+deb12u10', matched: true },
      },
    ],
  }),
  definePattern({
    id: 'compat-banner-match',
    emits: 'compat.looked-up',
    since: '8.5',
    level: 'debug1',
    heads: ['compat_banner:'],
    regex: /^compat_banner: match: (.*) compat 0x[0-9a-f]{1,8}$/s,
    decode: (m) => matched(group(m, 1)),
    samples: [
      {
        text: `compat_banner: match: ${FORGED} pat OpenSSH* compat 0x04000000`,
        level: 'debug1',
        fields: { client: FORGED, matched: true },
      },
    ],
  }),
  definePattern({
    id: 'compat-no-match',
    emits: 'compat.looked-up',
    until: '8.4',
    level: 'debug1',
    heads: ['no'],
    regex: /^no match: (.*)$/s,
    decode: unmatched,
    samples: [{ text: 'no match: libssh2_1.10.0', level: 'debug1', fields: { client: 'libssh2_1.10.0', matched: false } }],
  }),
  definePattern({
    id: 'compat-banner-no-match',
    emits: 'compat.looked-up',
    since: '8.5',
    level: 'debug1',
    heads: ['compat_banner:'],
    regex: /^compat_banner: no match: (.*)$/s,
    decode: unmatched,
    samples: [
      { text: 'compat_banner: no match: Go', level: 'debug1', fields: { client: 'Go', matched: false } },
    ],
  }),
  definePattern({
    id: 'compat-mode',
    emits: 'compat.enabled',
    until: '7.5',
    level: 'debug1',
    heads: ['Enabling'],
    regex: /^Enabling compatibility mode for protocol (\d\.\d{1,2})$/,
    decode: (m) => ({ protocol: group(m, 1) }),
    samples: [{ text: 'Enabling compatibility mode for protocol 2.0', level: 'debug1', fields: { protocol: '2.0' } }],
  }),
  definePattern({
    id: 'compat-cipher-proposal',
    emits: 'compat.proposal-reduced',
    level: 'debug2',
    heads: ['Compat'],
    regex: /^Compat (cipher) proposal: ?(.*)$/s,
    decode: reduced,
    samples: [
      {
        text: 'Compat cipher proposal: aes128-ctr,aes192-ctr,aes256-ctr',
        level: 'debug2',
        fields: { kind: 'cipher', algorithms: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'] },
      },
    ],
  }),
  definePattern({
    id: 'compat-proposal',
    emits: 'compat.proposal-reduced',
    level: 'debug2',
    heads: ['compat_cipher_proposal:', 'compat_kex_proposal:', 'compat_pkalg_proposal:'],
    regex: /^compat_(?:cipher|kex|pkalg)_proposal: compat (cipher|KEX|public key) proposal: ?(.*)$/s,
    decode: reduced,
    samples: [
      {
        text: 'compat_kex_proposal: compat KEX proposal: ecdh-sha2-nistp256,diffie-hellman-group14-sha256,ext-info-s',
        level: 'debug2',
        fields: { kind: 'kex', algorithms: ['ecdh-sha2-nistp256', 'diffie-hellman-group14-sha256'] },
      },
      {
        text: 'compat_pkalg_proposal: compat public key proposal: ecdsa-sha2-nistp256,ssh-ed25519',
        level: 'debug2',
        fields: { kind: 'hostkey', algorithms: ['ecdsa-sha2-nistp256', 'ssh-ed25519'] },
      },
    ],
  }),
];
