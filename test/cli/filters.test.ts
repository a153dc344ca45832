import { copyFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/finding.js';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

let directory = '';
let log = '';
beforeAll(() => {
  directory = scratch();
  log = join(directory, 'two-hosts.log');
  copyFileSync(fixture('two-hosts.log'), log);
  // The year of the lines follows from when the file was last written.
  utimesSync(log, new Date('2026-11-20T13:00:00Z'), new Date('2026-11-20T13:00:00Z'));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function lines(...args: string[]): Promise<number[]> {
  const { status, stdout, stderr } = await sshlog(['events', '--format', 'ndjson', ...args, log]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { line: number }).line);
}

async function report(...args: string[]): Promise<Report> {
  const { status, stdout } = await sshlog(['diagnose', '--format', 'json', ...args, log]);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Report;
}

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('--since and --until', () => {
  test.each([
    [[], ALL],
    [
      ['--since', '2026-11-19'],
      [4, 5, 6, 7, 8, 9, 10],
    ],
    [
      ['--since', '2026-11-19T10:30'],
      [6, 7, 8, 9, 10],
    ],
    [
      ['--since', '2026-11-19 10:30:00'],
      [6, 7, 8, 9, 10],
    ],
    [
      ['--until', '2026-11-18T09:10:00'],
      [1, 2, 3],
    ],
    [
      ['--since', '2026-11-19T11:00:00Z', '--until', '2026-11-19T11:00:00+00:00'],
      [6, 7],
    ],
    [
      ['--since', '2026-11-19T12:00:00+0100'],
      [6, 7, 8, 9, 10],
    ],
    [['--since', '2027-01-01'], []],
    // Back from the last line of the file, 20 November 12:00:04.
    [
      ['--since', '1h'],
      [8, 9, 10],
    ],
    [
      ['--since', '3s'],
      [9, 10],
    ],
    [
      ['--since', '1d'],
      [8, 9, 10],
    ],
    [
      ['--since', '26h', '--until', '1h'],
      [6, 7],
    ],
    [['--since', '1w'], ALL],
    [
      ['--until', '2d'],
      [1, 2, 3],
    ],
  ])('%j', async (args, expected) => {
    expect(await lines(...args)).toEqual(expected);
  });

  test('a time without offset is of the zone of the log', async () => {
    // 19 November 10:30 in New York is 15:30 UTC; the lines are read as of New York, too.
    expect(await lines('--timezone', 'America/New_York', '--since', '2026-11-19T10:30')).toEqual([6, 7, 8, 9, 10]);
    expect(await lines('--timezone', '+05:30', '--since', '2026-11-19')).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(await lines('--timezone', '+05:30', '--since', '2026-11-19T05:30:00Z')).toEqual([6, 7, 8, 9, 10]);
  });

  test('count back from the last line of the year that the user gives', async () => {
    expect(await lines('--year', '2019', '--since', '1h')).toEqual([8, 9, 10]);
    expect(await lines('--year', '2019', '--since', '2019-11-20')).toEqual([8, 9, 10]);
  });

  test('count back from now for a stream', async () => {
    const { stdout } = await sshlog(['events', '--since', '1h'], {
      input: [new Date().toISOString(), '2020-11-20T12:00:00Z']
        .map((time) => `${time} server sshd[1]: Server listening on :: port 22.\n`)
        .join(''),
    });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { line: number }).line),
    ).toEqual([1]);
  });
});

