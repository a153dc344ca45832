import { type Envelope, MONTH_LETTERS, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import { endOfSyslogTime } from './rfc3164.js';
import { readSyslogTimeOf } from './syslog-time.js';

/** Host, program, pid, level. */
const SENDER = /^(\S{1,255}) ([^ []{1,128})\[(\d{1,10})\] <[A-Z][a-z]{2,10}>: /;

/** `Nov 20 12:00:00 server sshd[634] <Info>: text`: the Apple System Log, up to OS X 10.11 (asl.conf, format std). */
export const asl: Envelope = {
  name: 'asl',
  first: MONTH_LETTERS,
  read(line, clock) {
    const timeEnd = endOfSyslogTime(line, 0);
    if (timeEnd < 0) return undefined;
    const match = SENDER.exec(line.slice(timeEnd + 1, timeEnd + 450));
    const time = match ? readSyslogTimeOf(line, timeEnd, clock) : undefined;
    if (!match || time === undefined) return undefined;
    const [all, host, path = '', pid] = match;
    const program = path.slice(path.lastIndexOf('/') + 1);
    return { time, timeAssumed: YEAR_AND_ZONE_ASSUMED, host, program, pid: Number(pid), message: line.slice(timeEnd + 1 + all.length) };
  },
  samples: [
    { line: 'Nov 20 12:00:00 mac sshd[634] <Info>: text', host: 'mac', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: 'Nov 20 12:00:00 mac sshd[634] <Error>: error: text', host: 'mac', program: 'sshd', pid: 634, message: 'error: text' },
    { line: 'Nov  2 12:00:00 mac sudo[634] <Notice>: text', host: 'mac', program: 'sudo', pid: 634, message: 'text' },
  ],
};
