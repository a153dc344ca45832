import { describe, expect, it } from 'vitest';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { DEFAULT_THRESHOLDS, THRESHOLDS, THRESHOLD_NAMES, type Thresholds } from '../../src/diagnosers/attack/thresholds.js';
import { analyzeLines } from '../support/analyze-text.js';

const HOUR = 3_600_000;

async function attacks(lines: readonly string[], thresholds: Partial<Thresholds> = {}): Promise<string[]> {
  const { findings } = await analyzeLines(lines, { thresholds });
  return findings.filter(({ category }) => category === 'attack').map(({ code }) => code);
}

/** Seconds behind ten o'clock as the clock of a log shows them. */
const clock = (seconds: number) => [10 + Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** `count` failed passwords, one connection each. */
function failures(count: number, { ip = () => '198.51.100.7', user = () => 'root', every = 1 }: {
  ip?: (i: number) => string; user?: (i: number) => string; every?: number;
} = {}): string[] {
  return Array.from({ length: count }, (_, i) => `[${100 + i} ${clock(i * every)}] Failed password for ${user(i)} from ${ip(i)} port ${1000 + i} ssh2`);
}

const keysOnly = (count: number) => failures(count).map((line) =>
  line.replace('Failed password for', 'Connection closed by authenticating user').replace(' from ', ' ').replace(' ssh2', ' [preauth]'));
const unknown = (count: number, every = 1) => failures(count, { user: (i) => `name${i}`, every }).map((line) =>
  line.replace(/Failed password for (\S+) (from .*) ssh2/, 'Invalid user $1 $2'));
const many = (i: number) => `198.51.100.${i}`;
const list = (count: number) => failures(count * 2, { ip: (i) => many(Math.floor(i / 2)), user: (i) => (i % 2 ? 'oracle' : 'postgres') });
const success = (count: number, user: (i: number) => string = () => 'fred', every = 1) => [
  ...failures(count, { user, every }), `[999 ${clock(count * every)}] Accepted password for fred from 198.51.100.7 port 9 ssh2`,
];

/**
 * For each threshold: a log that is just an attack by its default, another value for which it is none, and a smaller log that
 * is one with a lower threshold.
 */
const CASES: Record<keyof Thresholds, { code: string; log: string[]; silenced: number; less: string[]; lowered: number }> = {
  'brute-force-tries': { code: 'brute-force', log: failures(10), silenced: 11, less: failures(4), lowered: 4 },
  'brute-force-connections': { code: 'brute-force', log: keysOnly(30), silenced: 31, less: keysOnly(12), lowered: 12 },
  'brute-force-window': { code: 'brute-force', log: failures(10, { every: 390 }), silenced: HOUR / 2, less: failures(10, { every: 900 }), lowered: 3 * HOUR },
  'user-enumeration-names': { code: 'user-enumeration', log: unknown(10), silenced: 11, less: unknown(5), lowered: 5 },
  'user-enumeration-window': { code: 'user-enumeration', log: unknown(10, 390), silenced: HOUR / 2, less: unknown(10, 900), lowered: 3 * HOUR },
  'distributed-same-name': { code: 'distributed-brute-force', log: failures(30, { ip: many }), silenced: 31, less: failures(8, { ip: many }), lowered: 8 },
  'distributed-same-list': { code: 'distributed-brute-force', log: list(10), silenced: 11, less: list(4), lowered: 4 },
  'distributed-rhythm-sources': {
    code: 'distributed-brute-force', log: failures(20, { ip: many, every: 60 }), silenced: 21, less: failures(6, { ip: many, every: 60 }), lowered: 6,
  },
  'distributed-rhythm-spread': {
    code: 'distributed-brute-force', log: uneven(8), silenced: 5, less: uneven(20), lowered: 50,
  },
  'distributed-rhythm-period': {
    code: 'distributed-brute-force', log: failures(20, { ip: many, every: 6 }), silenced: 10_000, less: failures(20, { ip: many, every: 4 }), lowered: 3000,
  },
  'distributed-window': {
    code: 'distributed-brute-force', log: failures(30, { ip: many, every: 2 }), silenced: 30_000, less: scattered(), lowered: 4 * HOUR,
  },
  'success-after-tries': { code: 'success-after-failures', log: success(8), silenced: 9, less: success(3), lowered: 3 },
  'success-after-spray': { code: 'success-after-failures', log: success(10, (i) => `user${i % 3}`), silenced: 11, less: success(6, (i) => `user${i % 3}`), lowered: 6 },
  'success-after-spray-names': {
    code: 'success-after-failures', log: success(10, (i) => `user${i % 3}`), silenced: 4, less: success(10, (i) => `user${i % 2}`), lowered: 2,
  },
  'success-after-window': { code: 'success-after-failures', log: success(8, () => 'fred', 60), silenced: HOUR / 12, less: days(), lowered: 2 * 24 * HOUR },
  'loopback-tries': { code: 'loopback-source', log: failures(3, { ip: () => '127.0.0.1' }), silenced: 4, less: failures(2, { ip: () => '127.0.0.1' }), lowered: 2 },
  'loopback-window': {
    code: 'loopback-source', log: failures(3, { ip: () => '127.0.0.1', every: 1500 }), silenced: HOUR / 2,
    less: failures(3, { ip: () => '127.0.0.1', every: 3000 }), lowered: 2 * HOUR,
  },
};

/** Twenty addresses a minute apart, give or take so many seconds. */
function uneven(seconds: number): string[] {
  return Array.from({ length: 20 }, (_, i) => `[${100 + i} ${clock(100 + i * 60 + (i % 2 ? seconds : 0))}] Failed password for root from ${many(i)} port 9 ssh2`);
}

/** Guessing, and nearly two days later the login. */
function days(): string[] {
  return [...failures(8, { user: () => 'fred' }), '[999 09:00:00] Accepted password for fred from 198.51.100.7 port 9 ssh2']
    .map((line, i) => line.replace(/^\[(\d+) (\S+)\]/, `Nov ${i < 8 ? 17 : 19} $2 server sshd[$1]:`));
}

/** Thirty addresses over three hours, in no rhythm. */
function scattered(): string[] {
  return Array.from({ length: 30 }, (_, i) => `[${100 + i} ${clock(i * 360 + (i * i * 97) % 300)}] Failed password for root from ${many(i)} port 9 ssh2`);
}

describe.each(THRESHOLD_NAMES)('%s', (name) => {
  const { code, log, silenced, less, lowered } = CASES[name];

  it('is what it says by default', async () => {
    expect(THRESHOLDS[name].code).toBe(code);
    expect(await attacks(log)).toContain(code);
    expect(await attacks(log, { [name]: DEFAULT_THRESHOLDS[name] })).toContain(code);
  });

  it('silences with a higher demand', async () => {
    expect(await attacks(log, { [name]: silenced })).not.toContain(code);
  });

  it('fires with a lower one', async () => {
    expect(await attacks(less)).not.toContain(code);
    expect(await attacks(less, { [name]: lowered })).toContain(code);
  });
});

it('thresholds may be higher than what is kept by default', async () => {
  expect(await attacks(failures(150), { 'brute-force-tries': 150, 'brute-force-connections': 1000 })).toEqual(['brute-force']);
  expect(await attacks(failures(149), { 'brute-force-tries': 150, 'brute-force-connections': 1000 })).toEqual([]);
  expect(await attacks(success(150), { 'success-after-tries': 150, 'brute-force-tries': 1000, 'brute-force-connections': 1000 })).toEqual(['success-after-failures']);
});

it('every threshold stands in the page of its code', () => {
  for (const name of THRESHOLD_NAMES) {
    const page = DIAGNOSERS.find(({ meta }) => meta.code === THRESHOLDS[name].code)?.meta.explain;
    expect(page).toMatch(new RegExp(`^- \`${name}=(?:\\d+|[1-9]\\d*[smhd])\`: `, 'm'));
  }
});
