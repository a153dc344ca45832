import { describe, expect, test } from 'vitest';
import { byRotation, rotationOf } from '../../src/records/rotation.js';

test.each([
  ['/var/log/auth.log', '/var/log/auth.log', 'none'],
  ['/var/log/auth.log.gz', '/var/log/auth.log', 'none'],
  ['/var/log/auth.log.1', '/var/log/auth.log', 'number'],
  ['/var/log/auth.log.12.gz', '/var/log/auth.log', 'number'],
  ['messages.0.bz2', 'messages', 'number'],
  ['secure-20261101', 'secure', 'date'],
  ['secure-20261101.xz', 'secure', 'date'],
  ['secure-2026-11-01.zst', 'secure', 'date'],
  ['secure-20261101-1200', 'secure', 'date'],
  ['secure-1795207283', 'secure', 'date'],
  ['/var/log/messages.old', '/var/log/messages', 'old'],
  ['web1.log', 'web1.log', 'none'],
  ['a.d/.1', 'a.d/.1', 'none'],
  ['20261101', '20261101', 'none'],
])('%s belongs to %s', (path, base, kind) => {
  expect(rotationOf(path)).toMatchObject({ base, kind });
});

describe('the order of a set', () => {
  const order = (names: string[], ages: Record<string, number> = {}) =>
    byRotation(names.map((name) => ({ name, latest: ages[name] ?? 0 }))).map(({ name }) => name);

  test('follows the names', () => {
    expect(order(['a.log', 'a.log.10.gz', 'a.log.1', 'a.log.2.gz'])).toEqual(['a.log.10.gz', 'a.log.2.gz', 'a.log.1', 'a.log']);
    expect(order(['s', 's-20270103.gz', 's-20261227', 's-20270110'])).toEqual(['s-20261227', 's-20270103.gz', 's-20270110', 's']);
    expect(order(['m', 'm.0.bz2', 'm.1.bz2'])).toEqual(['m.1.bz2', 'm.0.bz2', 'm']);
    expect(order(['m', 'm.old'])).toEqual(['m.old', 'm']);
  });

  test('follows the ages where numbers and dates are mixed', () => {
    expect(order(['m', 'm.1', 'm-20261101', 'm.2'], { m: 9, 'm.1': 8, 'm.2': 5, 'm-20261101': 6 })).toEqual(['m.2', 'm-20261101', 'm.1', 'm']);
  });
});
