import { DIGITS, type Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import { readHostAndTag } from './tag.js';

/** A word that can be a host and is nothing that another format has behind the time: a stream, a month, a thread, a time. */
const HOST = /^(?!(?:stdout|stderr|0x[0-9a-f]+|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z][a-z]?)$)(?!\d{4}-\d\d-)[A-Za-z0-9._:@/%-]+$/;
/** `2026-11-20T12:00:00.123456Z` and the same with an offset. Containers write nanoseconds, and no host behind them. */
const MICROSECONDS_Z = 27;
const MICROSECONDS_OFFSET = 32;
const T = 84;
const Z = 90;

/** `2026-11-20T12:00:00.123456+01:00 server sshd[4242]: text`: the default of rsyslog since Debian 12 and Ubuntu 24.04. */
export const iso8601: Envelope = {
  name: 'iso8601',
  first: DIGITS,
  read(line, clock) {
    // The separator of date and time is T; with a space (`2026-11-20 12:00:00`) the time ends one word later.
    if (line.charCodeAt(4) !== 45 || line.charCodeAt(13) !== 58) return undefined;
    const timeEnd = line.indexOf(' ', 11);
    if (timeEnd < 0 || timeEnd > 40) return undefined;
    const longest = line.charCodeAt(timeEnd - 1) === Z ? MICROSECONDS_Z : MICROSECONDS_OFFSET;
    if (timeEnd > longest && line.charCodeAt(10) === T) return undefined;
    const tagged = readHostAndTag(line, timeEnd + 1, clock);
    if (!tagged) return undefined;
    const { host, program, pid, message } = tagged;
    if (program === undefined && !HOST.test(host ?? '')) return undefined;
    const time = readIsoTime(line.slice(0, timeEnd), clock);
    return time && { time: time.time, timeAssumed: time.timeAssumed, host, program, pid, message };
  },
  samples: [
    { line: '2026-11-20T20:42:37.197527+00:00 server sshd-session[6066]: text', host: 'server', program: 'sshd-session', pid: 6066, message: 'text', time: '2026-11-20T20:42:37.197Z' },
    { line: '2026-11-20T21:42:37+0100 server sshd[1]: text', host: 'server', program: 'sshd', pid: 1, message: 'text', time: '2026-11-20T20:42:37.000Z' },
    { line: '2026-11-20 20:42:37 server sshd: text', host: 'server', program: 'sshd', pid: undefined, message: 'text', time: '2026-11-20T20:42:37.000Z' },
    { line: '2026-11-20T20:42:37Z server last message repeated 2 times', host: 'server', program: undefined, pid: undefined, message: 'last message repeated 2 times' },
    { line: '2026-11-20T12:00:00+01:00 sshd[634]: text', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T11:00:00.000Z' },
  ],
};
