import { expect, test } from 'vitest';
import { addName, noCounts, removeName, topNames } from '../../src/diagnosers/counts.js';

test('names are counted, the most frequent first; of those beyond the limit how many came is known', () => {
  const counts = noCounts();
  expect(topNames(counts)).toEqual([]);
  expect(['fred', 'fred', 'root', 'fred', 'admin', 'admin', '', 'pi'].map((name) => addName(counts, name, 4))).toEqual([false, true, false, true, false, true, false, false]);
  expect(topNames(counts)).toEqual([{ name: 'fred', count: 3 }, { name: 'admin', count: 2 }, { name: '', count: 1 }, { name: 'root', count: 1 }]);
  expect(counts.omitted).toBe(1);
});

test('what is taken back was never there', () => {
  const counts = noCounts();
  addName(counts, 'fred', 3);
  removeName(counts, 'fred');
  expect(topNames(counts)).toEqual([]);
  addName(counts, 'root', 3);
  addName(counts, 'root', 3);
  addName(counts, 'fred', 3);
  removeName(counts, 'root');
  expect(topNames(counts)).toEqual([{ name: 'fred', count: 1 }, { name: 'root', count: 1 }]);
  removeName(counts, 'unknown');
  expect(counts.omitted).toBe(0);
});
