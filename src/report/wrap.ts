import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Below this a layout is not worth keeping: lines may then be longer than the terminal. */
export const NARROWEST = 24;

/** One line of printable ASCII, no space around it: a character is a column. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Printable text as lines of at most `width` columns: `first` stands before the first line, `rest` before the others.
 * Words longer than a line are broken.
 */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const columns = Math.max(NARROWEST, width) - Math.max(stringWidth(first), stringWidth(rest));
  if (text.length <= columns && PLAIN.test(text)) return [first + text];
  return wrapAnsi(text, columns, { hard: true })
    .split('\n')
    .map((line, i) => ((i === 0 ? first : rest) + line).trimEnd());
}

/** `label: text` for one text, a labelled list for several, nothing for none. */
export function labelled(label: string, texts: readonly string[], width: number, paint: (text: string) => string): string[] {
  const [only, ...others] = texts;
  if (only === undefined) return [];
  if (others.length === 0) {
    const [head = '', ...tail] = wrap(`${label}: ${only}`, width, '  ', '    ');
    // The label is painted after wrapping, so that colour cannot change where lines break.
    return [head.replace(`${label}:`, () => paint(`${label}:`)), ...tail];
  }
  return [`  ${paint(`${label}:`)}`, ...texts.flatMap((text) => wrap(text, width, '  - ', '    '))];
}

/** `text` filled with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
