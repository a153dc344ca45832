import type { ForwardTarget } from '../../events.js';

/** Names come from the client, and go into sentences and commands only where they are plain. */
const PLAIN_HOST = /^[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}$/;

export function plainHost(host: string | undefined): string | undefined {
  return host !== undefined && PLAIN_HOST.test(host) ? host : undefined;
}

/** `db.example.net port 5432`, a path, or `a target`. For people. */
export function describeTarget({ host, targetPort, path }: ForwardTarget): string {
  const name = plainHost(host);
  if (name !== undefined) return targetPort === undefined ? name : `${name} port ${targetPort}`;
  return path === undefined ? 'a target' : 'a Unix-domain socket';
}

/** Tells targets apart. */
export function targetKey({ host, targetPort, path }: ForwardTarget): string {
  return `${host ?? ''} ${targetPort ?? ''} ${path ?? ''}`;
}
