import { describe, expect, test } from 'vitest';
import { createLogClock } from '../../src/records/log-clock.js';
import { createRecordReader } from '../../src/records/reader.js';
import { readRecords } from '../support/records.js';

const frame = (text: string) => `${Buffer.byteLength(text)} ${text}`;
const syslog = (pid: number, text = 'text') => `<86>1 2026-11-20T12:00:00Z server sshd ${pid} - - ${text}`;
const pids = (text: string) => readRecords(text).records.map(({ pid }) => pid);

describe('octet counting', () => {
  test('frames follow each other, across lines and with empty lines between', () => {
    expect(pids(frame(syslog(1)) + frame(syslog(2)) + frame(syslog(3)))).toEqual([1, 2, 3]);
    expect(pids(`${frame(syslog(1))}\n${frame(`${syslog(2)}\n`)}${frame(syslog(3))}\r\n\n${frame(syslog(4))}`)).toEqual([1, 2, 3, 4]);
    expect(pids(frame('<86>Nov 20 12:00:00 server sshd[1]: text') + frame(syslog(2)))).toEqual([1, 2]);
  });

  test('a line feed inside a frame makes no line', () => {
    const { records } = readRecords(`${frame(syslog(1, `Invalid user x\n${frame(syslog(66))}\n${syslog(67)} from 192.0.2.1`))}${frame(syslog(2))}`);
    expect(records.map(({ pid }) => pid)).toEqual([1, 2]);
    expect(records[0]?.text).toContain('Invalid user x\\n');
    expect(records[1]).toMatchObject({ line: 3 });
  });

  test('a frame without its end is given, marked as cut', () => {
    expect(readRecords(frame(syslog(1)).slice(0, -2)).records).toMatchObject([{ pid: 1, text: 'te', cut: true }]);
    expect(readRecords(frame(syslog(1))).records).toMatchObject([{ pid: 1, text: 'text', cut: false }]);
  });

  test('lines without a count behind them are lines', () => {
    expect(pids(`${frame(syslog(1))}\n${syslog(2)}\n${syslog(3)}\n`)).toEqual([1, 2, 3]);
  });

  test('only the beginning of an input begins frames', () => {
    expect(readRecords(`${syslog(1)}\n${frame(syslog(2))}\n`).records.map(({ pid, bare }) => [pid, bare])).toEqual([[1, false], [undefined, true]]);
  });
});

const FIELDS = '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795207283000000\n_BOOT_ID=3f\n_HOSTNAME=server\nSYSLOG_IDENTIFIER=sshd\n_COMM=sshd\n';
const entry = (pid: number, message: string) => `${FIELDS}_PID=${pid}\nMESSAGE=${message}\n\n`;
const binaryEntry = (pid: number, message: string) => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(message)));
  return `${FIELDS}_PID=${pid}\nMESSAGE\n${length.toString('latin1')}${message}\n\n`;
};

describe('journalctl -o export', () => {
  test('entries with texts and with bytes', () => {
    const { records } = readRecords(entry(1, 'error: text') + binaryEntry(2, 'a\0b\n\nc') + entry(3, 'last'));
    expect(records).toMatchObject([
      { pid: 1, line: 8, raw: 'MESSAGE=error: text', level: 'error', text: 'text', host: 'server', time: 1795207283000, timeAssumed: [], bare: false },
      { pid: 2, text: 'a\0b\n\nc' },
      { pid: 3, text: 'last' },
    ]);
  });

  test.each([0, 1, 9, 10, 11, 13, 127, 2570])('a value of %i bytes, whose length itself can hold a line feed', (length) => {
    expect(readRecords(binaryEntry(1, 'x'.repeat(length)) + entry(2, 'next')).records.map(({ text }) => text.length)).toEqual([length, 4]);
  });

  test('what looks like an entry inside a value is none', () => {
    // A length whose bytes are ASCII: the helper reads text.
    const { records } = readRecords(binaryEntry(1, `x\n\n${entry(66, 'forged')}`.padEnd(300)) + entry(2, 'text'));
    expect(records.map(({ pid }) => pid)).toEqual([1, 2]);
  });

  test('fields that journald itself sets outrank those that a process can', () => {
    const logger = entry(1, 'text').replace('_COMM=sshd', '_COMM=logger');
    expect(readRecords(logger + entry(2, 'text')).records.map(({ pid }) => pid)).toEqual([2]);
    expect(readRecords(entry(1, 'text').replace('_PID=1', '_PID=1\nSYSLOG_PID=9')).records).toMatchObject([{ pid: 1 }]);
    expect(readRecords(entry(1, 'text').replace('_COMM=sshd\n', '')).records).toMatchObject([{ process: 'sshd' }]);
    expect(readRecords(entry(1, 'sshd[1]: text').replaceAll('=sshd\n', '=cron\n')).records).toEqual([]);
  });

  test('an entry without its end counts, one without a message does not', () => {
    expect(pids(entry(1, 'text').trimEnd())).toEqual([1]);
    expect(pids(`${FIELDS}_PID=1\n\n${entry(2, 'text')}`)).toEqual([2]);
  });

  test('a value that the line limit cut loses its entry, not the next', () => {
    const seen: unknown[] = [];
    const reader = createRecordReader('log', createLogClock(), { record: ({ pid, cut }) => seen.push([pid, cut]), other: () => {} });
    const lines = binaryEntry(1, 'x'.repeat(20_000)).split('\n');
    lines.pop();
    const all = [...lines, ...entry(2, 'text').split('\n')];
    all.forEach((line, i) => reader.line(line.slice(0, 16_384), i + 1, line.length > 16_384));
    reader.end();
    expect(seen).toEqual([[1, true], [2, false]]);
  });

  test('a length that nothing can hold costs no memory and no records before it', () => {
    const huge = `${FIELDS}MESSAGE\n${'\x7f'.repeat(8)}${'x'.repeat(100)}\n`;
    expect(pids(entry(1, 'text') + huge + entry(2, 'text').repeat(1000))).toEqual([1]);
  });
});

test('a byte order mark in front of the first line, and only there', () => {
  expect(pids('\ufeffNov 20 12:00:00 server sshd[1]: text\n')).toEqual([1]);
  expect(pids(`\ufeff${entry(1, 'text')}`)).toEqual([1]);
});
