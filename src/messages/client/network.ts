import type { ClientEventFields, ResolveFault } from '../../events/client/index.js';
import { group, ipAddress, peerAt } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

function failed(host: string, port: string, reason: string, final: boolean): ClientEventFields['client.connect-failed'] {
  const ip = ipAddress(host);
  const { errno } = systemError(reason);
  return { ...(ip === undefined ? { hostName: host } : { ip }), port: Number(port), ...(errno !== undefined && { errno }), final };
}

/** What gai_strerror says, in small letters: glibc, then BSD and macOS, then musl. Systems in other languages say something else. */
const RESOLVE_FAULTS = new Map<string, ResolveFault>([
  ['name or service not known', 'no-such-name'],
  ['no address associated with hostname', 'no-such-name'],
  ['nodename nor servname provided, or not known', 'no-such-name'],
  ['hostname nor servname provided, or not known', 'no-such-name'],
  ['name does not resolve', 'no-such-name'],
  ['name has no usable address', 'no-such-name'],
  ['no such host is known.', 'no-such-name'],
  ['no such host is known', 'no-such-name'],
  ['host not found', 'no-such-name'],
  ['node name or service name not known', 'no-such-name'],
  ['address family for hostname not supported', 'no-such-name'],
  ['temporary failure in name resolution', 'temporary'],
  ['name could not be resolved at this time', 'temporary'],
  ['try again', 'temporary'],
  ['non-recoverable failure in name resolution', 'failure'],
  ['unrecoverable error', 'failure'],
  ['system error', 'failure'],
  ['servname not supported for ai_socktype', 'bad-service'],
  ['unrecognized service', 'bad-service'],
]);

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
    id: 'client-connect-failed-bsd',
    emits: 'client.connect-failed',
    level: 'debug1',
    heads: ['connect'],
    regex: /^connect to (\S{1,255}) port (\d{1,5}) failed: (.{1,200})$/,
    decode: (m) => failed(group(m, 1), group(m, 2), group(m, 3), false),
    samples: [{ text: 'connect to 192.0.2.250 port 22 failed: Connection refused', level: 'debug1', fields: { ip: '192.0.2.250', port: 22, errno: 'ECONNREFUSED', final: false } }],
  }),
  defineClientPattern({
    id: 'client-name-not-resolved',
    emits: 'client.name-not-resolved',
    heads: ['ssh:'],
    regex: /^ssh: Could not resolve hostname (.{0,1025}): ([^:]{1,200})$/,
    decode: (m) => ({ hostName: group(m, 1), reason: RESOLVE_FAULTS.get(group(m, 2).trimEnd().toLowerCase()) ?? 'other' }),
    samples: [
      { text: 'ssh: Could not resolve hostname server.example.invalid: Name or service not known', fields: { hostName: 'server.example.invalid', reason: 'no-such-name' } },
      { text: 'ssh: Could not resolve hostname db1: Temporary failure in name resolution', fields: { hostName: 'db1', reason: 'temporary' } },
      { text: 'ssh: Could not resolve hostname server: nodename nor servname provided, or not known', fields: { hostName: 'server', reason: 'no-such-name' } },
      { text: 'ssh: Could not resolve hostname server: No such host is known. ', fields: { hostName: 'server', reason: 'no-such-name' } },
    ],
  }),
  defineClientPattern({
    id: 'client-timed-out',
    emits: 'client.timed-out',
    heads: ['Connection'],
    regex: /^Connection timed out during banner exchange$/,
    decode: () => ({ duringIdentification: true as const }),
    samples: [{ text: 'Connection timed out during banner exchange', fields: { duringIdentification: true } }],
  }),
  defineClientPattern({
    id: 'client-timed-out-peer',
    emits: 'client.timed-out',
    since: '7.3',
    heads: ['Connection'],
    regex: /^Connection (?:to (\S{1,64}) port (\d{1,5}) timed out|timed out waiting for SSH identification string)$/,
    decode: (m) => (m[1] === undefined ? { duringIdentification: true as const } : peerAt(m[1], m[2])),
    samples: [{ text: 'Connection to 192.0.2.250 port 22 timed out', fields: { ip: '192.0.2.250', port: 22 } }],
  }),
];
