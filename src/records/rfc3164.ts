import { type Envelope, MONTH_LETTERS, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import { readPriorityWord } from './priority-word.js';
import { readSyslogTimeOf } from './syslog-time.js';
import { type Tag, readHostAndTag } from './tag.js';

/** `Nov 20 12:00:00 server sshd[4242]: text`: RFC 3164 as files have it, without priority, year and zone. */
export const rfc3164: Envelope = {
  name: 'rfc3164',
  first: MONTH_LETTERS,
  read(line, clock) {
    const timeEnd = endOfSyslogTime(line, 0);
    if (timeEnd < 0) return undefined;
    const time = readSyslogTimeOf(line, timeEnd, clock);
    const tagged = time === undefined ? undefined : readHostAndTag(line, timeEnd + 1, clock);
    if (!tagged) return undefined;
    const { host, program, pid, message } = tagged;
    // Other formats put words between host and tag, and no pid is found: the usual line need not be asked.
    if (pid === undefined && isOther(tagged)) return undefined;
    return { time, timeAssumed: YEAR_AND_ZONE_ASSUMED, host, program, pid, message };
  },
  samples: [
    { line: 'Nov 20 21:02:10 server sshd[3545]: text', host: 'server', program: 'sshd', pid: 3545, message: 'text', time: '2026-11-20T21:02:10.000Z' },
    { line: 'Mar  9 04:05:06 eee sshd: text', host: 'eee', program: 'sshd', pid: undefined, message: 'text', time: '2026-03-09T04:05:06.000Z' },
    { line: 'Nov 20 20:42:23.123456 server sshd[1]: a: b', host: 'server', program: 'sshd', pid: 1, message: 'a: b', time: '2026-11-20T20:42:23.123Z' },
    { line: 'Nov 20 20:49:54 server last message repeated 4 times', host: 'server', program: undefined, pid: undefined, message: 'last message repeated 4 times' },
    { line: 'Nov 20 12:00:00 sshd[634]: text: more', host: undefined, program: 'sshd', pid: 634, message: 'text: more' },
    { line: 'Nov 20 12:00:00 server in.sshd[634]: text', host: 'server', program: 'in.sshd', pid: 634, message: 'text' },
    { line: 'Nov 20 12:00:00 server sshd@3-192.0.2.1:22-192.0.2.9:5000.service[634]: text', host: 'server', program: 'sshd@3-192.0.2.1:22-192.0.2.9:5000.service', pid: 634, message: 'text' },
    { line: 'Nov 20 12:00:00 local@server sshd(pam_unix)[634]: text', host: 'local@server', program: 'sshd', pid: 634, message: '(pam_unix) text' },
  ],
};

/** The position behind `Nov 20 12:00:00` at `start`; -1 where no time of that shape stands there. */
export function endOfSyslogTime(line: string, start: number): number {
  if (line.charCodeAt(start + 3) !== 32) return -1;
  // Some loggers write `Nov 2 12:00:00`, one character short.
  const colon = line.charCodeAt(start + 9) === 58 ? 9 : line.charCodeAt(start + 8) === 58 ? 8 : -1;
  if (colon < 0) return -1;
  const end = line.indexOf(' ', start + colon + 3);
  return end > start + 26 ? -1 : end;
}

/** Lines with a priority in words, a year behind the time, or a level behind the pid. */
function isOther({ host, program, message }: Tag): boolean {
  if (host === undefined) return false;
  if (host.startsWith('<') || /^\d{4}$/.test(host)) return true;
  const behindHost = program === undefined ? message : `${program}:${message.slice(0, 32)}`;
  return readPriorityWord(behindHost) > 0 || (program === undefined && /^[^ [\]]{1,128}\[\d{1,10}\] <[A-Z][a-z]{2,10}>: /.test(message));
}