describe('--since 1h of what is packed', () => {
  const text = [2, 3, 5].map((hour) => `Nov 19 0${hour}:00:00 server sshd[${hour}]: Server listening on :: port 22.\n`);
  const linesOf = async (...files: string[]) => {
    const { stdout } = await sshlog(['events', '--since', '1h', ...files]);
    return stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { file: string; line: number })).map(({ file, line }) => `${basename(file)}:${line}`);
  };

  test('counts back from its last line, not from when the file was copied here', async () => {
    const directory = scratch();
    const path = (name: string) => join(directory, name);
    writeFileSync(path('auth.log.1.gz'), gzipSync(text.join('')));
    expect(await linesOf(path('auth.log.1.gz'))).toEqual(['auth.log.1.gz:3']);
    writeFileSync(path('auth.log'), text.map((line) => line.replace('19', '20')).join(''));
    expect(await linesOf(path('auth.log'), path('auth.log.1.gz'))).toEqual(['auth.log:3']);
    writeFileSync(path('wide.log'), Buffer.from(text.join(''), 'utf16le'));
    expect(await linesOf(path('wide.log'))).toEqual(['wide.log:3']);
    rmSync(directory, { recursive: true });
  });
});

test('bounds that leave nothing are named; bounds in the wrong order are refused', async () => {
  expect(await sshlog(['diagnose', '--format', 'concise', '--since', '2027-01-01', log])).toEqual({
    status: 0, stdout: '', stderr: 'sshlog: no line of sshd is within --since; look at the log without\n',
  });
  expect(await sshlog(['diagnose', '--since', '1h', '--until', '2h', log])).toEqual({
    status: 2, stdout: '', stderr: 'sshlog: --until is before --since, so that no line can be between them; exchange them\n',
  });
});

test('--year is the year of the first line', async () => {
  expect((await report('--year', '2019')).input).toMatchObject({
    firstTime: '2019-11-18T09:00:00.000Z',
    lastTime: '2019-11-20T12:00:04.000Z',
  });
  expect((await report()).input).toMatchObject({ firstTime: '2026-11-18T09:00:00.000Z', timeAssumed: ['year', 'zone'] });
});

test("--timezone is the zone of lines without offset, the system's by default", async () => {
  expect((await report('--timezone', 'Europe/Berlin')).input.firstTime).toBe('2026-11-18T08:00:00.000Z');
  const { stdout } = await sshlog(['diagnose', '--format', 'json', log], { env: { TZ: 'Asia/Kolkata' } });
  expect((JSON.parse(stdout) as Report).input.firstTime).toBe('2026-11-18T03:30:00.000Z');
});

test.each([
  ['JST-9', '2026-11-18T00:00:00.000Z'], ['UTC+3', '2026-11-18T12:00:00.000Z'], ['GMT-1', '2026-11-18T08:00:00.000Z'],
  ['No/Where', '2026-11-18T09:00:00.000Z'], ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-11-18T08:00:00.000Z'], ['<-03>3<-02>,M3.5.0/-2,M10.5.0/-1', '2026-11-18T12:00:00.000Z'],
])("the system's zone need not have a name: TZ=%s", async (zone, expected) => {
  const { status, stdout } = await sshlog(['events', log], { env: { TZ: zone } });
  expect([status, (JSON.parse(stdout.split('\n')[0] ?? '') as { time: string }).time]).toEqual([0, expected]);
});

test.each([
  ['No/Where', /^sshlog: TZ=No\/Where is not known here: .*--timezone Europe\/Berlin\n$/], ['UTC', /^$/], ['JST-9', /^$/], ['Africa/Abidjan', /^$/], [':/etc/localtime', /^$/],
])("a system's zone that nobody knows is told: TZ=%s", async (zone, expected) => {
  expect((await sshlog(['events', log], { env: { TZ: zone } })).stderr).toMatch(expected);
  expect((await sshlog(['events', '--timezone', 'UTC', log], { env: { TZ: zone } })).stderr).toBe('');
});

