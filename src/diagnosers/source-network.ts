import type { Connection } from '../connections/connection.js';

/**
 * The network of a source: an IPv4 /24, an IPv6 /64, which is what one customer usually has.
 * An address that is not known gives `unknown`; a zone (`%eth0`) does not count.
 */
export function sourceNetwork(ip: string | undefined): string {
  if (ip === undefined) return 'unknown';
  if (!ip.includes(':')) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  // An embedded IPv4 address fills two groups, but it stands at the end, behind the first four.
  const width = right.length + (right.at(-1)?.includes('.') ? 1 : 0);
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - width)).fill('0'), ...right];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** The network that a connection comes from; found out once for all its lines. */
export function networkOf(connection: Connection | undefined): string {
  if (connection?.ip === undefined) return sourceNetwork(undefined);
  return (connection.network ??= sourceNetwork(connection.ip));
}
