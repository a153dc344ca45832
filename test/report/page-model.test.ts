import { describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../src/finding.js';
import type { Overview, Timeline } from '../../src/report/html/overview.js';
import { countText } from '../../src/report/html/page/count.js';
import { admits, type Filter } from '../../src/report/html/page/filter.js';
import { matrices } from '../../src/report/html/page/matrix-data.js';
import { extent, rebin, zoomed } from '../../src/report/html/page/rebin.js';
import { lengthOf, period, tickLabel } from '../../src/report/html/page/times.js';
import { openssh100, openssh53 } from './fixtures.js';

const T = Date.UTC(2026, 10, 20, 12);
const bucket = (at: number, count: number) => ({ at, counts: [count, 0] });
const timeline: Timeline = { width: 1000, buckets: [bucket(T, 1), bucket(T + 1000, 2), bucket(T + 61_000, 4), bucket(T + 3_600_000, 8)], timeless: 0 };

describe('the timeline', () => {
  test('is told in bins that people think in, and loses nothing', () => {
    const { step, bins } = rebin(timeline, extent(timeline), 100);
    expect(step).toBe(60_000);
    expect(bins.map(({ from, counts }) => [from - T, counts[0]])).toEqual([[0, 3], [60_000, 4], [3_600_000, 8]]);
  });

  test('shows only the part that was asked for, never finer than it was counted', () => {
    const { step, bins } = rebin(timeline, [T + 500, T + 3000], 1000);
    expect([step, bins.map(({ counts }) => counts[0])]).toEqual([1000, [1, 2]]);
    expect(rebin({ ...timeline, width: 300_000 }, [T, T + 3000], 1000).step).toBe(300_000);
  });

  test('zooms within its bounds', () => {
    const bounds: [number, number] = [0, 100_000];
    expect(zoomed(bounds, 0.5, 0, bounds, 1000)).toEqual([25_000, 75_000]);
    expect(zoomed([0, 20_000], 1, -0.5, bounds, 1000)).toEqual([0, 20_000]);
    expect(zoomed([80_000, 100_000], 1, 0.5, bounds, 1000)).toEqual([80_000, 100_000]);
    expect(zoomed([50_000, 50_010], 1, 0, bounds, 1000)).toEqual([45_005, 55_005]);
    expect(zoomed([20_000, 30_000], 100, 0, bounds, 1000)).toEqual(bounds);
  });

  test('a log of one moment has air around it', () => {
    const [from, to] = extent({ width: 1000, buckets: [bucket(T, 1)], timeless: 0 });
    expect(to - from).toBe(30_000);
  });

  test('says times in words', () => {
    expect(period(T, T + 60_000)).toBe('2026-11-20 12:00:00 to 12:01:00');
    expect([lengthOf(1000), lengthOf(900_000), lengthOf(86_400_000 * 7)]).toEqual(['1 second', '15 minutes', '7 days']);
    expect([T, T + 5000, T + 200, Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 1), Date.UTC(2026, 0, 1)].map((at) => tickLabel(new Date(at))))
      .toEqual(['12:00', '12:00:05', '.2', '20 Nov', 'Nov', '2026']);
  });
});

describe('filters', () => {
  const all: Filter = { severities: new Set(SEVERITIES), code: '', host: '', user: '', address: '', text: '' };
  const [mac] = openssh53.findings;
  const password = openssh100.findings[1];
  if (!mac || !password) throw new Error('the fixtures have findings');

  test.each<[Partial<Filter>, boolean, boolean]>([
    [{}, true, true],
    [{ severities: new Set(['warning']) }, false, true],
    [{ code: 'no-common-mac' }, true, false],
    [{ host: 'server' }, true, true],
    [{ host: 'serve' }, false, false],
    [{ user: 'FRE' }, true, true],
    [{ user: 'wilma' }, false, false],
    [{ address: '192.0.2.4' }, false, true],
    [{ address: '2001:DB8::30' }, true, false],
    [{ address: '.2.4' }, false, false],
    [{ text: 'mistyped' }, false, true],
    [{ text: 'SERVICE sshd reload' }, true, false],
    [{ text: 'hmac-md5-96' }, true, false],
    [{ code: 'no-common-mac', user: 'wilma' }, false, false],
  ])('%o', (wanted, first, second) => {
    expect([admits({ ...all, ...wanted }, mac), admits({ ...all, ...wanted }, password)]).toEqual([first, second]);
  });
});

describe('the matrix', () => {
  const agreements: Overview['agreements'] = [
    { host: 'server', client: 'OpenSSH_9.2', connections: 2, agreed: { mac: [{ name: 'hmac-sha2-256', count: 2 }], cipher: [{ name: 'aes128-ctr', count: 2 }] } },
  ];
  const found = matrices(openssh53.findings, { agreements } as Overview);

  test('sets what clients offer against what the server accepts, with those that agreed', () => {
    const [first] = found;
    expect(first).toMatchObject({ kind: 'mac', host: 'server' });
    expect(first?.algorithms.slice(0, 3)).toEqual(['hmac-sha2-512', 'hmac-sha2-256', 'hmac-sha1']);
    expect(first?.rows.map(({ name, failed, common, cells }) => [name, failed, common, cells?.slice(0, 3).map(({ state }) => state)])).toEqual([
      ['libssh2_1.7.0_DEV', true, 0, ['gap', 'gap', 'clash']],
      ['OpenSSH_9.2', false, undefined, ['none', 'agreed', 'none']],
    ]);
  });

  test('has what would fail next, and what only went well', () => {
    expect(found.map(({ kind, rows, accepts }) => [kind, rows[0]?.next, accepts?.size])).toEqual([['mac', false, 2], ['kex', true, 4], ['cipher', false, undefined]]);
  });

  test('claims nothing of a list that the log does not show', () => {
    const [kex] = matrices(openssh100.findings, { agreements: [] } as unknown as Overview);
    expect(kex?.accepts).toBeUndefined();
    expect(kex?.rows[0]).toMatchObject({ name: '192.0.2.21', common: undefined });
    expect(kex?.rows[0]?.cells?.every(({ state }) => state === 'offered')).toBe(true);
  });
});

test('a number that is only a bound says so', () => {
  expect([countText(100_000), countText(100_000, true)]).toEqual(['100,000', 'more than 100,000']);
});
