import { describe, expect, test } from 'vitest';
import { eventsOf, readRecords } from '../support/records.js';

const ACCEPTED = 'Accepted password for root from 192.0.2.1 port 1 ssh2';
const HEADER = 'Nov 20 12:00:00 server sshd[1]: ';
/** What an attacker may put into a user name. No text of sshd itself begins or ends with it. */
const FORGED = [
  ['an event', ACCEPTED],
  ['a line of syslog', `${HEADER}${ACCEPTED}`],
  ['a line with ISO time', `2026-11-20T12:00:00Z server sshd[1]: ${ACCEPTED}`],
  ['a line of RFC 5424', `<86>1 2026-11-20T12:00:00Z server sshd 1 - - ${ACCEPTED}`],
  ['a pasted line', `sshd[1]: ${ACCEPTED}`],
  ['two lines', `${ACCEPTED}\n${ACCEPTED}`],
  ['an event behind empty lines', `\n\n\n${ACCEPTED}`],
  ['an event behind a list', `aes128-ctr,\n${ACCEPTED}`],
  ['a repeat', `${HEADER}message repeated 9 times: [ ${ACCEPTED}]`],
  ['a line of a container', `2026-11-20T12:00:00.123456789Z stderr F ${ACCEPTED}`],
  ['a line of docker logs -t', `2026-11-20T12:00:00.123456789Z ${ACCEPTED}`],
  ['a line of docker compose', `sshd-1  | ${ACCEPTED}`],
  ['an entry of docker', `{"log":"${ACCEPTED}\\r\\n","stream":"stderr","time":"2026-11-20T12:00:00Z"}`],
  ['an entry of the journal', `{"MESSAGE":"${ACCEPTED}","SYSLOG_IDENTIFIER":"sshd","__REALTIME_TIMESTAMP":"1795207283000000"}`],
  ['an entry of a shipper', `{"message":"${ACCEPTED}","program":"sshd"}`],
  ['an export of the journal', `\n__CURSOR=x\n__REALTIME_TIMESTAMP=1795207283000000\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=${ACCEPTED}\n\n`],
  ['a frame of syslog', `112 <86>1 2026-11-20T12:00:00Z server sshd 1 - - ${ACCEPTED}`],
  ['a line of the journal', `Fri 2026-11-20 12:00:00 UTC server sshd[1]: ${ACCEPTED}`],
  ['a line of Windows', `634 2026-11-20 12:00:00.123 ${ACCEPTED}`],
  ['a line of macOS', `2026-11-20 12:00:00.123456+0100  localhost sshd[1]: ${ACCEPTED}`],
  ['a quoted line', `> ${HEADER}${ACCEPTED}`],
  ['a coloured line', `\x1b[1m${HEADER}${ACCEPTED}`],
  ['an indented event', `    ${ACCEPTED}`],
] as const;

const START = 'Server listening on 0.0.0.0 port 22.\r\n';
const END = 'Connection closed by invalid user y 198.51.100.9 port 5 [preauth]\r\n';
const message = (name: string) => `Failed password for invalid user ${name} from 198.51.100.9 port 5 ssh2\r\n`;

/** Nothing that the attacker wrote is an event, and no address but his own is anywhere. */
function expectNotForged(text: string): void {
  const events = eventsOf(text);
  expect(events.filter(({ type }) => type === 'auth.accepted')).toEqual([]);
  const addresses = events.flatMap(({ fields }) => ('ip' in fields && typeof fields.ip === 'string' ? [fields.ip] : []));
  expect(addresses.filter((ip) => !['198.51.100.9', '0.0.0.0'].includes(ip))).toEqual([]);
  expect(events.filter(({ record }) => record.time !== undefined || record.repeat > 1 || !record.bare)).toEqual([]);
}

describe.each(FORGED)('sshd -e, a user name with %s', (_, forged) => {
  const names = [`x\n${forged}`, `x\n${forged}\ny`, `x\n${forged}\n`, `x\n\n${forged}\n${HEADER}y`];

  test.each(names)('%j among other lines', (name) => expectNotForged(START + message(name) + END));
  test.each(names)('%j at the beginning of the log', (name) => expectNotForged(message(name) + START + END));
  test.each(names)('%j at the end of the log', (name) => expectNotForged(START + END + message(name)));
  test.each(names)('%j in a log that ends before the message does', (name) => {
    const cut = (START + message(name)).slice(0, -4);
    expectNotForged(cut);
    expectNotForged(cut.slice(0, cut.lastIndexOf('\n') + 1));
  });
});

/** What a container runtime makes of what sshd prints: an entry for each line feed, the carriage return kept. */
const TIME = '2026-11-20T12:00:00.123456789Z';
const RUNTIMES: [string, (line: string) => string][] = [
  ['docker json-file', (line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: TIME })],
  ['CRI', (line) => `${TIME} stderr F ${line}`],
  ['docker logs -t', (line) => `${TIME} ${line}`],
  ['docker compose', (line) => `sshd-1  | ${TIME} ${line}`],
  ['kubectl --prefix', (line) => `[pod/web/sshd] ${line}`],
  ['docker compose around docker', (line) => `sshd-1  | ${JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: TIME })}`],
  ['journald', (line) => JSON.stringify({ __REALTIME_TIMESTAMP: '1795207283000000', _TRANSPORT: 'stdout', SYSLOG_IDENTIFIER: 'sshd', _COMM: 'sshd', MESSAGE: line })],
];

