import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../src/finding.js';
import { type Analyzer, createAnalyzer } from '../../src/pipeline/analyzer.js';
import type { LogInput } from '../../src/pipeline/log-inputs.js';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';
import { LATEST } from '../support/analyze-file.js';
import { syslog } from '../support/analyze-text.js';
import { linesOf } from '../support/records.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 12);

let analyzer: Analyzer;
let input: LogInput;
let number: number;
/** The time of the world, which is not that of the log. */
let now: number;

beforeEach(() => {
  analyzer = createAnalyzer({ live: true });
  input = analyzer.open('log', LATEST);
  number = 0;
  now = START;
});

function write(...lines: string[]): void {
  for (const line of lines) input.line(syslog(line), ++number, false);
}

/** Lets time pass in silence: two ticks, and the news behind them. */
function wait(milliseconds: number): string[] {
  analyzer.tick((now += milliseconds / 2));
  analyzer.tick((now += milliseconds / 2));
  return news();
}

const brief = ({ code, state, count }: Finding) => `${state} ${code} ${count}`;
const news = () => analyzer.news(now).map(brief);
const end = () => analyzer.report('').findings.map(brief);

const mismatch = (pid: number, ip = '192.0.2.10') =>
  `[${pid}] Unable to negotiate with ${ip} port ${40_000 + pid}: no matching MAC found. Their offer: hmac-md5 [preauth]`;
const failure = (pid: number, ip = '192.0.2.10', user = 'fred') => `[${pid}] Failed password for ${user} from ${ip} port ${40_000 + pid} ssh2`;
const closing = (pid: number, ip = '192.0.2.10', user = 'fred') =>
  `[${pid}] Connection closed by authenticating user ${user} ${ip} port ${40_000 + pid} [preauth]`;

describe('the news of a log that is still written', () => {
  test('a verdict of the negotiation is certain at its line', () => {
    write(mismatch(1));
    expect(news()).toEqual(['new no-common-mac 1']);
    expect(news()).toEqual([]);
  });

  test('what recurs is told again once a minute at most, with all that came since', () => {
    write(mismatch(1));
    news();
    write(mismatch(2), mismatch(3));
    now += MINUTE - 1;
    expect(news()).toEqual([]);
    now += 1;
    expect(news()).toEqual(['update no-common-mac 3']);
    now += 10 * MINUTE;
    expect(news()).toEqual([]);
    write(mismatch(4));
    expect(news()).toEqual(['update no-common-mac 4']);
  });

  test('without a clock the minutes are those of the log, and an update stands for twice as many', () => {
    const at = (pid: number, time: string) => mismatch(pid).replace(']', ` ${time}]`);
    const told = ['12:00:00', '12:00:30', '12:02:00', '12:04:00', '12:06:00', '12:08:00'].map((time, i) => {
      write(at(i + 1, time));
      return analyzer.news().map(brief);
    });
    expect(told).toEqual([['new no-common-mac 1'], [], ['update no-common-mac 3'], [], [], ['update no-common-mac 6']]);
  });

  test('without `live` there is none', () => {
    analyzer = createAnalyzer();
    input = analyzer.open('log', LATEST);
    write(mismatch(1));
    expect(news()).toEqual([]);
    expect(end()).toEqual(['final no-common-mac 1']);
  });

  test('a failure turns out to be part of an attack: it is told again, a minute later', () => {
    write(failure(1), closing(1));
    expect(wait(100)).toEqual(['new bad-password 1']);
    for (let pid = 2; pid < 12; pid++) write(failure(pid), failure(pid), closing(pid));
    expect(wait(100)).toEqual(['new brute-force 11']);
    now += MINUTE;
    const again = analyzer.news(now);
    expect(again.map(brief)).toContain('update bad-password 11');
    const fingerprint = analyzer.findings().find(({ code }) => code === 'brute-force')?.fingerprint;
    expect(again.find(({ code }) => code === 'bad-password')).toMatchObject({ severity: 'info', absorbedBy: fingerprint });
  });
});

