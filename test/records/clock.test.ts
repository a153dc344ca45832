import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lastTime } from '../../src/pipeline/last-time.js';
import { createLogClock } from '../../src/records/log-clock.js';
import { timeZone } from '../../src/records/time-zone.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';
import { linesOf, readRecords, timesOf } from '../support/records.js';

const log = (...dates: string[]) => dates.map((date) => `${date} server sshd[1]: text\n`).join('');
/** Times without what all of them share: seconds and zone. */
const times = (dates: string[], clock: Parameters<typeof timesOf>[1]) =>
  timesOf(log(...dates), clock).map((time) => time.slice(0, 16));

describe('the year', () => {
  const latest = Date.UTC(2026, 10, 21, 8);

  test('follows from when the log was last written', () => {
    expect(times(['Nov 21 07:00:00'], { latest })).toEqual(['2026-11-21T07:00']);
    expect(times(['Nov 23 07:00:00'], { latest })).toEqual(['2025-11-23T07:00']);
    expect(times(['Jan  1 00:00:00'], { latest })).toEqual(['2026-01-01T00:00']);
    // The server may be ahead of the clock that stamped the file, by a zone or by a little.
    expect(times(['Nov 21 20:00:00'], { latest })).toEqual(['2026-11-21T20:00']);
  });

  test('grows at New Year inside a log', () => {
    const dates = ['Dec 30 10:00:00', 'Dec 31 23:59:59', 'Jan  1 00:00:00', 'Jan  2 10:00:00'];
    const expected = ['2025-12-30T10:00', '2025-12-31T23:59', '2026-01-01T00:00', '2026-01-02T10:00'];
    expect(times(dates, { latest: Date.UTC(2026, 0, 3) })).toEqual(expected);
    expect(times(dates, { latest })).toEqual(expected);
    expect(times(dates, { year: 2025 })).toEqual(expected);
    expect(times(dates, { year: 2019, latest })).toEqual(
      expected.map((time) => time.replace('2025', '2019').replace('2026', '2020')),
    );
  });

  test('grows once for each New Year', () => {
    expect(times(['Jun  1 00:00:00', 'Feb  1 00:00:00', 'Jan  1 00:00:00'], { year: 2020 })).toEqual([
      '2020-06-01T00:00',
      '2021-02-01T00:00',
      '2022-01-01T00:00',
    ]);
  });

  test('stays where a line of the old year comes late, and where the clock goes back a little', () => {
    const newYear = [
      'Dec 31 23:59:59',
      'Jan  1 00:00:01',
      'Dec 31 23:59:58',
      'Jan  1 00:00:02',
      'Dec 31 23:59:57',
      'Jan  1 00:00:03',
    ];
    expect(times(newYear, { year: 2025 }).map((time) => time.slice(0, 4))).toEqual([
      '2025',
      '2026',
      '2025',
      '2026',
      '2025',
      '2026',
    ]);
    expect(
      times(['Nov 20 12:00:00', 'Nov 20 11:00:00', 'Nov 14 12:00:00', 'Nov 20 12:00:00'], { year: 2025 }).map((time) =>
        time.slice(0, 4),
      ),
    ).toEqual(['2025', '2025', '2025', '2025']);
    expect(times(['Jan  1 00:00:01', 'Dec 31 23:59:58', 'Jan  1 00:00:02'], { year: 2026 })).toEqual([
      '2026-01-01T00:00',
      '2025-12-31T23:59',
      '2026-01-01T00:00',
    ]);
  });

  test('does not go beyond the end of the log where dates go back', () => {
    expect(times(['Nov 20 12:00:00', 'Oct  1 12:00:00'], { latest })).toEqual(['2026-11-20T12:00', '2026-10-01T12:00']);
  });

  test('is that before where pieces of a log follow each other, the newest first', () => {
    const dates = ['Jan  2 12:00:00', 'Jan  5 12:00:00', 'Dec 20 12:00:00', 'Dec 31 12:00:00', 'Jan  1 12:00:00'];
    expect(times(dates, { latest: Date.UTC(2027, 0, 6) }).map((time) => time.slice(0, 4))).toEqual(['2027', '2027', '2026', '2026', '2027']);
    // Somebody reads on for weeks and does not say that time goes on.
    expect(times(['Nov 20 12:00:00', 'Dec 20 12:00:00', 'Dec 31 12:00:00'], { latest }).map((time) => time.slice(0, 4))).toEqual(['2026', '2026', '2026']);
  });

  test('29 February asks for a leap year', () => {
    expect(times(['Feb 29 12:00:00'], { latest })).toEqual(['2024-02-29T12:00']);
    expect(times(['Feb 28 23:59:59', 'Feb 29 12:00:00', 'Mar  1 00:00:00'], { latest: Date.UTC(2028, 2, 2) })).toEqual([
      '2028-02-28T23:59',
      '2028-02-29T12:00',
      '2028-03-01T00:00',
    ]);
    expect(times(['Dec 31 23:59:59', 'Feb 29 12:00:00', 'Mar  1 00:00:00'], { year: 2027 })).toEqual([
      '2027-12-31T23:59',
      '2028-02-29T12:00',
      '2028-03-01T00:00',
    ]);
    // Nothing bounds the year: still every date is itself.
    expect(times(['Feb 28 23:59:59', 'Feb 29 12:00:00', 'Mar  1 00:00:00'], {}).map((time) => time.slice(5))).toEqual([
      '02-28T23:59',
      '02-29T12:00',
      '03-01T00:00',
    ]);
  });

  test('lines of other programs count for it', () => {
    const text = `${log('Dec 31 12:00:00')}Jan  1 12:00:00 server CRON[1]: text\n${log('Dec 31 13:00:00', 'Jan  1 13:00:00')}`;
    expect(timesOf(text, { year: 2025 }).map((time) => time.slice(0, 4))).toEqual(['2025', '2025', '2026']);
  });

  test('what was assumed is said', () => {
    const assumed = (line: string) => readRecords(`${line} server sshd[1]: text`).records.map(({ timeAssumed }) => timeAssumed);
    expect(assumed('Nov 20 12:00:00')).toEqual([['year', 'zone']]);
    expect(assumed('2026-11-20T12:00:00')).toEqual([['zone']]);
    expect(assumed('2026-11-20T12:00:00+01:00')).toEqual([[]]);
  });
});

