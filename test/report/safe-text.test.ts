import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeJson } from '../../src/report/safe-json.js';
import { printable, printableWord } from '../../src/report/safe-text.js';

describe('printable', () => {
  test.each([
    ['plain ASCII', 'Failed password for fred', 'Failed password for fred'],
    ['a backslash of sshd\'s own', 'user \\303\\251', 'user \\303\\251'],
    ['CSI', '\x1b[2J', '\\x1b[2J'],
    ['OSC that sets the title', '\x1b]0;owned\x07', '\\x1b]0;owned\\x07'],
    ['CSI as one C1 character', '\x9b31m', '\\x9b31m'],
    ['line ends and tabs', 'a\rb\nc\td', 'a\\rb\\nc\\td'],
    ['NUL, backspace, DEL', '\0\b\x7f', '\\x00\\x08\\x7f'],
    ['bidi overrides and isolates', '\u202e\u2066\u2069\u200f\u061c', '\\u{202e}\\u{2066}\\u{2069}\\u{200f}\\u{61c}'],
    ['zero width', 'a\u200bb\ufeffc\u2060', 'a\\u{200b}b\\u{feff}c\\u{2060}'],
    ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['spaces that look like a space', 'a\u00a0b\u3000c', 'a\\xa0b\\u{3000}c'],
    ['lone surrogates', '\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
    ['private use and unassigned', '\ue000\u{e0100}\uffff\u0378', '\\u{e000}\\u{e0100}\\u{ffff}\\u{378}'],
    ['tags', '\u{e0041}\u{e007f}', '\\u{e0041}\\u{e007f}'],
    ['letters of any script', 'Åse 日本語 العربية हिन्दी', 'Åse 日本語 العربية हिन्दी'],
    ['emoji, joined ones taken apart', '🦀 👨\u200d👩', '🦀 👨\\u{200d}👩'],
    ['a mark on a letter', 'e\u0301', 'e\u0301'],
    ['a mark on nothing', '\u0301e \u0301', '\\u{301}e \\u{301}'],
    ['a pile of marks', `e${'\u0301'.repeat(5)}`, 'e\u0301\u0301\u0301\\u{301}\\u{301}'],
    ['commands of GitHub', 'x ::error::y,::Add-Mask::z,##[group]a', 'x \\x3a:error::y,\\x3a:Add-Mask::z,\\x23#[group]a'],
    ['commands of Azure and TeamCity', '##vso[task.setvariable variable=x]y ##teamcity[x]', '\\x23#vso[task.setvariable variable=x]y \\x23#teamcity[x]'],
    ['addresses and headings', 'from ::1 and ::ffff:192.0.2.1 and 2001:db8::dead ## x', 'from ::1 and ::ffff:192.0.2.1 and 2001:db8::dead ## x'],
  ])('%s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('leaves nothing that a terminal obeys, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const safe = printable(text);
      expect(safe).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      expect(printable(safe)).toBe(safe);
    }), { numRuns: 2000 });
  });
});

test('JSON has no commands of runners, and the same value', () => {
  const value = { name: '##vso[task.setvariable variable=x]y ##[error]z # ##' };
  expect(safeJson(value)).not.toMatch(/##(?:vso)?\[/);
  expect(JSON.parse(safeJson(value))).toEqual(value);
});

test('a name that could be read as a sentence is quoted', () => {
  expect(printableWord('fred')).toBe('fred');
  expect(printableWord('2001:db8::1')).toBe('2001:db8::1');
  expect(printableWord('root from 192.0.2.99')).toBe('"root from 192.0.2.99"');
  expect(printableWord('a"b')).toBe('"a\\"b"');
  expect(printableWord('')).toBe('""');
});
