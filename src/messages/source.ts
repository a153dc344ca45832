import { ipAddress } from './peer.js';

/** Where a login comes from, from one word: an address, or the name that UseDNS found for it. Nothing for `UNKNOWN`. */
export function sourceAt(text: string): { ip?: string; host?: string } {
  const ip = ipAddress(text);
  const source: { ip?: string; host?: string } = {};
  if (ip !== undefined) source.ip = ip;
  else if (text !== '' && text !== 'UNKNOWN') source.host = text;
  return source;
}

/** Words of a list as sshd prints it, separated by `separator`; no empty ones. */
export function words(text: string, separator: string): string[] {
  return text.split(separator).filter((word) => word !== '');
}