test('fractions, padded and unpadded days, leap seconds', () => {
  expect(
    timesOf(
      log(
        'Jun 30 23:59:60',
        'Nov  2 12:00:00',
        'Nov 02 12:00:00',
        'Nov 2 12:00:00',
        'Nov 20 20:58:22.920987',
        'Nov 20 20:58:22.9',
      ),
      { year: 2026 },
    ),
  ).toEqual([
    '2026-07-01T00:00:00.000Z',
    '2026-11-02T12:00:00.000Z',
    '2026-11-02T12:00:00.000Z',
    '2026-11-02T12:00:00.000Z',
    '2026-11-20T20:58:22.920Z',
    '2026-11-20T20:58:22.900Z',
  ]);
  expect(timesOf(log('2026-11-20T20:58:22,5Z', '2026-11-20 20:58:22.123456789-0330', '2026-11-20T20:58:22+01'), {})).toEqual([
    '2026-11-20T20:58:22.500Z',
    '2026-11-21T00:28:22.123Z',
    '2026-11-20T19:58:22.000Z',
  ]);
});

describe('zones', () => {
  const utc = (zone: string, wallClock: string) =>
    new Date(timeZone(zone)(Date.parse(`${wallClock}Z`))).toISOString().slice(0, 16);

  test.each([
    ['UTC', '2026-07-01T12:00', '2026-07-01T12:00'],
    ['+02:00', '2026-07-01T12:00', '2026-07-01T10:00'],
    ['-0330', '2026-07-01T12:00', '2026-07-01T15:30'],
    ['Europe/Berlin', '2026-07-01T12:00', '2026-07-01T10:00'],
    ['Europe/Berlin', '2026-12-01T12:00', '2026-12-01T11:00'],
    ['Asia/Kolkata', '2026-12-01T12:00', '2026-12-01T06:30'],
    ['America/New_York', '2026-12-31T23:00', '2027-01-01T04:00'],
    // 02:30 comes twice: the first, still summer time. 02:30 in spring does not exist: an hour later.
    ['Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00'],
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['Australia/Lord_Howe', '2026-04-05T01:15', '2026-04-04T14:15'],
    ['Australia/Lord_Howe', '2026-04-05T02:15', '2026-04-04T15:45'],
    // A change inside an hour: half an hour, and at a quarter to three.
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30'],
    ['Pacific/Chatham', '2026-09-27T02:44', '2026-09-26T13:59'],
    ['Pacific/Chatham', '2026-09-27T03:45', '2026-09-26T14:00'],
    ['Pacific/Chatham', '2026-04-05T03:44', '2026-04-04T13:59'],
    ['Pacific/Chatham', '2026-04-05T03:45', '2026-04-04T15:00'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['IST-5:30IDT-6,M1.1.0,M2.1.0', '2026-12-01T12:00', '2026-12-01T06:30'],
  ])('%s: %s is %s', (zone, wallClock, expected) => {
    expect(utc(zone, wallClock)).toBe(expected);
  });

  test.each([
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'], ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'], ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'], ['<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 'Australia/Lord_Howe'], ['<-04>4<-03>,M9.1.6/24,M4.1.6/24', 'America/Santiago'],
  ])('the rule %s is that of %s, all the year round', (rule, zone) => {
    const [byRule, byName] = [timeZone(rule), timeZone(zone)];
    for (let wallClock = Date.UTC(2025, 0); wallClock < Date.UTC(2026, 0); wallClock += 1_800_000) expect(byRule(wallClock), new Date(wallClock).toISOString()).toBe(byName(wallClock));
  });

  test.each(['CET-1CEST,M3.5.0', 'CET-1CEST,M3.6.0,M10.5.0', 'CET-1CEST,J60,J300', 'x,M3.5.0,M10.5.0'])('%s is no zone', (rule) => {
    expect(() => timeZone(rule)).toThrow(RangeError);
  });

  test('one clock reads both sides of a change', () => {
    expect(times(['Oct 25 01:59:00', 'Oct 25 03:01:00', 'Oct 25 01:58:00'], { year: 2026, timezone: 'Europe/Berlin' })).toEqual([
      '2026-10-24T23:59',
      '2026-10-25T02:01',
      '2026-10-24T23:58',
    ]);
    expect(() => createLogClock({ timezone: 'Mars/Olympus' })).toThrow(RangeError);
  });

  test('an hour that comes twice goes on where the clock was put back', () => {
    const night = ['02:10:00', '02:59:59', '02:00:01', '02:45:00', '02:30:00', '03:00:00', '02:59:59'].map((time) => `Oct 25 ${time}`);
    expect(times(night, { year: 2026, timezone: 'Europe/Berlin' }).map((time) => time.slice(11))).toEqual([
      '00:10', '00:59', '01:00', '01:45',
      // Back again: a quarter of an hour, not more.
      '01:30',
      '02:00', '01:59',
    ]);
    // Processes log side by side.
    expect(times(['Oct 25 02:30:10', 'Oct 25 02:30:00', 'Oct 25 02:30:11'], { year: 2026, timezone: 'Europe/Berlin' }).map((time) => time.slice(11))).toEqual(['00:30', '00:30', '00:30']);
    expect(times(['2026-04-05T01:59:00', '2026-04-05T01:31:00', '2026-04-05T02:00:00'], { timezone: 'Australia/Lord_Howe' })).toEqual([
      '2026-04-04T14:59', '2026-04-04T15:01', '2026-04-04T15:30',
    ]);
  });

  test('an offset in the line outranks the zone', () => {
    expect(times(['2026-07-01T12:00:00Z', '2026-07-01T12:00:00'], { timezone: 'Europe/Berlin' })).toEqual([
      '2026-07-01T12:00',
      '2026-07-01T10:00',
    ]);
  });
});

describe.skipIf(!haveCaptures)(`real logs around difficult dates${NEEDS_CAPTURES}`, () => {
  const NAMES =
    /(rsyslog-([a-z-]*rollover|leap-day|dst-end|single-digit-day)|journald-auth)\.[a-z0-9]*\.(rfc3164|journal-short-precise)\./;

  test('there are some', () => {
    expect(captures(NAMES).length).toBeGreaterThan(10);
  });

  test.each(captures(NAMES))('$name: the same times as the log with years', ({ log: path }) => {
    const withYears = path.replace('.rfc3164.', '.iso8601.').replace('.journal-short-precise.', '.journal-short-iso.');
    const truth = readRecords(readFileSync(withYears, 'utf8')).records;
    const latest = lastTime(linesOf(readFileSync(withYears, 'utf8')), {}) ?? 0;
    const { records } = readRecords(readFileSync(path, 'utf8'), { latest });
    const second = ({ time = 0 }) => Math.floor(time / 1000);
    expect(records.length).toBeGreaterThan(0);
    expect(records.map(second)).toEqual(truth.map(second));
  });
});
