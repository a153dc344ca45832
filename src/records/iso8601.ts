import type { Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import { readTag } from './tag.js';

/** `2026-11-20T12:00:00.123456+01:00 server sshd[4242]: text`: the default of rsyslog since Debian 12 and Ubuntu 24.04. */
export const iso8601: Envelope = {
  name: 'iso8601',
  read(line, clock) {
    // The separator of date and time is T; with a space (`2026-11-20 12:00:00`) the time ends one word later.
    if (line.charCodeAt(4) !== 45 || line.charCodeAt(13) !== 58) return undefined;
    const timeEnd = line.indexOf(' ', 11);
    const hostEnd = timeEnd < 0 ? -1 : line.indexOf(' ', timeEnd + 1);
    if (hostEnd < 0 || timeEnd > 40) return undefined;
    const time = readIsoTime(line.slice(0, timeEnd), clock);
    if (!time) return undefined;
    const { program, pid, message } = readTag(line, hostEnd + 1);
    return { ...time, host: line.slice(timeEnd + 1, hostEnd) || undefined, program, pid, message };
  },
  samples: [
    { line: '2026-11-20T20:42:37.197527+00:00 server sshd-session[6066]: text', host: 'server', program: 'sshd-session', pid: 6066, message: 'text', time: '2026-11-20T20:42:37.197Z' },
    { line: '2026-11-20T21:42:37+0100 server sshd[1]: text', host: 'server', program: 'sshd', pid: 1, message: 'text', time: '2026-11-20T20:42:37.000Z' },
    { line: '2026-11-20 20:42:37 server sshd: text', host: 'server', program: 'sshd', pid: undefined, message: 'text', time: '2026-11-20T20:42:37.000Z' },
    { line: '2026-11-20T20:42:37Z server last message repeated 2 times', host: 'server', program: undefined, pid: undefined, message: 'last message repeated 2 times' },
  ],
};
