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
    expect(applyEdits(text, [{ file: 'f', line: 2, lines: ['X'] }])).toBe(after);
  });

  it('begins a file that is empty', () => {
    expect(applyEdits('', [{ file: 'f', line: 1, lines: ['X', 'Y'] }])).toBe('X\nY\n');
  });

  it('puts several lines in the order given, and nothing behind a last line without an end', () => {
    expect(applyEdits('a\r\nb', [{ file: 'f', line: 3, lines: ['X'] }, { file: 'f', line: 3, lines: ['Y', 'Z'] }])).toBe('a\r\nb\r\nX\r\nY\r\nZ');
  });

  it('changes a line, and nothing beside it', () => {
    const text = '\t a  b\t# \xff\x85\x0b\r\nc\xe9';
    expect(applyEdits(text, [
      { file: 'f', line: 1, replaces: '\t a  b\t# \xff\x85\x0b', lines: ['\t A  b\t# \xff\x85\x0b'] },
      { file: 'f', line: 2, lines: ['new'] },
    ])).toBe('\t A  b\t# \xff\x85\x0b\r\nnew\r\nc\xe9');
  });
});
