import type { EventJson } from './event-ndjson.js';
import { isIP } from '../ip-address.js';

/** The other end of a connection, in the types that schemas of SIEMs ask for. */
export interface PeerAddress {
  ip: string;
  port?: number;
}

/** Events whose addresses are the server's own. */
const OF_SERVER = /^server\./;

/** Programs that go to a server: in their logs the other end is the server, and nobody's source. */
const CLIENTS: ReadonlySet<string> = new Set(['ssh', 'sftp', 'scp', 'slogin']);

/** Whether a client wrote it. */
export function isOfClient({ process }: EventJson): boolean {
  return CLIENTS.has(process);
}

/** sshd writes `UNKNOWN` and port 65535 for a socket that is gone, and a zone behind a link-local address: none is an address. */
export function peerAddress({ type, ip, port }: EventJson): PeerAddress | undefined {
  if (OF_SERVER.test(type)) return undefined;
  const address = typeof ip === 'string' ? ip.replace(/%.*$/s, '') : '';
  if (isIP(address) === 0) return undefined;
  return { ip: address, ...(typeof port === 'number' && port > 0 && port < 65_536 && { port }) };
}
