import { describe, expect, test } from 'vitest';
import { eventsOf, readRecords } from '../support/records.js';

const TIME = '2026-11-20T12:00:00.123456789Z';
const FAILED = 'Failed password for fred from 192.0.2.1 port 1 ssh2';
const one = (line: string) => readRecords(line).records.map(({ host, pid, process, text, bare }) => ({ host, pid, process, text, bare }))[0];

describe('a line inside a line', () => {
  test('has the time and host of its own header before those of what carries it', () => {
    const [record] = readRecords(`web-1  | ${TIME} 2026-11-19T10:00:00+01:00 server sshd[7]: text`).records;
    expect(record).toMatchObject({ host: 'server', pid: 7, time: Date.UTC(2026, 10, 19, 9), timeAssumed: [] });
    expect(readRecords(`${TIME} sshd[7]: text`).records[0]).toMatchObject({ pid: 7, time: Date.parse('2026-11-20T12:00:00.123Z'), timeAssumed: [] });
    expect(readRecords(`web-1  | ${FAILED}\r`).records[0]).toMatchObject({ host: 'web-1', bare: true });
  });

  test('is shown as the log has it', () => {
    const line = JSON.stringify({ log: `${FAILED}\r\n`, stream: 'stderr', time: TIME });
    expect(readRecords(line).records).toMatchObject([{ raw: line, text: FAILED, line: 1, levelShown: false }]);
  });

  test('is looked for three levels deep', () => {
    const wrap = (line: string) => JSON.stringify({ message: line });
    expect(one(wrap(wrap(wrap('Nov 20 12:00:00 server sshd[1]: text'))))).toMatchObject({ pid: 1 });
    let deep = 'Nov 20 12:00:00 server sshd[1]: text';
    for (let i = 0; i < 8; i++) deep = wrap(deep);
    expect(readRecords(deep).records.filter(({ bare }) => !bare)).toEqual([]);
  });

  test('of stdout does not break one of stderr', () => {
    const { records } = readRecords(`${TIME} stderr P ${FAILED.slice(0, 9)}\n${TIME} stdout F text\n${TIME} stderr F ${FAILED.slice(9)}\r\n`);
    expect(records.map(({ text }) => text)).toContain(FAILED);
  });

  test('that never ends is given when the input does', () => {
    expect(readRecords(`${TIME} stderr P ${FAILED}\n`).records).toMatchObject([{ text: FAILED }]);
  });

  test('that is in endless parts is cut', () => {
    const { records } = readRecords(`${TIME} stderr P ${'x'.repeat(9000)}\n`.repeat(20) + `${TIME} stderr F x\r\n`);
    expect(records.map(({ text, cut }) => [text.length, cut])).toEqual([[65_536, true]]);
  });
});

test('one container that is sshd makes no sshd of the others', () => {
  const log = `sshd-1  | ${FAILED}\r\nweb-1   | GET / 200\r\nsshd-1  | what nobody knows\r\n`;
  expect(eventsOf(log).map(({ type, record }) => [type, record.host])).toEqual([['auth.failed', 'sshd-1'], ['unknown', 'sshd-1']]);
});

describe('a message of another program that speaks of sshd', () => {
  test.each([
    ['in the journal', JSON.stringify({ __REALTIME_TIMESTAMP: '1795207283000000', SYSLOG_IDENTIFIER: 'cron', _COMM: 'cron', MESSAGE: `sshd[1]: ${FAILED}` })],
    ['with logger', JSON.stringify({ __REALTIME_TIMESTAMP: '1795207283000000', SYSLOG_IDENTIFIER: 'sshd', _COMM: 'logger', MESSAGE: FAILED })],
    ['with logger, shipped from the journal', JSON.stringify({ SYSLOG_IDENTIFIER: 'sshd', _COMM: 'logger', message: FAILED })],
    ['in the fields of a shipper', JSON.stringify({ program: 'nginx', message: `sshd[1]: ${FAILED}` })],
    ['under the unit of a session', `Fri 2026-11-20 12:00:00 UTC server session-3.scope[1]: sshd[1]: ${FAILED}`],
    ['in the log of macOS', JSON.stringify({ timestamp: '2026-11-20 12:00:00.1+0100', eventMessage: FAILED, processImagePath: '/bin/sshd/other', processID: 1 })],
    ['with a priority', `Nov 20 12:00:00 server auth.info su[1]: sshd[2]: ${FAILED}`],
    ['on Windows', `11/20/2026 1:00:00 PM  4 Information  other: sshd: ${FAILED}`],
  ])('%s', (_, line) => expect(readRecords(line)).toEqual({ records: [], others: 1 }));
});

