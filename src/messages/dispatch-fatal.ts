import type { Level, Peer } from '../events.js';
import { group, peerAt, peerWho, WHO } from './peer.js';

/** One generation of `ssh_dispatch_run_fatal: … <error>`: how the other end was named in front of the error. */
export interface DispatchShape {
  id: string;
  since: string;
  until?: string;
  level: Level;
  /** Source of the regex between the function name and the error. */
  source: string;
  /** How many groups `source` has: the error is the next. */
  groups: number;
  peer: (match: RegExpExecArray) => Peer;
  /** A sample of what `source` stands for, and its peer. */
  sample: string;
  fields: Peer;
}

const at = { ip: '192.0.2.10', port: 50022 };
const withPort = (m: RegExpExecArray): Peer => peerAt(group(m, 1), group(m, 2));

/** From 7.3 the line is at INFO; from 7.5 the account precedes the address once one was named. */
export const DISPATCH_SHAPES: readonly DispatchShape[] = [
  { id: 'bare', since: '6.8', until: '6.8', level: 'fatal', source: '', groups: 0, peer: () => ({}), sample: '', fields: {} },
  {
    id: 'address',
    since: '6.8',
    until: '7.1',
    level: 'fatal',
    source: String.raw`Connection (?:to|from) (\S+): `,
    groups: 1,
    peer: (m) => peerAt(group(m, 1)),
    sample: 'Connection to 192.0.2.10: ',
    fields: { ip: '192.0.2.10' },
  },
  {
    id: 'port-fatal',
    since: '7.2',
    until: '7.2',
    level: 'fatal',
    source: String.raw`Connection (?:to|from) (\S+) port (\d{1,5}): `,
    groups: 2,
    peer: withPort,
    sample: 'Connection from 192.0.2.10 port 50022: ',
    fields: at,
  },
  {
    id: 'port',
    since: '7.3',
    level: 'info',
    source: String.raw`Connection (?:to|from) (\S+) port (\d{1,5}): `,
    groups: 2,
    peer: withPort,
    sample: 'Connection from 192.0.2.10 port 50022: ',
    fields: at,
  },
  {
    id: 'user',
    since: '7.5',
    level: 'info',
    source: `Connection (?:to|from) ${WHO}: `,
    groups: 4,
    peer: (m) => peerWho(group(m, 1), group(m, 2), group(m, 3), group(m, 4)),
    sample: 'Connection from authenticating user fred 192.0.2.10 port 50022: ',
    fields: { ...at, user: 'fred', validUser: true },
  },
];
