import { describe, expect, test } from 'vitest';
import { createLogClock } from '../../src/records/log-clock.js';
import { sshProgram } from '../../src/records/programs.js';
import { ENVELOPES } from '../../src/records/reader.js';
import { readRecords } from '../support/records.js';

const LATEST = Date.UTC(2026, 10, 21);
const read = (line: string) => ENVELOPES.map((envelope) => envelope.read(line, createLogClock({ latest: LATEST })));
const samples = ENVELOPES.flatMap(({ name, samples: lines }) => lines.map((sample) => ({ name, ...sample })));

test('every envelope has samples', () => {
  expect(ENVELOPES.filter((envelope) => envelope.samples.length < 3).map(({ name }) => name)).toEqual([]);
});

test.each(samples)('$name reads $line, and no other envelope does', ({ name, line, time, ...expected }) => {
  expect(ENVELOPES.filter((_, i) => read(line)[i] !== undefined).map((envelope) => envelope.name)).toEqual([name]);
  const header = read(line).find((found) => found !== undefined);
  expect(header).toMatchObject({ ...expected, ...(time !== undefined && { time: Date.parse(time) }) });
});

test.each(samples)('$name: $line does not depend on the format of the lines before', ({ line, program, message }) => {
  for (const { line: before } of samples) {
    const { records } = readRecords(`${before}\n${line}\n`);
    // A sample is the line as the reader gets it, which the helper makes of a text.
    if (sshProgram(program) !== undefined && !/[\x80-\uffff]/.test(message))
      expect(records.find((record) => record.line === 2), before).toMatchObject({
        process: sshProgram(program),
        text: message.replace(/^(?:debug1|fatal|error): /, ''),
        bare: false,
      });
  }
});

const HEADER = 'Nov 20 12:00:00 server';

describe('the tag', () => {
  test.each([
    ['sshd[4242]: text', { process: 'sshd', pid: 4242, text: 'text' }],
    ['sshd: text', { process: 'sshd', pid: undefined, text: 'text' }],
    ['/usr/sbin/sshd[7]: text', { process: 'sshd', pid: 7, text: 'text' }],
    ['/usr/lib/openssh/sshd-session[7]: text', { process: 'sshd-session', pid: 7, text: 'text' }],
    ['sshd-auth[8]: text', { process: 'sshd-auth', pid: 8, text: 'text' }],
    ['internal-sftp[8]: text', { process: 'internal-sftp', pid: 8, text: 'text' }],
    ['sshd[8]:text', { process: 'sshd', pid: 8, text: 'text' }],
    ['sshd[8]: ', { process: 'sshd', pid: 8, text: '' }],
    ['sshd[8]:', { process: 'sshd', pid: 8, text: '' }],
    ['sshd[x]: text', { process: 'sshd', pid: undefined, text: 'text' }],
    ['sshd[99999999999999999999]: text', { process: 'sshd', pid: undefined, text: 'text' }],
    ['sshd[]: text', { process: 'sshd', pid: undefined, text: 'text' }],
    ['sshd[8]: a]: b: c', { process: 'sshd', pid: 8, text: 'a]: b: c' }],
    ['sshd[8/net]: text', { process: 'sshd', pid: 8, text: 'text' }],
    ['sshd(pam_unix)[8]: text', { process: 'sshd', pid: 8, text: '(pam_unix) text' }],
    ['in.sshd[8]: text', { process: 'sshd', pid: 8, text: 'text' }],
    ['openssh[8]: text', { process: 'sshd', pid: 8, text: 'text' }],
    ['sshd@backup[8]: text', { process: 'sshd', pid: 8, text: 'text' }],
    ['ssh@3-192.0.2.1:22-192.0.2.9:5000.service[8]: text', { process: 'sshd', pid: 8, text: 'text' }],
    ['sshd[8]: [ID 800047 auth.info] text', { process: 'sshd', pid: 8, text: 'text' }],
    ['sshd[8]: \x1b[0;1;39mtext\x1b[0m', { process: 'sshd', pid: 8, text: 'text' }],
  ])('%s', (tail, expected) => {
    expect(readRecords(`${HEADER} ${tail}`).records).toMatchObject([{ ...expected, host: 'server', bare: false }]);
  });

  test.each([
    'sshd[8 text',
    'sshd[8]; text',
    'sshd text',
    'sshd',
    ': text',
    '[8]: text',
    '[',
    'sshd[',
    'CRON[1]: (root) CMD (sshd[8]: text)',
    'sshdx[1]: text',
    'xsshd[1]: text',
    'su(pam_unix)[1]: text',
    'ssh[1]: text',
    'cron@sshd[1]: text',
    'sudo: fred : sshd[8]: text',
    'kernel: sshd[8]: text',
    '',
  ])('%j is no line of sshd', (tail) => {
    expect(readRecords(`${HEADER} ${tail}`)).toEqual({ records: [], others: 1 });
  });
});