test.each([
  ['a tag with a path', { program: '/usr/sbin/sshd', message: 'text' }, { process: 'sshd' }],
  ['a tag of fluentd is a route', { tag: 'ssh.auth', message: 'Nov 20 12:00:00 server sshd[7]: text' }, { pid: 7, host: 'server' }],
  ['a path for a source is no host', { source: '/var/log/auth.log', program: 'sshd', message: 'text' }, { host: undefined }],
  ['a pid that is none', { program: 'sshd', pid: '-', procid: 'x', message: 'text' }, { pid: undefined }],
  ['nothing known for a time', { program: 'sshd', time: 'soon', message: 'text' }, { time: undefined }],
  ['milliseconds', { program: 'sshd', timestamp: 1795207283123, message: 'text' }, { time: 1795207283123 }],
  ['nanoseconds', { program: 'sshd', timestamp: '1795207283123456789', message: 'text' }, { time: 1795207283123 }],
  ['nanoseconds of a whole millisecond, which a number does not hold exactly', { program: 'sshd', timestamp: '1795207283997000000', message: 'text' }, { time: 1795207283997 }],
  ['objects in the way', { program: { name: 'sshd' }, process: { name: 'sshd' }, message: 'text' }, { process: 'sshd' }],
])('fields: %s', (_, object, expected) => expect(readRecords(JSON.stringify(object)).records).toMatchObject([{ text: 'text', ...expected }]));

test('characters in JSON are bytes, however they are written', () => {
  const texts = ['"caf\\u00e9 \\ud83d\\ude00 \\\\u00e9 \\t"', '"caf\u00e9 \u{1f600} \\\\u00e9 \\t"'].map((message) => readRecords(`{"program":"sshd","message":${message}}`).records[0]?.text);
  expect(texts.map((text) => Buffer.from(text ?? '', 'latin1').toString('utf8'))).toEqual(['caf\u00e9 \u{1f600} \\u00e9 \t', 'caf\u00e9 \u{1f600} \\u00e9 \t']);
});

test('what journalctl says between entries is nobody\'s message', () => {
  expect(readRecords('Failed password for fred from 192.0.2.1 port 1 ssh2\n-- Boot 3f0c1d2e4b5a46978899aabbccddeeff --\n-- No entries --\n')).toMatchObject({ records: [{ line: 1 }], others: 2 });
});

test('quotes and indentation around what sshd prints', () => {
  const texts = (text: string) => readRecords(text).records.map((record) => record.text);
  expect(texts(`> ${FAILED}\n>> debug1: text\n    debug1: more\n`)).toEqual([FAILED, 'text', 'more']);
  expect(texts('    debug2: ciphers ctos: \n    aes128-ctr,aes256-ctr\n')).toEqual(['ciphers ctos: aes128-ctr,aes256-ctr']);
});

test('what is indented under a line with a header is no line: journalctl prints messages of several lines so', () => {
  const forged = ['Nov 20 12:00:00 server sshd[66]: text', FAILED].flatMap((text) => [' ', '\t', '> ', '- ', '                                 '].map((lead) => lead + text));
  for (const second of forged) {
    const { records } = readRecords(`Nov 20 12:00:00 server web[1]: first\n${second}\nNov 20 12:00:00 server sshd[7]: text\n`);
    expect(records.filter(({ bare, text }) => !bare || text === FAILED).map(({ pid }) => pid), second).toEqual([7]);
  }
});

test('a message without header and program counts only where a container printed it', () => {
  const read = (object: object) => readRecords(JSON.stringify(object)).records.map(({ text, host }) => [text, host]);
  expect(read({ message: FAILED, host: 'server' })).toEqual([]);
  expect(read({ log: `${FAILED}\r\n`, stream: 'stderr', host: 'node', container_name: 'sshd' })).toEqual([[FAILED, 'sshd']]);
  expect(readRecords(`Nov 20 12:00:00 server 2d3f4a5b6c7d[810]: ${FAILED}#015`).records).toMatchObject([{ host: 'server/2d3f4a5b6c7d', bare: true }]);
});

test('a zone by name is assumed, UTC and numbers are not', () => {
  const assumed = (zone: string) => readRecords(`Fri 2026-11-20 12:00:00 ${zone} server sshd[1]: text`).records[0]?.timeAssumed;
  expect(['UTC', '+0530', 'CST'].map(assumed)).toEqual([[], [], ['zone']]);
});
