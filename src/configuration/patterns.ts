import { BlockList } from 'node:net';
import { isIP } from '../ip-address.js';

/** Longer patterns are cut nowhere in sshd, but refused: no real one is that long, and matching takes their product. */
const MAX_PATTERN = 1024;

/** `*` any text, `?` one character. Linear but for the last star, so that no pattern is slow. */
export function matchesPattern(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** `negated`: an entry with `!` matched, which outweighs the others. */
export type ListMatch = 'yes' | 'no' | 'negated';

/** A list of patterns, separated by commas, any of which may be negated. */
export function matchList(text: string, list: string, fold = false): ListMatch {
  return eachPattern(list, (pattern) => pattern.length < MAX_PATTERN && matchesPattern(text, fold ? pattern.toLowerCase() : pattern));
}

/** A list of addresses, networks (CIDR) and patterns. */
export function matchAddressList(address: string, list: string): ListMatch {
  return eachPattern(list, (pattern) => inNetwork(address, pattern) ?? matchesPattern(address, pattern));
}

function eachPattern(list: string, matches: (pattern: string) => boolean): ListMatch {
  let found: ListMatch = 'no';
  for (const entry of list.split(',')) {
    const negated = entry.startsWith('!');
    if (!matches(negated ? entry.slice(1) : entry)) continue;
    if (negated) return 'negated';
    found = 'yes';
  }
  return found;
}

/** Whether the address lies in the network; undefined where the pattern is no address. */
function inNetwork(address: string, pattern: string): boolean | undefined {
  const network = parseNetwork(pattern);
  if (network === undefined) return undefined;
  const family = isIP(address);
  if (family !== isIP(network.address)) return false;
  const list = new BlockList();
  list.addSubnet(network.address, network.bits, family === 6 ? 'ipv6' : 'ipv4');
  return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

interface Network {
  address: string;
  bits: number;
}

function parseNetwork(pattern: string): Network | undefined {
  const [, address = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(pattern) ?? [];
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const bits = digits === undefined ? most : Number(digits);
  return family === 0 || bits > most ? undefined : { address, bits };
}

/** Why sshd refuses the list; undefined where it takes it. A mask must fit its address: host bits are an error. */
export function addressListFault(list: string): string | undefined {
  for (const entry of list.split(',')) {
    const pattern = entry.startsWith('!') ? entry.slice(1) : entry;
    if (pattern === '') return 'it has an empty entry';
    const slash = pattern.indexOf('/');
    if (slash < 0) continue;
    const network = parseNetwork(pattern);
    // What is no address is a pattern, slash and all.
    if (network === undefined && isIP(pattern.slice(0, slash)) === 0) continue;
    if (network === undefined) return `${pattern} is no network: write ADDRESS/BITS`;
    if (hasHostBits(network)) return `${pattern} names a host and a network at once: the bits behind /${network.bits} must be 0`;
  }
  return undefined;
}

function hasHostBits({ address, bits }: Network): boolean {
  const size = isIP(address) === 6 ? 128 : 32;
  const value = size === 32 ? bitsOf4(address) : bitsOf6(address);
  return (value & ((1n << BigInt(size - bits)) - 1n)) !== 0n;
}

function bitsOf4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function bitsOf6(address: string): bigint {
  const plain = address.replace(/%.*/, '').replace(/[\d.]+$/, (tail) => (tail.includes('.') ? hexOf4(tail) : tail));
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}

function hexOf4(address: string): string {
  const value = bitsOf4(address);
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}
