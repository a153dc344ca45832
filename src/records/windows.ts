import { DIGITS, type Envelope, type Header, NOTHING_ASSUMED } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import type { LogClock } from './log-clock.js';
import { readTag } from './tag.js';

const FILE = /^(\d{1,10}) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) /;
/** Through 7.6 without the day: `634 12:00:00:123 text`, before that `634 12:00:00 123 text`. */
const DAYLESS = /^(\d{1,10}) \d\d:\d\d:\d\d[: ]\d{3} /;
/** A table of `Get-WinEvent`: time, event id, level. Where no half of the day is named, nothing tells month from day. */
const EVENT = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) +(\d{1,2}):(\d\d):(\d\d) +([AP]M)? *\d{1,2} +(?:Information|Error|Warning|Critical|Debug|Verbose) +(?=[^ :]{1,64}: )/;

/**
 * OpenSSH on Windows: `634 2026-11-20 12:00:00.123 text` in sshd.log (openssh-portable of PowerShell, win32_syslog.c: process id,
 * local time), and the event log as PowerShell prints it.
 */
export const windows: Envelope = {
  name: 'windows',
  first: DIGITS,
  read(line, clock) {
    const head = line.slice(0, 192);
    const file = FILE.exec(head);
    if (file) {
      const time = readIsoTime(file[2] ?? '', clock);
      return time && { ...time, host: undefined, program: 'sshd', pid: Number(file[1]), message: line.slice(file[0].length) };
    }
    const dayless = DAYLESS.exec(head);
    if (dayless) {
      return {
        time: undefined, timeAssumed: NOTHING_ASSUMED, host: undefined, program: 'sshd', pid: Number(dayless[1]), message: line.slice(dayless[0].length),
      };
    }
    const event = EVENT.exec(head);
    if (!event) return undefined;
    return { ...eventTime(event, clock), ...readTag(line, event[0].length) };
  },
  samples: [
    { line: '634 2026-11-20 12:00:00.123 debug1: text', host: undefined, program: 'sshd', pid: 634, message: 'debug1: text', time: '2026-11-20T12:00:00.123Z' },
    { line: '12345 2026-11-20 12:00:00.123 text', host: undefined, program: 'sshd', pid: 12345, message: 'text' },
    { line: '634 12:00:00:123 debug1: text', host: undefined, program: 'sshd', pid: 634, message: 'debug1: text' },
    { line: '634 12:00:00 123 text', host: undefined, program: 'sshd', pid: 634, message: 'text' },
    { line: '11/20/2026 1:00:00 PM            4 Information      sshd: text', host: undefined, program: 'sshd', pid: undefined, message: 'text', time: '2026-11-20T13:00:00.000Z' },
    { line: '20/11/2026 13:00:00             2 Error            sshd: error: text', host: undefined, program: 'sshd', pid: undefined, message: 'error: text' },
  ],
};

function eventTime(match: RegExpExecArray, clock: LogClock): Pick<Header, 'time' | 'timeAssumed'> {
  const [, month = '', day = '', year, hour, minute, second, half] = match;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const stamp = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${String(hours).padStart(2, '0')}:${minute}:${second}`;
  return (half === undefined ? undefined : readIsoTime(stamp, clock)) ?? { time: undefined, timeAssumed: NOTHING_ASSUMED };
}
