import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { oldestOf } from '../../src/connections/oldest.js';

it('gives the first that is left, whoever else goes or comes meanwhile', () => {
  const all = new Set([1, 2, 3, 4]);
  const oldest = oldestOf(all);
  const take = () => {
    const first = oldest();
    if (first !== undefined) all.delete(first);
    return first;
  };
  expect(take()).toBe(1);
  all.delete(2);
  all.add(5);
  expect([take(), take(), take(), take()]).toEqual([3, 4, 5, undefined]);
  all.add(6);
  expect([take(), take()]).toEqual([6, undefined]);
});

it('keeps nothing alive that was removed', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const all = new Set<object>();
  const oldest = oldestOf(all);
  const given: WeakRef<object>[] = [];
  for (let i = 0; i < 10_000; i++) {
    const member = {};
    given.push(new WeakRef(member));
    all.add(member);
    if (all.size > 100) for (const first of all) {
      all.delete(first);
      break;
    }
  }
  // What a weak reference points to stays until the end of the turn.
  await new Promise(setImmediate);
  collect();
  expect(given.filter((member) => member.deref() === undefined).length).toBeGreaterThan(9000);
  expect(all.has(oldest() ?? {})).toBe(true);
});
