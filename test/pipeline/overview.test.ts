import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/finding.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createBuckets } from '../../src/pipeline/buckets.js';
import { createOverview } from '../../src/pipeline/overview.js';
import { createRanks } from '../../src/pipeline/ranking.js';
import type { Overview } from '../../src/report/html/overview.js';
import { syslog } from '../support/analyze-text.js';
import { LATEST } from '../support/analyze-file.js';

function overviewOf(lines: readonly string[]): { report: Report; overview: Overview } {
  const collector = createOverview();
  const analyzer = createAnalyzer({ onEvent: collector.event, onConnectionEnd: collector.connectionEnded });
  const log = analyzer.open('log', LATEST);
  for (const [i, line] of lines.entries()) log.line(syslog(line), i + 1, false);
  log.end(0);
  const report = analyzer.report('0');
  return { report, overview: collector.result(report.findings) };
}

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'latin1').trimEnd().split('\n');

const LOGINS = [
  '[7 12:00:00] Connection from 192.0.2.7 port 4007 on 192.0.2.1 port 22',
  '[7 12:00:02] Failed password for fred from 192.0.2.7 port 4007 ssh2',
  '[7 12:00:05] Failed password for fred from 192.0.2.7 port 4007 ssh2',
  '[7 12:00:09] Connection closed by authenticating user fred 192.0.2.7 port 4007 [preauth]',
  '[8 12:01:00] Accepted password for wilma from 192.0.2.8 port 4008 ssh2',
  '[8 12:01:30] pam_unix(sshd:session): session closed for user wilma',
  '[9 12:02:00] Connection from 192.0.2.7 port 4009 on 192.0.2.1 port 22',
  '[9 12:02:00] Connection closed by authenticating user fred 192.0.2.7 port 4009 [preauth]',
];

describe('an overview', () => {
  const { report, overview } = overviewOf(LOGINS);

  test('counts each connection once: by outcome, time, source and user', () => {
    expect(overview.outcomes).toMatchObject({ accepted: 1, auth_failed: 1, no_auth: 1 });
    const { total, ...outcomes } = report.connections;
    expect(overview.outcomes).toEqual(outcomes);
    const all = (rows: readonly { counts: number[] }[]) => rows.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
    expect(all(overview.timeline.buckets)).toBe(total);
    expect(overview.timeline.width).toBe(1000);
    expect(overview.sources.rows).toEqual([{ name: '192.0.2.7', counts: [0, 1, 0, 0, 1, 0] }, { name: '192.0.2.8', counts: [1, 0, 0, 0, 0, 0] }]);
    expect(overview.users.rows.map(({ name }) => name)).toEqual(['fred', 'wilma']);
  });

  test('knows the course of the connections that findings name', () => {
    const index = report.findings.findIndex(({ code }) => code === 'bad-password');
    const at = (seconds: number) => Date.UTC(2026, 10, 20, 12, 0, seconds);
    expect(overview.lanes[index]).toEqual([{
      affected: 0, begin: at(0), end: at(9), steps: [
        { at: at(0), step: 'arrived', line: 1 },
        expect.objectContaining({ at: at(2), line: 2 }),
        expect.objectContaining({ at: at(5), line: 3 }),
        { at: at(9), step: 'ended', line: 4 },
      ],
    }]);
    const lane = overview.lanes[index]?.[0];
    expect(lane?.steps.filter(({ step }) => step === 'problem').map(({ line }) => line)).toEqual([report.findings[index]?.affected[0]?.line]);
    // The other connection of the same address and user is not mistaken for it.
    expect(overview.lanes.flat().filter(({ begin }) => begin === at(120)).length).toBeLessThan(2);
  });

  test('knows what clients agreed on', () => {
    const { agreements } = overviewOf(fixture('stats/debug2.log')).overview;
    expect(agreements[0]).toMatchObject({ host: 'web01', client: 'OpenSSH_7.4', connections: 5 });
    expect(agreements[0]?.agreed.kex).toEqual([{ name: 'curve25519-sha256@libssh.org', count: 4 }]);
  });

  test('of a log without times has all of it but times', () => {
    const { overview: timeless } = overviewOf(['Failed password for fred from 192.0.2.7 port 4007 ssh2', 'Connection closed by 192.0.2.7 port 4007']);
    expect(timeless.timeline).toEqual({ width: 1000, buckets: [], timeless: 1 });
    expect(timeless.sources.rows).toHaveLength(1);
  });
});

describe('what an overview keeps is bounded', () => {
  test('buckets are joined when there are too many, and none is lost', () => {
    const buckets = createBuckets(2, 10);
    const start = Date.UTC(2026, 0, 1);
    for (let i = 0; i < 1000; i++) buckets.add(start + i * 60_000, i % 2);
    expect(buckets.width()).toBe(3 * 3_600_000);
    expect(buckets.all()).toHaveLength(6);
    expect(buckets.all()[0]).toEqual({ at: start, counts: [90, 90] });
    expect(buckets.all().reduce((sum, { counts: [a = 0, b = 0] }) => sum + a + b, 0)).toBe(1000);
    buckets.add(Date.UTC(2199, 0, 1), 0);
    for (let year = 1970; year < 2100; year++) buckets.add(Date.UTC(year, 5, 1), 0);
    expect(buckets.width()).toBe(364 * 86_400_000);
  });

  test('names beyond the limit are left out, those that came before still count', () => {
    const ranks = createRanks(1, 20);
    for (let i = 0; i < 50; i++) ranks.add(`name-${i}`, 0);
    ranks.add('name-3', 0);
    expect(ranks.top().rows[0]).toEqual({ name: 'name-3', counts: [2] });
    expect(ranks.top().rows).toHaveLength(12);
    expect(ranks.top()).toMatchObject({ more: 8, evenMore: true });
  });

  test('names that are all kept are counted exactly', () => {
    const ranks = createRanks(1, 20);
    for (let i = 0; i < 40; i++) ranks.add(`name-${i % 20}`, 0);
    expect(ranks.top()).toMatchObject({ more: 8 });
    expect(ranks.top().evenMore).toBeUndefined();
  });

  test('lanes of a million connections of one kind leave room for those of another', () => {
    const flood = Array.from({ length: 3000 }, (_, i) => [
      `[${1000 + i}] Invalid user u${i} from 198.51.${i % 250}.${1 + (i % 200)} port ${2000 + i}`,
      `[${1000 + i}] Connection closed by invalid user u${i} 198.51.${i % 250}.${1 + (i % 200)} port ${2000 + i} [preauth]`,
    ]).flat();
    const { report, overview } = overviewOf([...flood, ...LOGINS]);
    const index = report.findings.findIndex(({ code, users }) => code === 'bad-password' && users[0]?.name === 'fred');
    expect(overview.lanes[index]).toHaveLength(1);
    expect(Math.max(...overview.lanes.map((lanes) => lanes.length))).toBeLessThanOrEqual(24);
  });
});
