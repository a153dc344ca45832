import { DIGITS, type Envelope, MONTH_LETTERS, WEEKDAY_LETTERS, ZONE_ASSUMED } from './envelope.js';
import { existsDay, type LogClock } from './log-clock.js';
import { readPriorityWord } from './priority-word.js';
import { monthOf } from './syslog-time.js';
import { readHostAndTag, readTag } from './tag.js';

const CLOCK = '([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d|60)(?:\\.\\d{1,9})?';
/** `Nov 20 2026 12:00:00` and `2026 Nov 20 12:00:00` (syslog-ng), `[Fri] Nov 20 12:00:00 2026` (ctime). */
const MONTH_FIRST = new RegExp(`^([A-Z][a-z]{2}) ([ 0-3]?\\d) (\\d{4}) ${CLOCK} `);
const YEAR_FIRST = new RegExp(`^(\\d{4}) ([A-Z][a-z]{2}) ([ 0-3]?\\d) ${CLOCK} `);
const YEAR_LAST = new RegExp(`^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) ([ 0-3]?\\d) ${CLOCK} (\\d{4}) `);

/**
 * Syslog with a year: templates of syslog-ng, and `Fri Nov 20 12:00:00 2026 authpriv.info sshd[634]: text`, as OpenWrt's logread
 * prints it (ubox, log/logread.c), without host.
 */
export const syslogYear: Envelope = {
  name: 'syslog-year',
  first: MONTH_LETTERS + WEEKDAY_LETTERS + DIGITS,
  read(line, clock) {
    if (line.charCodeAt(3) !== 32 && line.charCodeAt(4) !== 32) return undefined;
    const stamp = line.slice(0, 48);
    let match = MONTH_FIRST.exec(stamp);
    if (match) return header(clock, line, match[0].length, at(clock, match[3], match[1], match[2], match[4], match[5], match[6]));
    match = YEAR_FIRST.exec(stamp);
    if (match) return header(clock, line, match[0].length, at(clock, match[1], match[2], match[3], match[4], match[5], match[6]));
    match = YEAR_LAST.exec(stamp);
    return match ? header(clock, line, match[0].length, at(clock, match[6], match[1], match[2], match[3], match[4], match[5])) : undefined;
  },
  samples: [
    { line: 'Fri Nov 20 12:00:00 2026 authpriv.info sshd[634]: text', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: 'Nov 20 2025 12:00:00 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2025-11-20T12:00:00.000Z' },
    { line: '2025 Nov 20 12:00:00 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2025-11-20T12:00:00.000Z' },
    { line: 'Nov  2 12:00:00 2025 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2025-11-02T12:00:00.000Z' },
  ],
};

type Part = string | undefined;

function at(clock: LogClock, year: Part, monthName: Part, day: Part, hour: Part, minute: Part, second: Part): number | undefined {
  const month = monthOf(monthName);
  if (month === undefined || !existsDay(Number(year), month, Number(day))) return undefined;
  return clock.withoutZone(Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)));
}

function header(clock: LogClock, line: string, start: number, time: number | undefined) {
  if (time === undefined) return undefined;
  const word = readPriorityWord(line.slice(start, start + 64));
  const tagged = word > 0 ? readTag(line, start + word) : readHostAndTag(line, start, clock);
  return tagged && { time, timeAssumed: ZONE_ASSUMED, ...tagged };
}
