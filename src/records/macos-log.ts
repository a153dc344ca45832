import { DIGITS, type Envelope } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import { readTag } from './tag.js';

const TIME = '^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}(?:[+-]\\d{4})?)';
/** Time, thread, type, activity, process id, time to live; then the process. */
const DEFAULT = new RegExp(`${TIME} +0x[0-9a-f]+ +[A-Za-z]{1,12} +0x[0-9a-f]+ +(\\d{1,10}) +(?:\\d{1,10} +)?(?=[^ :]{1,128}: )`);
/** `--style syslog` leaves two spaces where the level would stand, and the host is always localhost. */
const SYSLOG = new RegExp(`${TIME}  localhost (?=\\S)`);
/** Type (Df: default), process, process id and thread. */
const COMPACT = new RegExp(`${TIME} [A-Z][a-z]?  ?([^ [\\]]{1,128})\\[(\\d{1,10}):[0-9a-f]{1,16}\\] `);

/**
 * The unified log of macOS, as `log show` prints it: `2026-11-20 12:00:00.123456+0100 0x1234 Default 0x0 634 0 sshd: text`,
 * `--style syslog` and `--style compact` (log(1)).
 */
export const macosLog: Envelope = {
  name: 'macos-log',
  first: DIGITS,
  read(line, clock) {
    const head = line.slice(0, 320);
    const match = DEFAULT.exec(head) ?? SYSLOG.exec(head) ?? COMPACT.exec(head);
    if (!match) return undefined;
    const time = readIsoTime(match[1] ?? '', clock);
    if (!time) return undefined;
    const start = match[0].length;
    if (match[3] !== undefined) return { ...time, host: undefined, program: match[2], pid: Number(match[3]), message: line.slice(start) };
    const { program, pid, message } = readTag(line, start);
    return { ...time, host: undefined, program, pid: match[2] === undefined ? pid : Number(match[2]), message };
  },
  samples: [
    { line: '2026-11-20 12:00:00.123456+0100 0x1234     Default     0x0                  634    0    sshd: text', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T11:00:00.123Z' },
    { line: '2026-11-20 12:00:00.123456+0100 0x1234 Default 0x0 634 0 sshd-session: error: text', host: undefined, program: 'sshd-session', pid: 634, message: 'error: text' },
    { line: '2026-11-20 12:00:00.123456+0100  localhost sshd[634]: text', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T11:00:00.123Z' },
    { line: '2026-11-20 12:00:00.123 Df sshd[634:1234] text', host: undefined, program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.123Z' },
  ],
};
