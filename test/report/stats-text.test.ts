import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createCounter } from '../../src/pipeline/census.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createStats } from '../../src/pipeline/stats.js';
import { bar, stackedBar } from '../../src/report/charts.js';
import type { Stats } from '../../src/report/stats.js';
import { formatStatsText } from '../../src/report/stats-text.js';

const style = { width: 80, chalk: new Chalk({ level: 0 }) };
const empty = createStats().result(createAnalyzer().report('0'));

function withSources(names: string[], limit?: number): Stats {
  const counter = createCounter(limit);
  for (const name of names) counter.add(name);
  return { ...empty, connections: { ...empty.connections, total: names.length, sources: counter.census() } };
}

function withHours(hours: [time: string, accepted: number, failed: number][]): Stats {
  return { ...empty, timeline: hours.map(([time, accepted, failed]) => ({ time, accepted, failed })) };
}

it('says from how many names on a list is approximate', () => {
  const text = formatStatsText(withSources(['a', 'b', 'b', 'c', 'c', 'd'], 2), style);
  expect(text).toMatch(/: 2 or more\n +2 {2}b +█+\n +1 {2}a +█+\n +approximate from 2 on: 3 more of new names\n/);
});

describe('bars', () => {
  it('are as long as what they stand for, and seen where it is not 0', () => {
    expect([bar(0, 8, 10), bar(8, 8, 10), bar(4, 8, 10), bar(1, 8, 10), bar(1, 1e9, 10), bar(1, 1, 0)]).toEqual(['', '██████████', '█████', '█▎', '▏', '']);
    expect(bar(0, 0, 10)).toBe('');
  });

  it('of two kinds fit the width together', () => {
    for (const [pale, full] of [[0, 10], [10, 0], [5, 5], [1, 9], [9, 1]] as const) {
      const drawn = stackedBar(pale, full, 10, 20);
      expect(drawn.length).toBeLessThanOrEqual(20);
      expect([drawn.includes('░'), drawn.includes('█')]).toEqual([pale > 0, full > 0]);
    }
  });

  it('stand behind names, within the width, whatever the names', () => {
    const names = ['192.0.2.1', 'x'.repeat(200), '名前'.repeat(30), 'a b', '\x1b[31mred', '\u202Egnp'];
    for (const width of [40, 80, 120]) {
      const text = formatStatsText(withSources([...names, '192.0.2.1']), { ...style, width });
      expect(text.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
      expect(text.replaceAll(/[\s█▏▎▍▌▋▊▉]/g, '')).toContain('x'.repeat(200));
      // oxlint-disable-next-line no-control-regex -- none of them may come through
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
    }
  });
});

describe('the timeline', () => {
  const rows = (stats: Stats, verbose = false) => formatStatsText(stats, style, { verbose }).split('\n').filter((line) => /^ {2}\d{4}-/.test(line));

  it('has a row an hour for a day, empty ones too', () => {
    const stats = withHours([['2026-11-20T01:00:00.000Z', 1, 2], ['2026-11-20T04:00:00.000Z', 0, 3]]);
    expect(formatStatsText(stats, style)).toContain('tries by hour (UTC)');
    expect(rows(stats).map((line) => line.slice(2, 38).replaceAll(/ +/g, ' '))).toEqual(['2026-11-20 01:00 1 2', '2026-11-20 02:00 0 0', '2026-11-20 03:00 0 0', '2026-11-20 04:00 0 3']);
  });

  it.each([
    [7, '12 hours'], [20, 'day'], [60, '4 days'], [1098, '56 days'],
  ])('takes no more than a screen for %i days', (days, unit) => {
    const begin = Date.UTC(2026, 0, 1);
    const stats = withHours(Array.from({ length: days * 24 }, (_, i) => [new Date(begin + i * 3_600_000).toISOString(), 1, 2]));
    expect(formatStatsText(stats, style)).toContain(`tries by ${unit} (UTC)`);
    expect(rows(stats).length).toBeLessThanOrEqual(24);
    // Nothing is lost between the rows.
    expect(rows(stats).reduce((sum, line) => sum + Number(line.slice(18, 38).trim().split(/ +/)[0]), 0)).toBe(days * 24);
    expect(rows(stats, true).length).toBe(days * 24);
  });

  it('takes no more than a screen where the clock was wrong by decades', () => {
    expect(rows(withHours([['1970-01-01T00:00:00.000Z', 1, 0], ['9999-12-31T23:00:00.000Z', 0, 1]])).length).toBeLessThanOrEqual(24);
  });

  it('is not there without times', () => {
    expect(formatStatsText(empty, style)).not.toContain('tries by');
  });
});
