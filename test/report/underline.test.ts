import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { printable } from '../../src/report/safe-text.js';
import { underlinedRows, type Row } from '../../src/report/text/underline.js';

const graphemes = new Intl.Segmenter();

/** What stands above the `^`, read column by column as a person would. */
function underlined({ text, underline }: Row): string {
  let column = 0;
  let found = '';
  for (const { segment } of graphemes.segment(text)) {
    if (underline[column] === '^') found += segment;
    column += stringWidth(segment);
  }
  return found;
}

function rows(text: string, mark: [number, number], columns = 40, limit = 99): Row[] {
  return underlinedRows({ file: 'f', line: 1, text, mark }, columns, limit);
}

test('the underline stands under wide characters and escapes', () => {
  expect(rows('user 日本語 failed', [5, 8])).toEqual([{ text: 'user 日本語 failed', underline: '     ^^^^^^' }]);
  expect(rows('a\x1bb', [2, 3])).toEqual([{ text: 'a\\x1bb', underline: '     ^' }]);
});

test('without a mark, or with one outside of the text, nothing is underlined', () => {
  expect(underlinedRows({ file: 'f', line: 1, text: 'abc' }, 40, 4)).toEqual([{ text: 'abc', underline: '' }]);
  expect(rows('abc', [7, 9])).toEqual([{ text: 'abc', underline: '' }]);
  expect(rows('abc', [2, 1])).toEqual([{ text: 'abc', underline: '' }]);
  expect(rows('', [0, 1])).toEqual([]);
});

test('of a long line the rows around the mark are shown', () => {
  const text = `${'before '.repeat(40)}HERE ${'after '.repeat(40)}`;
  const at = text.indexOf('HERE');
  const shown = rows(text, [at, at + 4], 40, 3);
  expect(shown).toHaveLength(3);
  expect(shown.map(underlined).join('')).toBe('HERE');
  expect(shown[0]?.text.startsWith('…')).toBe(true);
  expect(shown[2]?.text.endsWith('…')).toBe(true);
});

test('whatever the line, rows keep their width and the mark is what is underlined', () => {
  const letter = fc.constantFrom('a', 'b', ',', ' ', '-', '語', '\x1b', '🦀', 'é', '\u202e');
  const line = fc.array(letter, { maxLength: 200 }).map((letters) => letters.join(''));
  fc.assert(fc.property(line, fc.nat(200), fc.nat(60), fc.integer({ min: 12, max: 90 }), (text, start, length, columns) => {
    const end = Math.min(text.length, start + length);
    const all = rows(text, [start, end], columns);
    for (const row of all) {
      expect(stringWidth(row.text)).toBeLessThanOrEqual(columns);
      expect(row.underline.length).toBeLessThanOrEqual(columns);
    }
    // Blanks at the end of a row are not printed.
    const blank = / /g;
    expect(all.map(underlined).join('').replace(blank, '')).toBe(printable(text.slice(start, end)).replace(blank, ''));
  }), { numRuns: 1000 });
});
