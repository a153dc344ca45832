import { BlockList } from 'node:net';
import { InvalidArgumentError } from 'commander';
import { isIP } from '../ip-address.js';

export interface AddressFilter {
  (ip: string): boolean;
  /** As the user wrote it. */
  text: string;
}

/** `192.0.2.10`, `192.0.2.0/24` or `2001:db8::/32` as a test of addresses. */
export function parseAddressFilter(text: string): AddressFilter {
  const [address = '', prefix, rest] = text.split('/');
  const family = isIP(address);
  const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
  const valid = family !== 0 && rest === undefined && /^\d{1,3}$/.test(prefix ?? '0') && bits <= (family === 6 ? 128 : 32);
  if (!valid) throw new InvalidArgumentError('Give an address or a network, such as 192.0.2.10 or 192.0.2.0/24.');
  const list = new BlockList();
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
  const admits = (ip: string) => {
    const kind = isIP(ip);
    return kind !== 0 && list.check(ip, kind === 6 ? 'ipv6' : 'ipv4');
  };
  return Object.assign(admits, { text });
}
