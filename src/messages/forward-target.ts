import type { ForwardTarget, Originator } from '../events.js';

/** A host and port, or without a port the path of a Unix-domain socket. Both are the client's words. */
export function target(host: string, port: string | undefined): ForwardTarget {
  return port === undefined ? { path: host } : { host, targetPort: Number(port) };
}

/** What the client says of the other end behind it; port 0 where it does not know it. */
export function originator(address: string, port: string): Originator {
  return { ...(address !== '' && { originator: address }), ...(Number(port) > 0 && { originatorPort: Number(port) }) };
}
