import type { EventJson } from './event-ndjson.js';
import { isIP } from '../ip-address.js';

/** The other end of a connection, in the types that schemas of SIEMs ask for. */
export interface SourceAddress {
  ip: string;
  port?: number;
}

/** Events whose addresses are the server's own. */
const OF_SERVER = /^server\./;

/** sshd writes `UNKNOWN` and port 65535 for a socket that is gone, and a zone behind a link-local address: none is an address. */
export function sourceAddress({ type, ip, port }: EventJson): SourceAddress | undefined {
  if (OF_SERVER.test(type)) return undefined;
  const address = typeof ip === 'string' ? ip.replace(/%.*$/s, '') : '';
  if (isIP(address) === 0) return undefined;
  return { ip: address, ...(typeof port === 'number' && port > 0 && port < 65_536 && { port }) };
}
