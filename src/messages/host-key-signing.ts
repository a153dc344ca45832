import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** The key exchange came to the host key's signature and got none. */
export const hostKeySigning: readonly Pattern[] = [
  definePattern({
    id: 'hostkey-vanished',
    emits: 'hostkey.vanished',
    level: 'fatal',
    heads: ['Cannot'],
    regex: /^Cannot load hostkey$/,
    decode: () => ({}),
    samples: [{ text: 'Cannot load hostkey', level: 'fatal', fields: {} }],
  }),
  definePattern({
    id: 'hostkey-sign-failed',
    emits: 'hostkey.signing-failed',
    level: 'fatal',
    heads: ['mm_answer_sign:', 'sshd_hostkey_sign:'],
    regex: /^(?:mm_answer_sign|sshd_hostkey_sign): (?:privkey sign|key_sign|ssh_agent_sign) failed$/,
    decode: () => ({}),
    samples: [
      { text: 'mm_answer_sign: key_sign failed', level: 'fatal', fields: {} },
      { text: 'mm_answer_sign: ssh_agent_sign failed', level: 'fatal', fields: {} },
      { text: 'sshd_hostkey_sign: privkey sign failed', level: 'fatal', fields: {} },
      { text: 'sshd_hostkey_sign: key_sign failed', level: 'fatal', fields: {} },
    ],
  }),
  definePattern({
    id: 'hostkey-sign-error',
    emits: 'hostkey.signing-failed',
    since: '6.8',
    level: 'fatal',
    heads: ['mm_answer_sign:'],
    regex: /^mm_answer_sign: (?:sign|sshkey_sign failed|agent sign|ssh_agent_sign failed): (.+)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'mm_answer_sign: sign: error in libcrypto', level: 'fatal', fields: { reason: 'error in libcrypto' } },
      {
        text: 'mm_answer_sign: sshkey_sign failed: error in libcrypto',
        level: 'fatal',
        fields: { reason: 'error in libcrypto' },
      },
    ],
  }),
];
