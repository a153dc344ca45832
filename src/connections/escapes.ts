import { asUnicode } from './text.js';

const ESCAPE = /\\(?:([0-3][0-7]{2})|([\\abfnrtvs0])|\^(.)|M([-^])(.))/g;
const C_ESCAPES: Record<string, string> = {
  '\\': '\\', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', s: ' ', '0': '\0',
};

/**
 * Undoes what sshd does to control characters, backslashes and bytes above 127 before it logs them (vis(3), VIS_OCTAL).
 * Text that the unprivileged child logged is escaped by the child and again by the monitor, through 10.2: `times` is 2.
 */
export function decodeEscapes(text: string, times: 1 | 2): string {
  if (!text.includes('\\')) return asUnicode(text);
  let decoded = text;
  for (let i = 0; i < times; i++) {
    decoded = decoded.replace(ESCAPE, (whole, octal: string | undefined, letter: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return letter === undefined ? whole : (C_ESCAPES[letter] ?? whole);
    });
  }
  return asUnicode(decoded);
}
