import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/patch/edit.js';

describe('an edit', () => {
  it.each([
    ['a\nb\n', 'a\nX\nb\n'],
    ['a\r\nb\r\n', 'a\r\nX\r\nb\r\n'],
    ['a\nb', 'a\nX\nb'],
    ['a', 'a\nX'],
    ['a\r\n', 'a\r\nX\r\n'],
  ])('puts a line into %j', (text, after) => {
    expect(applyEdits(text, [{ file: 'f', after: 1, lines: ['X'] }])).toBe(after);
  });

  it('begins a file that is empty', () => {
    expect(applyEdits('', [{ file: 'f', after: 0, lines: ['X', 'Y'] }])).toBe('X\nY\n');
  });

  it('changes columns from the end on, and nothing beside them', () => {
    const text = '\t a  b\t# \xff\x85\x0b\r\nc';
    expect(applyEdits(text, [
      { file: 'f', line: 1, span: [2, 3], text: 'AA' },
      { file: 'f', line: 1, span: [5, 6], text: 'BB' },
      { file: 'f', after: 1, lines: ['new'] },
    ])).toBe('\t AA  BB\t# \xff\x85\x0b\r\nnew\r\nc');
  });
});
