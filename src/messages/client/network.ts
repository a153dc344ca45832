import type { ClientEventFields } from '../../events/client/index.js';
import { group, ipAddress } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

function failed(host: string, port: string, reason: string, final: boolean): ClientEventFields['client.connect-failed'] {
  const ip = ipAddress(host);
  const { errno } = systemError(reason);
  return { ...(ip === undefined ? { hostName: host } : { ip }), port: Number(port), ...(errno !== undefined && { errno }), final };
}

/** The way to the port. */
export const network: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-connect-failed',
    emits: 'client.connect-failed',
    heads: ['ssh:'],
    regex: /^ssh: connect to host (\S{1,255}) port (\d{1,5}): (.{1,200})$/,
    decode: (m) => failed(group(m, 1), group(m, 2), group(m, 3), true),
    samples: [
      { text: 'ssh: connect to host 192.0.2.250 port 22: Connection timed out', fields: { ip: '192.0.2.250', port: 22, errno: 'ETIMEDOUT', final: true } },
      { text: 'ssh: connect to host server.example.org port 22: No route to host', fields: { hostName: 'server.example.org', port: 22, errno: 'EHOSTUNREACH', final: true } },
    ],
  }),
  defineClientPattern({
    id: 'client-connect-failed-address',
    emits: 'client.connect-failed',
    level: 'debug1',
    heads: ['connect'],
    regex: /^connect to address (\S{1,64}) port (\d{1,5}): (.{1,200})$/,
    decode: (m) => failed(group(m, 1), group(m, 2), group(m, 3), false),
    samples: [{ text: 'connect to address 192.0.2.250 port 22: No route to host', level: 'debug1', fields: { ip: '192.0.2.250', port: 22, errno: 'EHOSTUNREACH', final: false } }],
  }),
  defineClientPattern({
    id: 'client-name-not-resolved',
    emits: 'client.name-not-resolved',
    heads: ['ssh:'],
    regex: /^ssh: Could not resolve hostname (.{1,255}): ([^:]{1,200})$/,
    decode: (m) => ({ hostName: group(m, 1), reason: group(m, 2) }),
    samples: [{
      text: 'ssh: Could not resolve hostname server.example.invalid: Name or service not known',
      fields: { hostName: 'server.example.invalid', reason: 'Name or service not known' },
    }],
  }),
];
