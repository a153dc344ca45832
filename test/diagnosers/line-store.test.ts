import { describe, expect, test } from 'vitest';
import { createLineStore } from '../../src/diagnosers/attack/line-store.js';
import type { LogRecord } from '../../src/events.js';

const record = (fields: Partial<LogRecord> = {}): LogRecord => {
  const text = fields.text ?? 'Failed password for root from 192.0.2.1 port 50022 ssh2';
  return {
    file: 'secure', source: 'secure', line: 1, raw: `Nov 20 12:00:00 server sshd[634]: ${text}`, text, time: 1_763_640_000_000, timeAssumed: ['year', 'zone'],
    host: 'server', process: 'sshd', pid: 634, level: 'info', levelShown: true, preauth: false, cut: false, repeat: 1, bare: false, ...fields,
  };
};

describe('the store of lines', () => {
  test.each<[string, Partial<LogRecord>]>([
    ['an ordinary line', {}],
    ['a line without time and pid', { time: undefined, pid: undefined }],
    ['a repeated one', { repeat: 7 }],
    ['one of another process', { process: 'sshd-session', preauth: true, line: 5_000_000_000 }],
    ['bytes above 127', { raw: 'sshd: \xc3\xa9', text: '\xc3\xa9' }],
    ['characters that are no bytes', { raw: 'sshd: \u4e2d', text: '\u4e2d' }],
    ['a text that its line does not have', { raw: 'one piece', text: 'two pieces, put together', joined: true }],
    ['an empty text', { raw: 'Nov 20 12:00:00 server sshd[634]: ', text: '' }],
  ])('gives back %s', (_, fields) => {
    const store = createLineStore();
    const kept = record(fields);
    const number = store.keep(kept, store.origin(kept));
    const other = record({ line: 2, host: 'other', text: 'something else' });
    store.keep(other, store.origin(other));
    expect(store.recall(number)).toEqual(kept);
  });

  test('keeps a line once for all who ask in turn', () => {
    const store = createLineStore();
    const line = record();
    expect(store.keep(line, store.origin(line))).toBe(store.keep(line, store.origin(line)));
  });

  test('forgets the oldest, and never gives another line for it', () => {
    const store = createLineStore();
    const numbers = Array.from({ length: 40_000 }, (_, line) => {
      const kept = record({ line, raw: `${line} `.padEnd(90 + line % 200, 'x'), text: `${line}` });
      return store.keep(kept, store.origin(kept));
    });
    const remembered = numbers.map((number) => store.recall(number)).map((found, line) => found && found.line === line && found.raw.startsWith(`${line} x`));
    expect(remembered.at(0)).toBeUndefined();
    expect(remembered.at(-1)).toBe(true);
    expect(remembered.filter((found) => found === false)).toEqual([]);
    expect(remembered.filter((found) => found).length).toBeGreaterThan(15_000);
  });
});
