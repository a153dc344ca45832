import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** RFC 4253, 4419 and 5656 call the messages SSH_MSG_…; OpenSSH says SSH2_MSG_… to keep them apart from version 1. */
function step(verb: string, message: string): EventFields['kex.progress'] {
  return { step: `${verb} SSH_MSG_${message}` };
}

const expecting = (match: RegExpExecArray): EventFields['kex.progress'] => step('expecting', group(match, 1));

export const kexProgress: readonly Pattern[] = [
  definePattern({
    id: 'kex-message',
    emits: 'kex.progress',
    level: 'debug1',
    heads: [
      'SSH2_MSG_NEWKEYS', 'SSH2_MSG_KEXDH_INIT', 'SSH2_MSG_KEXDH_REPLY', 'SSH2_MSG_KEX_ECDH_INIT', 'SSH2_MSG_KEX_ECDH_REPLY',
      'SSH2_MSG_KEX_DH_GEX_REQUEST', 'SSH2_MSG_KEX_DH_GEX_REQUEST_OLD', 'SSH2_MSG_KEX_DH_GEX_GROUP',
      'SSH2_MSG_KEX_DH_GEX_INIT', 'SSH2_MSG_KEX_DH_GEX_REPLY',
    ],
    regex: /^SSH2_MSG_(NEWKEYS|KEX(?:DH)?_[A-Z_]{1,30}) (sent|received)$/,
    decode: (m) => step(group(m, 2), group(m, 1)),
    samples: [
      { text: 'SSH2_MSG_NEWKEYS sent', level: 'debug1', fields: { step: 'sent SSH_MSG_NEWKEYS' } },
      { text: 'SSH2_MSG_NEWKEYS received', level: 'debug1', fields: { step: 'received SSH_MSG_NEWKEYS' } },
      {
        text: 'SSH2_MSG_KEX_DH_GEX_REQUEST received',
        level: 'debug1',
        fields: { step: 'received SSH_MSG_KEX_DH_GEX_REQUEST' },
      },
      { text: 'SSH2_MSG_KEX_DH_GEX_GROUP sent', level: 'debug1', fields: { step: 'sent SSH_MSG_KEX_DH_GEX_GROUP' } },
      { text: 'SSH2_MSG_KEX_ECDH_INIT received', level: 'debug1', fields: { step: 'received SSH_MSG_KEX_ECDH_INIT' } },
    ],
  }),
  // From 8.0 one code path serves all methods and names the ECDH message even for finite-field groups.
  definePattern({
    id: 'kex-expecting-kexdh',
    emits: 'kex.progress',
    until: '7.9',
    level: 'debug1',
    heads: ['expecting'],
    regex: /^expecting SSH2_MSG_(KEXDH_INIT)$/,
    decode: expecting,
    samples: [{ text: 'expecting SSH2_MSG_KEXDH_INIT', level: 'debug1', fields: { step: 'expecting SSH_MSG_KEXDH_INIT' } }],
  }),
  definePattern({
    id: 'kex-expecting',
    emits: 'kex.progress',
    level: 'debug1',
    heads: ['expecting'],
    regex: /^expecting SSH2_MSG_(NEWKEYS|KEX_[A-Z_]{1,30})$/,
    decode: expecting,
    samples: [
      { text: 'expecting SSH2_MSG_NEWKEYS', level: 'debug1', fields: { step: 'expecting SSH_MSG_NEWKEYS' } },
      { text: 'expecting SSH2_MSG_KEX_ECDH_INIT', level: 'debug1', fields: { step: 'expecting SSH_MSG_KEX_ECDH_INIT' } },
      {
        text: 'expecting SSH2_MSG_KEX_DH_GEX_REQUEST',
        level: 'debug1',
        fields: { step: 'expecting SSH_MSG_KEX_DH_GEX_REQUEST' },
      },
    ],
  }),
  definePattern({
    id: 'kex-done',
    emits: 'kex.progress',
    level: 'debug1',
    heads: ['KEX'],
    regex: /^KEX done$/,
    decode: () => ({ step: 'done' }),
    samples: [{ text: 'KEX done', level: 'debug1', fields: { step: 'done' } }],
  }),
  // Written whenever keys are taken into use; it tells the limit at which the next exchange will start, not that one did.
  definePattern({
    id: 'rekey-limit',
    emits: 'kex.progress',
    since: '7.2',
    until: '7.9',
    level: 'debug1',
    heads: ['rekey'],
    regex: /^rekey after \d{1,20} blocks$/,
    decode: () => ({ step: 'keys in use' }),
    samples: [{ text: 'rekey after 134217728 blocks', level: 'debug1', fields: { step: 'keys in use' } }],
  }),
  definePattern({
    id: 'rekey-limit-direction',
    emits: 'kex.progress',
    since: '8.0',
    level: 'debug1',
    heads: ['rekey'],
    regex: /^rekey (?:in|out) after \d{1,20} blocks$/,
    decode: () => ({ step: 'keys in use' }),
    samples: [
      { text: 'rekey out after 134217728 blocks', level: 'debug1', fields: { step: 'keys in use' } },
      { text: 'rekey in after 134217728 blocks', level: 'debug1', fields: { step: 'keys in use' } },
    ],
  }),
  definePattern({
    id: 'ext-info-received',
    emits: 'kex.ext-info',
    since: '7.2',
    level: 'debug1',
    heads: ['SSH2_MSG_EXT_INFO'],
    regex: /^SSH2_MSG_EXT_INFO received$/,
    decode: () => ({ direction: 'ctos' }),
    samples: [{ text: 'SSH2_MSG_EXT_INFO received', level: 'debug1', fields: { direction: 'ctos' } }],
  }),
  definePattern({
    id: 'ext-info-sent',
    emits: 'kex.ext-info',
    since: '7.2',
    level: 'debug1',
    heads: ['Sending'],
    regex: /^Sending SSH2_MSG_EXT_INFO$/,
    decode: () => ({ direction: 'stoc' }),
    samples: [
      { text: 'Sending SSH2_MSG_EXT_INFO', level: 'debug1', fields: { direction: 'stoc' } },
      { text: 'kex_server_update_ext_info: Sending SSH2_MSG_EXT_INFO', level: 'debug1', fields: { direction: 'stoc' } },
    ],
  }),
];
