import { copyText } from '../../connections/text.js';
import { isIP } from '../../ip-address.js';

/**
 * Networks that belong to nobody: for documentation (RFC 5737), for benchmarks (RFC 2544), reserved (RFC 1112). The first three
 * are what readers know; a botnet has more addresses than they hold.
 */
const NETWORKS: readonly [first: number, size: number][] = [
  [0xc000_0200, 0x100], [0xc633_6400, 0x100], [0xcb00_7100, 0x100], [0xc612_0000, 0x2_0000], [0xf000_0000, 0xf00_0000],
];
/** Addresses that get one of their own; all further ones share one. */
const MAX_ADDRESSES = 1_000_000;

const V4 = String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)`;
const V6 = String.raw`(?<![\w:.])[\da-fA-F:]*:[\da-fA-F:]*:[\da-fA-F:]*(?:(?:\.\d{1,3}){3}(?!\d))?`;
const ADDRESS = new RegExp(`${V6}|${V4}`, 'g');

/** The addresses in a text, each replaced by one that belongs to nobody: the same for the same, in the order in which they are met. */
export interface Addresses {
  /** What stands in place of a part of a text that looks like an address; the part itself where it is none. */
  replace(part: string): string;
  pattern: RegExp;
}

export function createAddresses(): Addresses {
  const v4 = new Map<string, string>();
  const v6 = new Map<string, string>();
  let next4 = 0;

  function fourth(address: string): string {
    if (isNobody4(address)) return address;
    let pseudonym = v4.get(address);
    if (pseudonym === undefined) {
      // Where the log itself is of a documentation network, its addresses must not stand for one another.
      do pseudonym = addressAt(next4++); while (v4.has(pseudonym));
      if (v4.size < MAX_ADDRESSES) v4.set(copyText(address), pseudonym);
    }
    return pseudonym;
  }

  function sixth(address: string): string {
    const key = address.toLowerCase();
    if (key === '::' || key === '::1') return address;
    const mapped = /^(::ffff:)([\d.]+)$/.exec(key);
    if (mapped) return `::ffff:${fourth(mapped[2] ?? '')}`;
    let pseudonym = v6.get(key);
    if (pseudonym === undefined) {
      pseudonym = `2001:db8::${(Math.min(v6.size, MAX_ADDRESSES) + 0x100).toString(16)}`;
      if (v6.size < MAX_ADDRESSES) v6.set(copyText(key), pseudonym);
    }
    return pseudonym;
  }

  return {
    pattern: ADDRESS,
    replace(part) {
      // `from 2001:db8::1:` and the like: the colon is of the sentence.
      for (let end = part.length; end > 1; end--) {
        const head = part.slice(0, end);
        const family = isIP(head);
        if (family !== 0) return (family === 4 ? fourth(head) : sixth(head)) + part.slice(end);
        if (head.at(-1) !== ':') return part;
      }
      return part;
    },
  };
}

/** Loopback and what stands for no or every address: advice depends on it, and it tells nothing of anybody. */
function isNobody4(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0' || address === '255.255.255.255';
}

function addressAt(index: number): string {
  let left = index;
  for (const [first, size] of NETWORKS) {
    // Neither the address of the network nor that of the broadcast.
    if (left < size - 2) return dotted(first + 1 + left);
    left -= size - 2;
  }
  return '255.255.255.254';
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}
