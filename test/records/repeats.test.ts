import { describe, expect, test } from 'vitest';
import { eventsOf, readRecords } from '../support/records.js';

const at = (second: number, rest: string) => `Nov 20 12:00:0${second} ${rest}\n`;
const FAILED = 'Failed password for root from 198.51.100.110 port 41822 ssh2';
const short = (text: string) =>
  readRecords(text).records.map((record) => `${record.line} ${record.repeat}x ${record.pid} ${record.text.slice(0, 20)}`);

describe('last message repeated N times', () => {
  test('is the message of the line before, with its own line and time', () => {
    const { records } = readRecords(at(1, `server sshd[7]: error: ${FAILED}`) + at(5, 'server last message repeated 4 times'));
    expect(records).toMatchObject([
      { line: 1, repeat: 1, pid: 7, level: 'error', text: FAILED },
      {
        line: 2,
        repeat: 4,
        pid: 7,
        level: 'error',
        text: FAILED,
        raw: 'Nov 20 12:00:05 server last message repeated 4 times',
        time: Date.UTC(2026, 10, 20, 12, 0, 5),
      },
    ]);
  });

  test('twice in a row speaks of the same message', () => {
    const repeated = at(5, 'server last message repeated 2 times');
    expect(short(at(1, `server sshd[7]: ${FAILED}`) + repeated + repeated).map((line) => line.slice(2, 6))).toEqual([
      '1x 7',
      '2x 7',
      '2x 7',
    ]);
  });

  test.each([
    'server last message repeated 1 time',
    'server syslogd: last message repeated 1 times',
    'server rsyslogd: last message repeated 1 times',
  ])('%s', (line) =>
    expect(readRecords(at(1, `server sshd[7]: ${FAILED}`) + at(2, line)).records).toMatchObject([
      { line: 1 },
      { line: 2, repeat: 1, pid: 7, process: 'sshd' },
    ]),
  );

  test.each([
    '2026-11-20T12:00:05Z server last message repeated 3 times',
    '<86>1 2026-11-20T12:00:05Z server - - - - last message repeated 3 times',
  ])('in another format: %s', (line) =>
    expect(readRecords(`2026-11-20T12:00:05Z server sshd[7]: ${FAILED}\n${line}`).records).toMatchObject([
      { line: 1 },
      { line: 2, repeat: 3 },
    ]),
  );

  test.each([
    [
      'behind another program',
      `${at(1, `server sshd[7]: ${FAILED}`)}${at(2, 'server CRON[1]: text')}${at(3, 'server last message repeated 4 times')}`,
      2,
    ],
    ['behind no log line at all', `${at(1, `server sshd[7]: ${FAILED}`)}\n${at(3, 'server last message repeated 4 times')}`, 2],
    ['of another host', `${at(1, `server sshd[7]: ${FAILED}`)}${at(3, 'other last message repeated 4 times')}`, 1],
    ['of another program', `${at(1, `server sshd[7]: ${FAILED}`)}${at(3, 'server kernel: last message repeated 4 times')}`, 1],
    ['0 times', `${at(1, `server sshd[7]: ${FAILED}`)}${at(3, 'server last message repeated 0 times')}`, 1],
    [
      'more often than any logger counts',
      `${at(1, `server sshd[7]: ${FAILED}`)}${at(3, 'server last message repeated 99999999 times')}`,
      1,
    ],
    [
      'at the end of a longer sentence',
      `${at(1, `server sshd[7]: ${FAILED}`)}${at(3, 'server the last message repeated 4 times')}`,
      1,
    ],
  ])('%s is not a message of sshd', (_, text, others) => {
    const read = readRecords(text);
    expect(read.records).toMatchObject([{ line: 1, repeat: 1 }]);
    expect(read.others).toBe(others);
  });

  test('at the beginning of a log speaks of what is not there', () => {
    expect(readRecords(at(3, 'server last message repeated 4 times'))).toEqual({ records: [], others: 1 });
  });

  test('is found again after a line of another host', () => {
    const text =
      at(1, `server sshd[7]: ${FAILED}`) +
      at(2, 'other last message repeated 2 times') +
      at(3, 'server last message repeated 3 times');
    expect(short(text)).toEqual(['1 1x 7 Failed password for ', '3 3x 7 Failed password for ']);
  });

  test('behind a line that waited for its list repeats that line', () => {
    // The two empty language lists of OpenSSH 5.3 are equal lines, and each could go on on the next.
    const text =
      at(1, 'server sshd[7]: debug2: kex_parse_kexinit: ') +
      at(1, 'server last message repeated 3 times') +
      at(2, 'server sshd[7]: debug2: kex_parse_kexinit: first_kex_follows 0 ');
    expect(short(text)).toEqual(['1 1x 7 kex_parse_kexinit: ', '2 3x 7 kex_parse_kexinit: ', '3 1x 7 kex_parse_kexinit: f']);
  });

  test('behind a wrapped list repeats the list', () => {
    const { records } = readRecords(
      `sshd[7]: debug2: kex_parse_kexinit:\naes128-ctr,aes256-ctr\n${at(1, 'server last message repeated 1 times')}`,
    );
    expect(records).toMatchObject([{ line: 2, text: 'kex_parse_kexinit: aes128-ctr,aes256-ctr' }]);
    expect(
      readRecords(
        at(1, 'server sshd[7]: debug2: kex_parse_kexinit:') +
          'aes128-ctr,aes256-ctr\n' +
          at(1, 'server last message repeated 1 times'),
      ).records,
    ).toMatchObject([{ line: 2 }, { line: 3, repeat: 1, text: 'kex_parse_kexinit: aes128-ctr,aes256-ctr' }]);
  });
});

describe('message repeated N times: [ … ]', () => {
  test('is the message in brackets', () => {
    const { records } = readRecords(at(1, `server sshd[7]: message repeated 4 times: [ error: ${FAILED} [preauth]]`));
    expect(records).toMatchObject([{ repeat: 4, pid: 7, level: 'error', text: FAILED, preauth: true, line: 1 }]);
  });

  test('in brackets without a space, with brackets inside', () => {
    expect(readRecords(at(1, 'server sshd[7]: message repeated 2 times: [Invalid user ] from 192.0.2.1]')).records).toMatchObject(
      [{ repeat: 2, text: 'Invalid user ] from 192.0.2.1' }],
    );
  });

  test('of a text that sshd cut is cut', () => {
    const cut = (length: number) =>
      readRecords(at(1, `server sshd[7]: message repeated 2 times: [ ${'x'.repeat(length)}]`)).records[0]?.cut;
    expect([cut(499), cut(500)]).toEqual([false, true]);
  });

  test.each([
    'message repeated 0 times: [ text]',
    'message repeated times: [ text]',
    'message repeated 2 times: text',
    'message repeated 2 times: [ text',
  ])('%s is a text like any other', (text) =>
    expect(readRecords(at(1, `server sshd[7]: ${text}`)).records).toMatchObject([{ repeat: 1, text }]),
  );

  test('of another program is none of ours', () => {
    expect(readRecords(at(1, 'server su: message repeated 4 times: [ sshd[1]: text]'))).toEqual({ records: [], others: 1 });
  });
});

test('both kinds become an event with the count', () => {
  const failed = at(1, `server sshd[7]: ${FAILED}`);
  const folded = at(2, 'server last message repeated 4 times') + at(3, `server sshd[7]: message repeated 3 times: [ ${FAILED}]`);
  expect(eventsOf(failed + folded).map(({ type, record }) => [type, record.repeat])).toEqual([
    ['auth.failed', 1],
    ['auth.failed', 4],
    ['auth.failed', 3],
  ]);
});
