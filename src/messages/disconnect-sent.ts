import { definePattern, type Pattern } from './define.js';
import { CHANGE, NO_METHODS, TOO_MANY, toldWhom } from './disconnecting.js';
import { about, group, peerAt, peerWho, WHO } from './peer.js';

/** Reasons that are events of their own. */
const OWN_EVENT = /^(?:Too many authentication failures|strict KEX violation: |Protocol error: no matching DH grp found)/;

function told(reason: string): { reason: string; noMethods?: true } {
  return reason === NO_METHODS ? { reason, noMethods: true } : { reason };
}

/** sshd gave up and told the peer so. */
export const disconnectSent: readonly Pattern[] = [
  definePattern({
    id: 'disconnecting',
    emits: 'disconnect.sent',
    until: '7.4',
    level: 'info',
    heads: ['Disconnecting:'],
    regex: /^Disconnecting: (.*)$/s,
    decode: (m) => (OWN_EVENT.test(group(m, 1)) ? undefined : told(group(m, 1))),
    samples: [
      { text: 'Disconnecting: Packet corrupt', fields: { reason: 'Packet corrupt' } },
      { text: 'Disconnecting: no authentication methods enabled', fields: { reason: NO_METHODS, noMethods: true } },
    ],
  }),
  definePattern({
    id: 'disconnecting-port',
    emits: 'disconnect.sent',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: /^Disconnecting (\S+) port (\d{1,5}): (.*)$/s,
    decode: (m) =>
      OWN_EVENT.test(group(m, 3)) ? undefined : about(peerAt(group(m, 1), group(m, 2)), told(group(m, 3))),
    samples: [
      {
        text: 'Disconnecting 192.0.2.10 port 50022: bad service request ssh-foo',
        fields: { ip: '192.0.2.10', port: 50022, reason: 'bad service request ssh-foo' },
      },
    ],
  }),
  definePattern({
    id: 'disconnecting-user',
    emits: 'disconnect.sent',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: new RegExp(`^Disconnecting ${WHO}: (.*)$`, 's'),
    decode: (m) => {
      const whom = toldWhom(m[0]);
      return whom === undefined || OWN_EVENT.test(whom.reason) || whom.reason.startsWith(CHANGE) ? undefined : about(whom.peer, told(whom.reason));
    },
    samples: [
      {
        text: 'Disconnecting authenticating user fred 192.0.2.10 port 50022: no authentication methods enabled',
        fields: { ip: '192.0.2.10', port: 50022, user: 'fred', validUser: true, reason: NO_METHODS, noMethods: true },
      },
      {
        text: 'Disconnecting user fred 192.0.2.10 port 50022: server_input_channel_req: unknown channel 7',
        fields: {
          ip: '192.0.2.10', port: 50022, user: 'fred', validUser: true, reason: 'server_input_channel_req: unknown channel 7',
        },
      },
    ],
  }),
  definePattern({
    id: 'disconnecting-change-of-user',
    emits: 'disconnect.sent',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: new RegExp(`^Disconnecting ${WHO}: (Change of username or service not allowed: .*)$`, 's'),
    decode: (m) => {
      const whom = toldWhom(m[0]);
      return whom?.reason.startsWith(CHANGE) ? about(whom.peer, { reason: whom.reason }) : undefined;
    },
    samples: [
      {
        text: 'Disconnecting invalid user  192.0.2.10 port 50022: Change of username or service not allowed: (,s) -> (x,s)',
        fields: {
          ip: '192.0.2.10',
          port: 50022,
          user: '',
          validUser: false,
          reason: 'Change of username or service not allowed: (,s) -> (x,s)',
        },
      },
    ],
  }),
];

export const tooManyFailures: readonly Pattern[] = [
  definePattern({
    id: 'max-attempts',
    emits: 'auth.too-many-failures',
    since: '6.8',
    level: 'error',
    heads: ['maximum'],
    regex: /^maximum authentication attempts exceeded for (invalid user |)(.*) from (\S+) port (\d{1,5}) ssh[12]$/s,
    decode: (m) => peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)),
    samples: [
      {
        text: 'maximum authentication attempts exceeded for alice from 192.0.2.17 port 38116 ssh2',
        level: 'error',
        fields: { ip: '192.0.2.17', port: 38116, user: 'alice', validUser: true },
      },
      {
        text: 'maximum authentication attempts exceeded for invalid user oracle from 192.0.2.10 port 50022 ssh2',
        level: 'error',
        fields: { ip: '192.0.2.10', port: 50022, user: 'oracle', validUser: false },
      },
    ],
  }),
  // The catalogue of wordings has this form up to 7.2, where protocol 1 still had code of its own; 7.4 dropped that.
  definePattern({
    id: 'too-many-failures-for',
    emits: 'auth.too-many-failures',
    until: '7.3',
    level: 'info',
    heads: ['Disconnecting:'],
    regex: /^Disconnecting: Too many authentication failures for (.*)$/s,
    decode: (m) => ({ user: group(m, 1) }),
    samples: [{ text: 'Disconnecting: Too many authentication failures for fred', fields: { user: 'fred' } }],
  }),
  definePattern({
    id: 'too-many-failures',
    emits: 'auth.too-many-failures',
    since: '6.8',
    until: '7.4',
    level: 'info',
    heads: ['Disconnecting:'],
    regex: /^Disconnecting: Too many authentication failures$/,
    decode: () => ({}),
    samples: [{ text: `Disconnecting: ${TOO_MANY}`, fields: {} }],
  }),
  definePattern({
    id: 'too-many-failures-user',
    emits: 'auth.too-many-failures',
    since: '7.5',
    level: 'info',
    heads: ['Disconnecting'],
    regex: new RegExp(`^Disconnecting ${WHO}: ${TOO_MANY}$`, 's'),
    decode: (m) => {
      const whom = toldWhom(m[0]);
      return whom?.reason === TOO_MANY ? whom.peer : undefined;
    },
    samples: [
      {
        text: `Disconnecting authenticating user alice 192.0.2.17 port 38116: ${TOO_MANY}`,
        fields: { ip: '192.0.2.17', port: 38116, user: 'alice', validUser: true },
      },
      // Whose address the second is, the client may have chosen.
      {
        text: `Disconnecting invalid user x 192.0.2.10 port 50022: ${CHANGE}(a 192.0.2.66 port 1: ${TOO_MANY}`,
        fields: {},
      },
      {
        text: `Disconnecting invalid user oracle 192.0.2.10 port 50022: ${TOO_MANY}`,
        fields: { ip: '192.0.2.10', port: 50022, user: 'oracle', validUser: false },
      },
    ],
  }),
];
