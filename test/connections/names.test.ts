import { expect, test } from 'vitest';
import { createNames } from '../../src/connections/text.js';

test('a name is what it was, however many others were tried and however long it is', () => {
  const ownName = createNames();
  const names = ['', 'root', '192.0.2.10', '2001:db8::17', 'x'.repeat(300), '\xc3\xa9', ...Array.from({ length: 40_000 }, (_, i) => `user${i}`)];
  for (const name of [...names, ...names]) if (ownName(`[${name}]`.slice(1, -1)) !== name) expect.fail(name);
  expect(names.slice(0, 6).map(ownName)).toEqual(names.slice(0, 6));
});
