import { type Envelope, MONTH_LETTERS, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import { BRACKETED, readPriorityWord } from './priority-word.js';
import { endOfSyslogTime } from './rfc3164.js';
import { readSyslogTimeOf } from './syslog-time.js';
import { readTag } from './tag.js';

/** AIX, and other descendants of 4.3BSD, put this in front of what came from another host. */
const FORWARDED = /^Message forwarded from (\S{1,255}): /;

/**
 * Syslog files with a priority in words: `Nov 20 12:00:00 server authpriv.info sshd[634]: text` (BusyBox, syslogd.c),
 * `auth|security:info` (AIX), and `Nov 20 12:00:00 <auth.info> server sshd[634]: text` (FreeBSD syslogd -vv).
 */
export const syslogPriority: Envelope = {
  name: 'syslog-priority',
  first: MONTH_LETTERS,
  read(line, clock) {
    const timeEnd = endOfSyslogTime(line, 0);
    if (timeEnd < 0) return undefined;
    let hostStart = timeEnd + 1;
    const bracketed = BRACKETED.exec(line.slice(hostStart, hostStart + 32));
    if (bracketed) hostStart += bracketed[0].length;
    const hostEnd = line.indexOf(' ', hostStart);
    if (hostEnd < 0) return undefined;
    const word = bracketed ? 0 : readPriorityWord(line.slice(hostEnd + 1, hostEnd + 64));
    if (!bracketed && word === 0) return undefined;
    const time = readSyslogTimeOf(line, timeEnd, clock);
    if (time === undefined) return undefined;
    const start = hostEnd + 1 + word;
    const forwarded = FORWARDED.exec(line.slice(start, start + 300));
    const tag = readTag(line, start + (forwarded?.[0].length ?? 0));
    return { time, timeAssumed: YEAR_AND_ZONE_ASSUMED, ...tag, host: forwarded?.[1] ?? (line.slice(hostStart, hostEnd) || undefined) };
  },
  samples: [
    { line: 'Nov 20 12:00:00 server authpriv.info sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: 'Nov 20 12:00:00 server auth|security:info sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
    { line: 'Nov 20 12:00:00 relay auth|security:info Message forwarded from server: sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
    { line: 'Nov 20 12:00:00 server local0:debug sshd[634]: debug1: text', host: 'server', program: 'sshd', pid: 634, message: 'debug1: text' },
    { line: 'Nov 20 12:00:00 <auth.info> server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
    { line: 'Nov 20 12:00:00 <4.6> server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
  ],
};
