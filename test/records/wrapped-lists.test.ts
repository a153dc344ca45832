import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRecords } from '../support/records.js';

const SEED = readFileSync(new URL('../../fixtures/seeds/kex-mismatch-5.3-debug2-wrapped.log', import.meta.url), 'utf8');
const list = (length: number) => 'aes128-ctr,'.repeat(200).slice(0, length - 1) + 'x';

describe('a list on the line behind its label', () => {
  test('is joined: the seed holds two blocks of ten lists', () => {
    const lists = readRecords(SEED).records.filter(({ text }) => /^kex_parse_kexinit:(?! first| reserved)/.test(text));
    expect(lists).toHaveLength(20);
    expect(lists.filter(({ text }) => text.endsWith(':'))).toHaveLength(4);
    expect(lists[0]?.text).toMatch(/^kex_parse_kexinit: \S+,\S+$/);
  });

  test('is joined in CR LF files and with CR CR LF as well', () => {
    const plain = readRecords(SEED).records;
    expect(readRecords(SEED.replaceAll('\n', '\r\n')).records).toEqual(plain);
    expect(readRecords(SEED.replaceAll('\n', '\r\r\n')).records).toEqual(plain);
  });

  test('in several lines, with the tag behind the last', () => {
    expect(
      readRecords('sshd[1]: debug2: ciphers ctos:\naes128-ctr,aes192-ctr,\n  aes256-ctr [preauth]\nsshd[1]: text').records,
    ).toMatchObject([
      {
        line: 3,
        raw: '  aes256-ctr [preauth]',
        text: 'ciphers ctos: aes128-ctr,aes192-ctr,aes256-ctr',
        level: 'debug2',
        preauth: true,
      },
      { line: 4, text: 'text' },
    ]);
  });

  test.each([
    ['a line with a header', 'sshd[1]: debug2: ciphers ctos: ', 'sshd[1]: aes128-ctr'],
    ['a sentence', 'sshd[1]: debug2: ciphers ctos: ', 'aes128-ctr is fine'],
    ['a forged continuation', 'sshd[1]: debug2: ciphers ctos: ', 'a;b'],
  ])('%s is not joined', (_, first, second) => {
    expect(readRecords(`${first}\n${second}\n`).records.map(({ text }) => text)[0]).toBe('ciphers ctos: ');
  });

  test('a line that does not end in a colon or comma takes no list', () => {
    expect(readRecords('sshd[1]: debug2: text\naes128-ctr').records.map(({ text }) => text)).toEqual(['text', 'aes128-ctr']);
  });

  test('a waiting line is given when the log ends', () => {
    expect(readRecords('sshd[1]: debug2: ciphers ctos:').records).toMatchObject([{ text: 'ciphers ctos:' }]);
  });
});

describe('a text that reached the limit of sshd is marked as cut', () => {
  const cut = (text: string) => readRecords(text).records.map((record) => record.cut);
  const HEADER = 'Nov 20 12:00:00 server sshd[1]: ';

  test('syslog: 500 bytes, level word and tag included', () => {
    expect(cut(`${HEADER}${'x'.repeat(499)}\n${HEADER}${'x'.repeat(500)}\n${HEADER}${'x'.repeat(700)}\n`)).toEqual([
      false,
      true,
      true,
    ]);
    expect(cut(`${HEADER}debug2: ${'x'.repeat(491)}\n${HEADER}debug2: ${'x'.repeat(492)}\n`)).toEqual([false, true]);
    expect(cut(`${HEADER}${'x'.repeat(489)} [preauth]\n${HEADER}${'x'.repeat(490)} [preauth]\n`)).toEqual([false, true]);
  });

  test('500 bytes, not characters', () => {
    expect(cut(`${HEADER}${'\u00e9'.repeat(249)}\n${HEADER}${'\u00e9'.repeat(250)}\n`)).toEqual([false, true]);
  });

  test('what sshd prints itself: about 1020', () => {
    expect(cut(`${'x'.repeat(501)}\r\n${'x'.repeat(1019)}\r\n${'x'.repeat(1020)}\r\n`)).toEqual([false, false, true]);
  });

  test('syslog text whose header a tool left out (journalctl -o cat)', () => {
    expect(cut(`${'x'.repeat(499)}\n${'x'.repeat(500)}\n${'x'.repeat(501)}\n`)).toEqual([false, true, false]);
  });

  test('a wrapped list counts as the one line that it was', () => {
    const wrapped = (length: number) => cut(`sshd[1]: debug2: kex_parse_kexinit:\n${list(length)}\n`);
    expect([wrapped(472), wrapped(473)]).toEqual([[false], [true]]);
  });
});

test.each([
  ['debug1: text', 'debug1', 'text'],
  ['debug2:  text', 'debug2', ' text'],
  ['debug3:', 'debug3', ''],
  ['debug4: text', 'info', 'debug4: text'],
  ['debug1 text', 'info', 'debug1 text'],
  ['error: text', 'error', 'text'],
  ['error:text', 'info', 'error:text'],
  ['fatal: text', 'fatal', 'text'],
  ['fatal: error: text', 'fatal', 'error: text'],
  ['Error: text', 'info', 'Error: text'],
  ['', 'info', ''],
])('level marker of %j', (message, level, text) => {
  expect(readRecords(`Nov 20 12:00:00 server sshd[1]: ${message}`).records).toMatchObject([{ level, text, levelShown: true }]);
});

test.each([
  ['text [preauth]', 'text', true],
  ['text [postauth]', 'text', false],
  ['text [preauth] [preauth]', 'text [preauth]', true],
  ['reserved 0  [preauth]', 'reserved 0 ', true],
  ['text[preauth]', 'text[preauth]', false],
  // sshd writes nothing behind the mark: a blank there was added by whoever copied the line.
  ['text [preauth] ', 'text', true],
  [' [preauth]', '', true],
])('child tag of %j', (message, text, preauth) => {
  expect(readRecords(`Nov 20 12:00:00 server sshd[1]: ${message}`).records).toMatchObject([{ text, preauth }]);
});
