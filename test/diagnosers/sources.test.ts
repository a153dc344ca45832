import { expect, it } from 'vitest';
import { MAX_SOURCES } from '../../src/diagnosers/attack/bounds.js';
import { createSources } from '../../src/diagnosers/attack/sources.js';

it('a source that was quiet for too long is forgotten, said, and begins anew', () => {
  const sources = createSources();
  const lost: string[] = [];
  const names = sources.place((): string[] => [], (them) => lost.push(...them));
  names.of(sources.use('server', '192.0.2.1')).push('fred');
  expect(names.of(sources.use('server', '192.0.2.1'))).toEqual(['fred']);
  expect(names.peek(sources.find('other', '192.0.2.1'))).toBeUndefined();

  for (let i = 0; i < MAX_SOURCES; i++) sources.use('server', `host${i}`);
  expect(lost).toEqual(['fred']);
  expect(names.of(sources.use('server', '192.0.2.1'))).toEqual([]);
});