describe('who', () => {
  test.each([
    [['--host', 'beta'], ['no-common-cipher']],
    [['--host', 'gamma'], []],
    [['--from', '192.0.2.10'], ['no-common-mac']],
    [['--from', '192.0.2.0/24'], ['no-common-mac']],
    [['--from', '198.51.100.0/24'], ['no-common-cipher']],
    [['--from', '2001:db8::/32'], []],
    [
      ['--from', '0.0.0.0/0'],
      ['no-common-cipher', 'no-common-mac'],
    ],
    [['--user', 'nobody'], []],
    [['--select', 'no-common-mac'], ['no-common-mac']],
    [['--select', 'negotiation', '--ignore', 'no-common-mac'], ['no-common-cipher']],
    [
      ['--select', 'no-common-mac,no-common-cipher'],
      ['no-common-cipher', 'no-common-mac'],
    ],
    [
      ['--severity', 'error'],
      ['no-common-cipher', 'no-common-mac'],
    ],
  ])('%j', async (args, expected) => {
    const codes = (await report(...args)).findings.filter(({ category }) => category === 'negotiation').map(({ code }) => code);
    expect(codes.sort()).toEqual(expected);
  });

  test.each([
    [['--from', '192.0.2.20'], { total: 1, accepted: 1 }],
    [['--user', 'alice'], { total: 1, auth_failed: 1 }],
    [['--user', 'nobody'], { total: 0 }],
    [['--host', 'alpha'], { total: 2, accepted: 1, negotiation_failed: 1 }],
  ])('%j: the counts of connections are of those, too', async (args, expected) => {
    const counted = Object.entries((await report(...args)).connections).filter(([name, count]) => name === 'total' || count > 0);
    expect(Object.fromEntries(counted)).toEqual(expected);
  });

  test('in events: the lines of the connections that match', async () => {
    expect(await lines('--from', '2001:db8::17')).toEqual([8, 9, 10]);
    expect(await lines('--from', '2001:0DB8:0:0::17')).toEqual([8, 9, 10]);
    expect(await lines('--user', 'fred')).toContain(5);
    expect(await lines('--user', 'fred')).not.toContain(9);
    expect(await lines('--host', 'alpha')).toEqual([1, 2, 3, 4, 5]);
  });
});

test.each([
  [['--user', 'frde'], 'sshlog: no connection is within --user; look at the log without\n'],
  [['--user', 'fred', '--from', '203.0.113.1'], 'sshlog: no connection is within --user and --from; look at the log without\n'],
  [['--quiet', '--user', 'frde'], ''],
  [['--user', 'fred'], ''],
])('a filter that no connection fits is said, so that nobody takes it for a log without problems: %j', async (args, stderr) => {
  expect(await sshlog(['diagnose', '--format', 'json', ...args, log])).toMatchObject({ status: 0, stderr });
});

test('--user root: the line that refuses him does not name him', async () => {
  const refused = fileURLToPath(new URL('../../fixtures/access/root-login-not-permitted.log', import.meta.url));
  const { stdout } = await sshlog(['diagnose', '--quiet', '--format', 'json', '--user', 'root', refused]);
  const [finding] = (JSON.parse(stdout) as Report).findings;
  expect(finding).toMatchObject({ code: 'root-login-not-permitted', users: [{ name: 'root', count: 1 }] });
});

test('--openssh: the release of the server where the log does not tell', async () => {
  for (const release of ['7.4', '7.4p1', 'OpenSSH_7.4p1']) {
    expect(JSON.stringify((await report('--openssh', release)).servers)).toContain('"7.4"');
  }
});

test('--threshold: from how much on it is an attack, more than one of them', async () => {
  const attack = fileURLToPath(new URL('../../fixtures/attack/brute-force.log', import.meta.url));
  const codes = async (...args: string[]) => {
    const { stdout } = await sshlog(['diagnose', '--format', 'json', '--select', 'attack', ...args, attack]);
    return (JSON.parse(stdout) as Report).findings.map(({ code }) => code);
  };
  expect(await codes()).toEqual(['brute-force']);
  expect(await codes('--threshold', 'brute-force-tries=500')).toEqual([]);
  expect(await codes('--threshold', 'brute-force-tries=500', '--threshold', 'brute-force-connections=5')).toEqual(['brute-force']);
});

test('the report of a filtered log says what was read', async () => {
  const { input } = await report('--host', 'beta');
  expect(input).toMatchObject({ files: [log], lines: 10, bytes: readFileSync(log).length });
});
