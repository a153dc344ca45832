const DOT = 46;
const ZERO = 48;
const COLON = 58;
const NAME_OF_ZONE = /^[0-9a-zA-Z.:-]+$/;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** The four numbers up to 255, with dots between and without leading zeros, that `text` is from `at` on, as one number; -1 where it is not. */
function fourNumbers(text: string, at: number): number {
  let address = 0;
  let dots = 0;
  let digits = 0;
  let value = 0;
  // Almost every line has one: each character is read once.
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0 || dots === 3) return -1;
      address = address * 256 + value;
      dots++;
      digits = 0;
      value = 0;
    } else {
      if (!isDigit(code) || (digits > 0 && value === 0)) return -1;
      digits++;
      value = value * 10 + code - ZERO;
      if (value > 255) return -1;
    }
  }
  return dots === 3 && digits > 0 ? address * 256 + value : -1;
}

/** Groups of hexadecimal digits, of which the last two may be written as IPv4; `::` stands for one group of zeros or more. */
function isGroups(text: string): boolean {
  let groups = 0;
  let isShortened = false;
  let i = 0;
  while (i < text.length) {
    if (text.charCodeAt(i) === COLON) {
      // Between two groups stands one; at the start and where groups are left out, two.
      if (text.charCodeAt(i + 1) === COLON) {
        if (isShortened) return false;
        isShortened = true;
        i += 2;
        if (i === text.length) break;
      } else if (groups === 0) return false;
      else i++;
    }
    const begin = i;
    while (i - begin < 4 && isHex(text.charCodeAt(i))) i++;
    if (text.charCodeAt(i) === DOT) {
      if (fourNumbers(text, begin) < 0) return false;
      groups += 2;
      break;
    }
    if (i === begin || (i < text.length && text.charCodeAt(i) !== COLON)) return false;
    groups++;
  }
  return isShortened ? groups < 8 : groups === 8;
}

/** Whether this is an IPv4 address, as `isIPv4` of node:net says. */
export function isIPv4(text: string): boolean {
  return fourNumbers(text, 0) >= 0;
}

/** An IPv4 address as a number; undefined for anything else. */
export function numberOfIPv4(text: string): number | undefined {
  const address = fourNumbers(text, 0);
  return address < 0 ? undefined : address;
}

/**
 * Whether this is an IPv6 address, as `isIPv6` of node:net says, which takes its time: to load the module and to compile its long
 * regex takes as long as to read a short log.
 */
export function isIPv6(text: string): boolean {
  const percent = text.indexOf('%');
  return percent < 0 ? isGroups(text) : isGroups(text.slice(0, percent)) && NAME_OF_ZONE.test(text.slice(percent + 1));
}

/** 4, 6, or 0 for what is no address. */
export function isIP(text: string): 0 | 4 | 6 {
  return isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;
}
