import stringWidth from 'fast-string-width';
import { printableWord } from './safe-text.js';
import type { NamedCount } from './stats.js';
import { NARROWEST, pad, wrap } from './wrap.js';

/** A whole block and what is less, in eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const FULL = '█';
const PALE = '░';
/** Columns of a bar at most: longer ones tell no more. */
const LONGEST_BAR = 30;
/** Bars of several lists begin in one column where their names are no longer. */
const USUAL_NAME = 18;

/** A bar of `width` columns for `most`; what is not 0 is seen, where there is room for a bar at all. */
export function bar(value: number, most: number, width: number): string {
  const eighths = value === 0 || width === 0 ? 0 : Math.max(1, Math.round((value / Math.max(1, most)) * width * 8));
  return FULL.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** Two bars in one: `pale` first, in another pattern, so that they are told apart without colour. Each that is not 0 is seen. */
export function stackedBar(pale: number, full: number, most: number, width: number): string {
  const columns = (value: number) => (value === 0 ? 0 : Math.max(1, Math.round((value / Math.max(1, most)) * (width - 1))));
  return PALE.repeat(columns(pale)) + FULL.repeat(columns(full));
}

/**
 * Names with their counts, and how they compare; a name that is too long for the terminal goes on below itself.
 * @param compare whether the counts are of one kind, so that bars mean something
 */
export function countTable(counts: readonly NamedCount[], width: number, indent: number, compare = true): string[] {
  const most = Math.max(...counts.map(({ count }) => count));
  const numbers = String(most).length;
  const names = counts.map(({ name }) => printableWord(name));
  const room = width - indent - numbers - 4;
  const barWidth = !compare || counts.length < 2 ? 0 : Math.max(0, Math.min(LONGEST_BAR, room - Math.max(NARROWEST, Math.ceil(room / 2))));
  const nameWidth = Math.min(room - barWidth, Math.max(USUAL_NAME, ...names.map((name) => stringWidth(name))));
  return counts.flatMap(({ count }, i) => {
    const [first = '', ...rest] = wrap(names[i] ?? '', nameWidth);
    const behind = ' '.repeat(indent + numbers + 2);
    return [
      `${' '.repeat(indent)}${String(count).padStart(numbers)}  ${pad(first, nameWidth)}  ${bar(count, most, barWidth)}`.trimEnd(),
      ...rest.map((line) => behind + line),
    ];
  });
}
