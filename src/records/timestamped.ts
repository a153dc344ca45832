import { DIGITS, type Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';

/** A time with seven digits or more behind the second: no syslog writes that, containers do. */
const NANOSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d)$/;
/** What another envelope can begin with: a month, a date, a priority, an object. */
const DRESSED = /^(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]|\d{4}-\d\d-\d\d|<\d{1,3}>|\{")/;
const CRI = /^std(?:out|err) [FP](?:[: ]|$)/;

/**
 * A time and a line: `docker logs -t`, `kubectl logs --timestamps` (RFC3339Nano), and what comes from log services
 * (`aws logs tail --format short`), where the line has an envelope of its own.
 */
export const timestamped: Envelope = {
  name: 'timestamped',
  first: DIGITS,
  read(line, clock) {
    if (line.charCodeAt(4) !== 45 || line.charCodeAt(10) !== 84) return undefined;
    const timeEnd = line.indexOf(' ', 11);
    if (timeEnd < 0 || timeEnd > 40) return undefined;
    const stamp = line.slice(0, timeEnd);
    const bare = NANOSECONDS.test(stamp);
    const behind = line.slice(timeEnd + 1, timeEnd + 16);
    if ((!bare && !DRESSED.test(behind)) || CRI.test(behind)) return undefined;
    const time = readIsoTime(stamp, clock);
    return time && {
      ...time, host: undefined, program: undefined, pid: undefined,
      message: line.slice(timeEnd + 1),
      carries: { stream: '', ...(!bare && { dressedOnly: true }) },
    };
  },
  samples: [
    { line: '2026-11-20T12:00:00.123456789Z text', host: undefined, program: undefined, pid: undefined, message: 'text', time: '2026-11-20T12:00:00.123Z' },
    { line: '2026-11-20T12:00:00.123456789+01:00 Nov 20 12:00:00 server sshd[1]: text', host: undefined, program: undefined, pid: undefined, message: 'Nov 20 12:00:00 server sshd[1]: text', time: '2026-11-20T11:00:00.123Z' },
    { line: '2026-11-20T12:00:00.123Z Nov 20 12:00:00 server sshd[1]: text', host: undefined, program: undefined, pid: undefined, message: 'Nov 20 12:00:00 server sshd[1]: text' },
    { line: '2026-11-20T12:00:00Z {"message":"text"}', host: undefined, program: undefined, pid: undefined, message: '{"message":"text"}' },
  ],
};