test('hosts: names, addresses, and none', () => {
  const hosts = (line: string) => readRecords(line).records.map(({ host }) => host);
  expect(hosts('Nov 20 12:00:00 web-1.example.org sshd[1]: text')).toEqual(['web-1.example.org']);
  expect(hosts('Nov 20 12:00:00 2001:db8::17 sshd[1]: text')).toEqual(['2001:db8::17']);
  expect(hosts('2026-11-20T12:00:00Z 192.0.2.250 sshd[1]: text')).toEqual(['192.0.2.250']);
  expect(hosts('<86>1 2026-11-20T12:00:00Z - sshd 1 - - text')).toEqual([undefined]);
  expect(hosts('Nov 20 12:00:00  sshd[1]: text')).toEqual([undefined]);
  expect(hosts('2026-11-20T12:00:00Z  sshd[1]: text')).toEqual([undefined]);
});

test.each([
  ['a date that does not exist', 'Feb 30 12:00:00 server sshd[1]: text'],
  ['hour 24', 'Nov 20 24:00:00 server sshd[1]: text'],
  ['second 61', 'Nov 20 12:00:61 server sshd[1]: text'],
  ['no such month', 'Nox 20 12:00:00 server sshd[1]: text'],
  ['month 13', '2026-13-20T12:00:00Z server sshd[1]: text'],
  ['31 November', '2026-11-31T12:00:00Z server sshd[1]: text'],
  ['29 February 2026', '2026-02-29T12:00:00Z server sshd[1]: text'],
  ['hour 25', '2026-11-20T25:00:00Z server sshd[1]: text'],
  ['rfc3164 that goes on as iso8601', 'Nov 20 2026-11-20T12:00:00Z server sshd[1]: text'],
  ['iso8601 that goes on as rfc3164', '2026-11-20 Nov 20 12:00:00 server sshd[1]: text'],
  ['rfc5424 without time', '<86>1 server sshd 1 - - text'],
  ['rfc5424 with a bad time', '<86>1 2026-11-40T12:00:00Z server sshd 1 - - text'],
  ['rfc5424 whose element does not end', '<86>1 2026-11-20T12:00:00Z server sshd 1 - [a b="x] text'],
  ['rfc5424 of version 2', '<86>2 2026-11-20T12:00:00Z server sshd 1 - - text'],
  ['a tag in the middle of a sentence', 'see sshd[1]: text'],
  ['a header without host', 'Nov 20 12:00:00'],
  ['a header of spaces', `Nov 20 12:00:00${' '.repeat(40)}`],
])('%s is no header: nothing but text', (_, line) => {
  expect(readRecords(line).records.filter(({ bare }) => !bare)).toEqual([]);
});

test('rfc5424: an empty message, structured data with everything escaped, a byte order mark', () => {
  const text = (line: string) => readRecords(line).records.map((record) => record.text);
  expect(text('<86>1 2026-11-20T12:00:00Z server sshd 1 - - ')).toEqual(['']);
  expect(text('<86>1 2026-11-20T12:00:00Z server sshd 1 - -')).toEqual(['']);
  expect(text('<86>1 2026-11-20T12:00:00Z server sshd 1 - [a b="\\"]\\\\"][c] text')).toEqual(['text']);
  expect(text('<86>1 2026-11-20T12:00:00Z server sshd 1 - - \ufefftext')).toEqual(['text']);
});

test('NUL, bytes above 127 and unpaired CR stay in the text as they are', () => {
  const text = 'Invalid user \0\u00e9\r\u{1f600} from 192.0.2.1';
  const [record] = readRecords(`${HEADER} sshd[1]: ${text}`).records;
  expect(Buffer.from(record?.text ?? '', 'latin1').toString('utf8')).toBe(text);
  expect(readRecords(`sshd[1]: a\rb`).records).toMatchObject([{ pid: 1, text: 'a\rb', bare: false }]);
});

test('a run of NUL in front of a line, as a crash leaves it, does not hide the line', () => {
  expect(readRecords(`${'\0'.repeat(300)}${HEADER} sshd[1]: text\n`).records).toMatchObject([
    { pid: 1, text: 'text', host: 'server' },
  ]);
  expect(readRecords('\0\0\0\n\0\r\n')).toEqual({ records: [], others: 2 });
});
