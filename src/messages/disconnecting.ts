import type { Peer } from '../events.js';
import { group, peerWho } from './peer.js';

export const TOO_MANY = 'Too many authentication failures';
export const NO_METHODS = 'no authentication methods enabled';
export const CHANGE = 'Change of username or service not allowed: ';

/** Whom sshd gave up, and why. */
export interface Told {
  peer: Peer & { user?: string; validUser?: boolean };
  reason: string;
}

const NAMED = /^Disconnecting (authenticating ?|invalid |)user (.*)$/s;
const PEER = / (\S+) port (\d{1,5}):(?= )/g;
/** What sshd says before a login is through. The last two hold words of the client. */
const REASON = new RegExp(`^(?:(?:${TOO_MANY}|${NO_METHODS})$|strict KEX violation: |Protocol error: |${CHANGE}|bad service request )`, 's');
const QUOTING = new RegExp(`^(?:${CHANGE}|bad service request )`);

/**
 * Takes `Disconnecting invalid user x 192.0.2.1 port 50022: reason` apart (7.5 and later). The name of an account that exists is ordinary,
 * so the first address is sshd's. Of another the client chooses the name, and words of some reasons as well: the last address in front of
 * a reason of sshd's is its own, unless a reason before it can hold all that follows. Then nothing tells, and nobody is named.
 */
export function toldWhom(text: string): Told | undefined {
  const named = NAMED.exec(text);
  if (named === null) return undefined;
  const standing = group(named, 1);
  const rest = group(named, 2);
  const readings = [...rest.matchAll(PEER)].map((match) => ({ match, reason: rest.slice(match.index + match[0].length + 1) }));
  const fitting = readings.filter(({ reason }) => REASON.test(reason));
  const reading = standing.startsWith('invalid') ? (fitting.at(-1) ?? readings.at(-1)) : readings[0];
  if (reading === undefined) return undefined;
  const { match, reason } = reading;
  if (fitting.some((other) => other.match.index < match.index && QUOTING.test(other.reason))) return { peer: {}, reason };
  return { peer: peerWho(standing, rest.slice(0, match.index), group(match, 1), group(match, 2)), reason };
}
