import { expect, it } from 'vitest';
import { createConnection } from '../../src/connections/connection.js';
import { createHost } from '../../src/connections/host.js';
import { MAX_SOURCES } from '../../src/diagnosers/attack/bounds.js';
import { createSources } from '../../src/diagnosers/attack/sources.js';
import type { LogRecord } from '../../src/events.js';

it('a source that was quiet for too long is forgotten, said, and begins anew for a connection that is still open', () => {
  const sources = createSources();
  const lost: string[] = [];
  const names = sources.place((): string[] => [], (them) => lost.push(...them));
  const connection = createConnection(createHost('server', 'log'), { line: 1 } as LogRecord);
  names.of(sources.use('server', '192.0.2.1', connection)).push('fred');
  expect(names.of(sources.use('server', '192.0.2.1', connection))).toEqual(['fred']);
  expect(names.peek(sources.find('other', '192.0.2.1'))).toBeUndefined();

  for (let i = 0; i < MAX_SOURCES; i++) sources.use('server', `host${i}`, undefined);
  expect(lost).toEqual(['fred']);
  expect(names.of(sources.use('server', '192.0.2.1', connection))).toEqual([]);
});