describe.each(RUNTIMES)('sshd -e inside %s', (_, entry) => {
  const carried = (printed: string) => printed.split('\n').slice(0, -1).map((line) => `${entry(line)}\n`).join('');

  test.each(FORGED)('a user name with %s', (_name, forged) => {
    for (const name of [`x\n${forged}`, `x\n${forged}\ny`, `x\n\n${forged}\n${HEADER}y`]) {
      for (const printed of [START + message(name) + END, message(name) + START + END, START + END + message(name)]) {
        const events = eventsOf(carried(printed));
        expect(events.filter(({ type }) => type === 'auth.accepted')).toEqual([]);
        const addresses = events.flatMap(({ fields }) => ('ip' in fields && typeof fields.ip === 'string' ? [fields.ip] : []));
        expect(addresses.filter((ip) => !['198.51.100.9', '0.0.0.0'].includes(ip))).toEqual([]);
        expect(events.filter(({ record }) => record.repeat > 1 || !record.bare)).toEqual([]);
      }
    }
  });
});

test('the pieces are the one message that they were, told of the real address', () => {
  const { records } = readRecords(START + message(`x\n${ACCEPTED}\ny`));
  expect(records[1]).toMatchObject({
    line: 2,
    raw: 'Failed password for invalid user x',
    text: `Failed password for invalid user x\\n${ACCEPTED}\\ny from 198.51.100.9 port 5 ssh2`,
  });
  expect(eventsOf(START + message(`x\n${ACCEPTED}\ny`)).map(({ type, fields }) => ({ type, ...fields }))).toMatchObject([
    { type: 'server.listening' },
    { type: 'auth.failed', ip: '198.51.100.9', port: 5, validUser: false },
  ]);
});

test('a disconnect text of 400 line feeds does not wear the reader out', () => {
  const received = (text: string) => `Received disconnect from 198.51.100.9 port 5:11: ${text}\r\n`;
  for (const feeds of [100, 128, 200, 346]) {
    expectNotForged(`${START}${received('\n'.repeat(feeds) + ACCEPTED)}${END}`);
    expectNotForged(`${START}${received(`${'\n'.repeat(feeds)}${ACCEPTED}\n`)}${END}`);
    expectNotForged(`${START}${received(`${ACCEPTED}\n`.repeat(7))}${END}`);
  }
});

test('messages that lost their CR LF because they filled the buffer, as in older releases', () => {
  const unended = `Received disconnect from 198.51.100.9: 11: ${'\\377'.repeat(230)}\n${ACCEPTED}\n`;
  expectNotForged(START + unended.repeat(20) + END);
  expectNotForged(`${START + unended.repeat(20)}${ACCEPTED}\r\n${END}`);
});

test('the list of a waiting line is not taken from a user name', () => {
  const { records } = readRecords(`${START}debug2: ciphers ctos:\r\nInvalid user x,\naes128-cbc\n from 198.51.100.9 port 5\r\n`);
  expect(records.map(({ text }) => text).slice(1)).toEqual([
    'ciphers ctos:',
    'Invalid user x,\\naes128-cbc\\n from 198.51.100.9 port 5',
  ]);
});

test('lines behind a forged one are read again', () => {
  expect(eventsOf(START + message(`x\n${ACCEPTED}`) + message('fred')).map(({ type }) => type)).toEqual([
    'server.listening',
    'auth.failed',
    'auth.failed',
  ]);
});

describe('other loggers are not mistaken for sshd itself', () => {
  const line = (pid: number) => `Nov 20 12:00:00 server sshd[${pid}]: Failed password for fred from 192.0.2.1 port 1 ssh2`;
  const pids = (text: string) =>
    readRecords(text)
      .records.filter(({ bare }) => !bare)
      .map(({ pid }) => pid);

  test.each([
    ['LF', `${line(1)}\n${line(2)}\n${line(3)}\n`],
    ['CR LF', `${line(1)}\r\n${line(2)}\r\n${line(3)}\r\n`],
    ['CR LF and an end without', `${line(1)}\r\n${line(2)}\r\n${line(3)}`],
    ['both', `${line(1)}\r\n${line(2)}\n${line(3)}\r\n`],
    ['LF behind a heading', `# from the ticket\n\n${line(1)}\n${line(2)}\n${line(3)}\n`],
    ['CR LF behind a heading', `# from the ticket\r\n\r\n${line(1)}\r\n${line(2)}\r\n${line(3)}\r\n`],
  ])('syslog with %s', (_, text) => expect(pids(text)).toEqual([1, 2, 3]));

  test('a stray CR in a long syslog file hides no line', () => {
    const many = Array.from({ length: 50 }, (_, i) => `${line(i)}\n`).join('');
    expect(pids(`${many}garbage\r\n${many}`)).toHaveLength(100);
  });

  test('text without header that ends its lines in LF', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Failed password for fred from 192.0.2.1 port ${i + 1} ssh2\n`).join('');
    expect(readRecords(lines).records.map((record) => record.line)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });
});
