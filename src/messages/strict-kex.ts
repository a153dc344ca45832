import { definePattern, type Pattern } from './define.js';
import { toldWhom } from './disconnecting.js';
import { about, group, peerAt, WHO } from './peer.js';

/**
 * The answer to the Terrapin attack (CVE-2023-48795). It came with 9.6, but vendors backported it to what they shipped
 * (Debian to 9.2, for one), so these lines prove no release beyond the one whose way of naming the peer they use.
 */
export const strictKex: readonly Pattern[] = [
  definePattern({
    id: 'strict-kex',
    emits: 'kex.strict',
    level: 'debug3',
    heads: ['kex_choose_conf:'],
    regex: /^kex_choose_conf: will use strict KEX ordering$/,
    decode: () => ({}),
    samples: [{ text: 'kex_choose_conf: will use strict KEX ordering', level: 'debug3', fields: {} }],
  }),
  definePattern({
    id: 'strict-kex-violation',
    emits: 'kex.strict-violation',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: /^Disconnecting (\S+) port (\d{1,5}): (strict KEX violation: .*)$/s,
    decode: (m) => about(peerAt(group(m, 1), group(m, 2)), { reason: group(m, 3) }),
    samples: [
      {
        text: 'Disconnecting 192.0.2.10 port 50022: strict KEX violation: KEXINIT was not the first packet',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'strict KEX violation: KEXINIT was not the first packet' },
      },
      {
        text: 'Disconnecting 192.0.2.10 port 50022: strict KEX violation: unexpected packet type 2 (seqnr 1)',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'strict KEX violation: unexpected packet type 2 (seqnr 1)' },
      },
    ],
  }),
  definePattern({
    id: 'strict-kex-violation-who',
    emits: 'kex.strict-violation',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: new RegExp(String.raw`^Disconnecting ${WHO}: (strict KEX violation: [\w ()]*)$`, 's'),
    decode: (m) => {
      const whom = toldWhom(m[0]);
      return whom?.reason === group(m, 5) ? about(whom.peer, { reason: whom.reason }) : undefined;
    },
    samples: [
      {
        text: 'Disconnecting invalid user x 192.0.2.10 port 50022: strict KEX violation: unexpected packet type 2 (seqnr 1)',
        fields: {
          ip: '192.0.2.10',
          port: 50022,
          user: 'x',
          validUser: false,
          reason: 'strict KEX violation: unexpected packet type 2 (seqnr 1)',
        },
      },
    ],
  }),
];
