import { DIGITS, type Envelope, type Header, NOTHING_ASSUMED, WEEKDAY_LETTERS, ZONE_ASSUMED } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import type { LogClock } from './log-clock.js';
import { readHostAndTag } from './tag.js';

/** `Fri 2026-11-20 12:00:00 CET`; the weekday is of the language of who asked. A zone is named as tzset(3) does, or a number. */
const FULL = /^(?:[^ \d]{1,12} )?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) (UTC|GMT|[A-Z]{3,5}|[+-]\d\d(?::?\d\d)?) /;
const UNIX = /^(\d{9,11}\.\d{6}) /;
/** Seconds since the boot; -o short-delta adds those since the line before. */
const MONOTONIC = /^\[ {0,5}\d{1,10}\.\d{6}(?: <[ \d.*]{1,24}>| {16})?\] /;

/**
 * The other outputs of journalctl (systemd, logs-show.c): -o short-full and with-unit, short-unix, short-monotonic and short-delta.
 * short, short-precise and short-iso are those of syslog.
 */
export const journaldShort: Envelope = {
  name: 'journald-short',
  first: `${DIGITS}[${WEEKDAY_LETTERS}`,
  read(line, clock) {
    if (line.charCodeAt(0) === 91) {
      const match = MONOTONIC.exec(line.slice(0, 64));
      return match ? behind(clock, line, match[0].length, { time: undefined, timeAssumed: NOTHING_ASSUMED }) : undefined;
    }
    const stamp = line.slice(0, 64);
    const unix = UNIX.exec(stamp);
    if (unix) return behind(clock, line, unix[0].length, { time: Math.floor(Number(unix[1]) * 1000), timeAssumed: NOTHING_ASSUMED });
    const full = FULL.exec(stamp);
    const time = full ? readZoned(full[1] ?? '', full[2] ?? '', clock) : undefined;
    return full && time ? behind(clock, line, full[0].length, time) : undefined;
  },
  samples: [
    { line: 'Fri 2026-11-20 12:00:00 UTC server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: 'Fri 2026-11-20 12:00:00 CET server ssh.service[634]: text', host: 'server', program: 'ssh.service', pid: 634, message: 'text' },
    { line: 'Fri 2026-11-20 12:00:00 +03 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T09:00:00.000Z' },
    { line: '1795207283.123456 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T20:41:23.123Z' },
    { line: '[ 2725.210470] server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
    { line: '[ 2725.210470 <    0.000319 >] server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text' },
  ],
};

/** Names of zones are no offsets: CST is several. Only that of UTC is. */
function readZoned(wallClock: string, zone: string, clock: LogClock) {
  if (zone === 'UTC' || zone === 'GMT') return readIsoTime(`${wallClock}Z`, clock);
  const offset = zone.startsWith('+') || zone.startsWith('-') ? zone : '';
  const time = readIsoTime(wallClock + offset, clock);
  return time && offset === '' ? { ...time, timeAssumed: ZONE_ASSUMED } : time;
}

function behind(clock: LogClock, line: string, start: number, time: Pick<Header, 'time' | 'timeAssumed'>): Header | undefined {
  const tagged = readHostAndTag(line, start, clock);
  return tagged && { ...time, ...tagged };
}