describe('a login', () => {
  test('that failed is told once its connection has ended and is silent', () => {
    write(failure(1));
    expect(wait(1000)).toEqual([]);
    write(closing(1));
    expect(news()).toEqual([]);
    expect(wait(50)).toEqual(['new bad-password 1']);
    expect(end()).toEqual(['final bad-password 1']);
  });

  test('whose process says more behind the end is one connection with one reason', () => {
    write(failure(1), failure(1), closing(1));
    wait(50);
    write('[1] PAM 1 more authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=fred');
    wait(50);
    expect(end()).toEqual(['final bad-password 1']);
    expect(analyzer.report('').connections.total).toBe(1);
  });

  test('whose process says behind the end that it failed once more has an attempt more', () => {
    write(failure(1), closing(1));
    expect(wait(50)).toEqual(['new bad-password 1']);
    write(failure(1));
    wait(50);
    expect(analyzer.report('').findings.map(({ code, count, attempts }) => [code, count, attempts])).toEqual([['bad-password', 1, 2]]);
  });

  test('that nobody goes on with is over after ten minutes, in the time of the world', () => {
    analyzer.tick(now);
    write(failure(1));
    expect(wait(9 * MINUTE)).toEqual([]);
    expect(analyzer.progress().open).toBe(1);
    expect(wait(2 * MINUTE)).toEqual(['new bad-password 1']);
    expect(analyzer.progress().open).toBe(0);
  });

  test('that succeeded stays open, however long', () => {
    write('[1] Accepted password for fred from 192.0.2.10 port 40001 ssh2');
    for (let hour = 0; hour < 48; hour++) wait(60 * MINUTE);
    expect(analyzer.progress().open).toBe(1);
  });
});

test('a message that waits for its next line is given in silence', () => {
  write('[1] Unable to negotiate with 192.0.2.10 port 40001: no matching MAC found. Their offer: hmac-md5,');
  expect(news()).toEqual([]);
  expect(wait(50)).toEqual(['new no-common-mac 1']);
});

test('a log that is followed over New Year gets the new year', () => {
  input = analyzer.open('log', Date.UTC(2026, 11, 31));
  input.line('Dec 31 23:59:00 server sshd[1]: Server listening on 0.0.0.0 port 22.', 1, false);
  analyzer.tick(Date.UTC(2027, 0, 9));
  input.line('Jan  9 00:01:00 server sshd[1]: Server listening on 0.0.0.0 port 22.', 2, false);
  expect(analyzer.report('').input.lastTime).toBe('2027-01-09T00:01:00.000Z');
});

test.each([
  ['server', 'sshd[7]: Connection closed by 192.0.2.1 port 4000 [preauth]'], ['client', 'ssh[7]: ssh: connect to host x port 22: Connection refused'],
])('the year of a %s\'s log goes on with the clock', async (_, text) => {
  const times: (string | undefined)[] = [];
  const note = ({ record: { time } }: { record: { time: number | undefined } }) => times.push(time === undefined ? undefined : new Date(time).toISOString().slice(0, 10));
  const both = createTwoSidedAnalyzer({ live: true, onEvent: note, onClientEvent: note });
  const log = both.open('log', Date.UTC(2026, 11, 28));
  for (const [i, day] of ['Dec 28', 'Jan  5'].entries()) {
    log.line(`${day} 12:00:00 server ${text}`, i + 1, false);
    await log.ready();
    both.tick(Date.UTC(2027, 0, 5));
  }
  log.end(0);
  both.report('');
  expect(times).toEqual(['2026-12-28', '2027-01-05']);
});

describe('looking on changes nothing', () => {
  const logs = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log')).sort();
  /** The attack ends in another order, so that it begins with another connection. */
  const ATTACKS = new Set(['distributed-brute-force']);

  function essence({ connections, findings }: Report) {
    return { connections, findings: findings.filter(({ code }) => !ATTACKS.has(code)).map(({ code, count, fingerprint }) => `${code} ${count} ${fingerprint}`) };
  }

  function read(path: string, live: boolean) {
    const reading = createAnalyzer({ live });
    const opened = reading.open(path, LATEST);
    const told = new Map<string, Finding>();
    let clock = START;
    linesOf(readFileSync(join('fixtures', path), 'utf8')).forEach((line, i) => {
      opened.line(line, i + 1, false);
      if (!live || i % 7 > 0) return;
      reading.tick((clock += 50));
      for (const finding of reading.news(clock)) told.set(finding.fingerprint, finding);
    });
    opened.end(0);
    const report = reading.report('');
    for (const finding of reading.news(Number.POSITIVE_INFINITY)) told.set(finding.fingerprint, finding);
    return { essence: essence(report), told: [...told.keys()].sort(), findings: report.findings.map(({ fingerprint }) => fingerprint).sort() };
  }

  test.each(logs)('%s', (path) => {
    const live = read(path, true);
    expect(live.essence).toEqual(read(path, false).essence);
    // And every finding was told.
    expect(live.told).toEqual(live.findings);
  });
});
