import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { createCounter } from '../../src/pipeline/census.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createStats } from '../../src/pipeline/stats.js';
import { formatStatsText } from '../../src/report/stats-text.js';

const style = { width: 80, chalk: new Chalk({ level: 0 }) };

it('says from how many names on a list is approximate', () => {
  const counter = createCounter(2);
  for (const name of ['a', 'b', 'b', 'c', 'c', 'd']) counter.add(name);
  const report = createAnalyzer().report('0');
  const empty = createStats().result(report);
  const text = formatStatsText({ ...empty, connections: { ...empty.connections, total: 6, sources: counter.census() } }, style);
  expect(text).toMatch(/: 2 or more\n +2 {2}b\n +1 {2}a\n +approximate from 2 on: 3 more of new names\n/);
});
