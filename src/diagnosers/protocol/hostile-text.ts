import { isIPv4, isIPv6 } from '../../ip-address.js';

/** Characters that act on a terminal or on a log: escape, backspace, bell, line ends, and the C1 form of an escape. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ACTING = /[\x07\b\n\r\x1b\x7f\x9b]/;
/** Binary protocols begin with such a byte (TLS, RDP, SMB); random data behind it means nothing. */
// oxlint-disable-next-line no-control-regex -- as above
const BINARY = /^[\0-\x06\x0e-\x1a]/;

/** How a text is made to mislead who reads it in a log or on a terminal; undefined where it is not. */
export function hostility(text: string): 'control-characters' | 'forged-address' | undefined {
  if (BINARY.test(text)) return undefined;
  if (ACTING.test(text)) return 'control-characters';
  // An identification has no use for an address: it is there to be taken for the source of the line.
  return text.split(/\s+/).some((word) => (word.includes(':') ? isIPv6(word) : isIPv4(word))) ? 'forged-address' : undefined;
}
