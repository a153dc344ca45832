import type { Errno } from '../../events.js';
import { group, peerAt } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** How a connection breaks, by the error of the system: cut by the other end or on the way, or nothing comes any more. */
const BREAKS = [
  { id: 'reset', emits: 'client.connection-reset', errnos: ['ECONNRESET', 'EPIPE'], words: 'Connection reset by peer' },
  { id: 'silent', emits: 'client.timed-out', errnos: ['ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'], words: 'Operation timed out' },
] as const satisfies readonly { id: string; emits: string; errnos: readonly Errno[]; words: string }[];

const at = { ip: '192.0.2.250', port: 22 };

/** What ssh says where reading or writing fails before the login; the system's word stands at the end. */
export const broken: readonly ClientPattern[] = BREAKS.flatMap(({ id, emits, errnos, words }) => {
  const breaks = (text: string): boolean => {
    const { errno } = systemError(text);
    return errno !== undefined && (errnos as readonly Errno[]).includes(errno);
  };
  return [
    defineClientPattern({
      id: `client-identification-${id}`,
      emits,
      heads: ['ssh_exchange_identification:', 'kex_exchange_identification:'],
      regex: /^(?:ssh|kex)_exchange_identification: (?:read|write): (.{1,200})$/,
      decode: (m) => (breaks(group(m, 1)) ? { duringIdentification: true as const } : undefined),
      samples: [
        { text: `kex_exchange_identification: read: ${words}`, fields: { duringIdentification: true } },
        { text: `ssh_exchange_identification: read: ${words}`, fields: { duringIdentification: true } },
      ],
    }),
    defineClientPattern({
      id: `client-banner-exchange-${id}`,
      emits,
      since: '8.0',
      heads: ['banner'],
      regex: /^banner exchange: Connection to (\S{1,64}) port (\d{1,5}): (.{1,200})$/,
      decode: (m) => (breaks(group(m, 3)) ? { ...peerAt(group(m, 1), m[2]), duringIdentification: true as const } : undefined),
      samples: [{ text: `banner exchange: Connection to 192.0.2.250 port 22: ${words}`, fields: { ...at, duringIdentification: true } }],
    }),
    // To 7.1 without a port. It comes from the key exchange and the login.
    defineClientPattern({
      id: `client-dispatch-${id}`,
      emits,
      since: '6.8',
      heads: ['ssh_dispatch_run_fatal:'],
      regex: /^ssh_dispatch_run_fatal: Connection to (\S{1,64})(?: port (\d{1,5}))?: (.{1,200})$/,
      decode: (m) => (breaks(group(m, 3)) ? peerAt(group(m, 1), m[2]) : undefined),
      samples: [{ text: `ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22: ${words}`, fields: at }],
    }),
  ];
});
