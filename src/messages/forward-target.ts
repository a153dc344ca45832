import type { ForwardTarget } from '../events.js';

/** A host and port, or without a port the path of a Unix-domain socket. Both are the client's words. */
export function target(host: string, port: string | undefined): ForwardTarget {
  return port === undefined ? { path: host } : { host, targetPort: Number(port) };
}
