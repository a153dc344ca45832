import { type Envelope, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import type { LogClock } from './log-clock.js';
import { readTag } from './tag.js';

const MONTHS = new Map(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, month) => [name, month]));
/** `Nov 20 12:00:00`, with the fraction that journalctl -o short-precise adds. Some loggers pad the day with a zero. */
const TIME = /^([A-Z][a-z][a-z]) ([ 0-3]?\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.(\d{1,9}))?$/;

/** `Nov 20 12:00:00 server sshd[4242]: text`: RFC 3164 as files have it, without priority, year and zone. */
export const rfc3164: Envelope = {
  name: 'rfc3164',
  read(line, clock) {
    if (line.charCodeAt(3) !== 32 || line.charCodeAt(9) !== 58) return readUnpadded(line, clock);
    return readAt(line, line.indexOf(' ', 12), clock);
  },
  samples: [
    { line: 'Nov 20 21:02:10 server sshd[3545]: text', host: 'server', program: 'sshd', pid: 3545, message: 'text', time: '2026-11-20T21:02:10.000Z' },
    { line: 'Mar  9 04:05:06 eee sshd: text', host: 'eee', program: 'sshd', pid: undefined, message: 'text', time: '2026-03-09T04:05:06.000Z' },
    { line: 'Nov 20 20:42:23.123456 server sshd[1]: a: b', host: 'server', program: 'sshd', pid: 1, message: 'a: b', time: '2026-11-20T20:42:23.123Z' },
    { line: 'Nov 20 20:49:54 server last message repeated 4 times', host: 'server', program: undefined, pid: undefined, message: 'last message repeated 4 times' },
  ],
};

/** Some loggers write `Nov 2 12:00:00`, one character short. */
function readUnpadded(line: string, clock: LogClock) {
  return line.charCodeAt(3) === 32 && line.charCodeAt(8) === 58 ? readAt(line, line.indexOf(' ', 11), clock) : undefined;
}

function readAt(line: string, timeEnd: number, clock: LogClock) {
  if (timeEnd < 0 || timeEnd > 26) return undefined;
  const stamp = line.slice(0, timeEnd);
  const time = clock.last.stamp === stamp ? clock.last.time : readTime(stamp, clock);
  const hostEnd = line.indexOf(' ', timeEnd + 1);
  if (time === undefined || hostEnd < 0) return undefined;
  const { program, pid, message } = readTag(line, hostEnd + 1);
  return { time, timeAssumed: YEAR_AND_ZONE_ASSUMED, host: line.slice(timeEnd + 1, hostEnd) || undefined, program, pid, message };
}

/** Many lines are of the same second, so the clock keeps the last one. */
function readTime(stamp: string, clock: LogClock): number | undefined {
  const match = TIME.exec(stamp);
  const month = match ? MONTHS.get(match[1] ?? '') : undefined;
  if (!match || month === undefined) return undefined;
  const [, , day, hour, minute, second, fraction] = match;
  const millisecond = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const time = clock.withoutYear(month, Number(day), millisecond);
  clock.last = { stamp, time };
  return time;
}
