import type { LogRecord } from '../events.js';
import { type Header, NOTHING_ASSUMED } from './envelope.js';
import { readLevel } from './level.js';

/** sshd hands syslog at most 500 bytes, level word and ` [preauth]` included ("%.500s" in log.c). */
const SYSLOG_LIMIT = 500;
/** Its own output (-e, -E, -d) is cut by a buffer of 1024 bytes. */
const STDERR_LIMIT = 1020;

const SPACE = 32;
const CLOSING_BRACKET = 93;

/** A text without the blanks that a copy of a terminal's window has up to its edge. sshd ends with one at most, and with none behind a mark. */
function withoutPadding(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  return text.length - end > 1 || text.endsWith('auth]', end) ? text.slice(0, end) : text;
}

/** Whether a message of this length may lack its tail. Some tools print syslog text without its header (journalctl -o cat). */
export function isCut(length: number, bare: boolean): boolean {
  return bare ? length >= STDERR_LIMIT || length === SYSLOG_LIMIT : length >= SYSLOG_LIMIT;
}

/** Where a line stands: the file, and the log that it is part of. */
export interface Place {
  file: string;
  source: string;
}

/** The years 1 to 9999, which ISO 8601 writes with four digits. */
const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z');
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/** Anything else is a broken or forged stamp, and beyond some of them there are no dates at all. */
export function existingTime(time: number | undefined): number | undefined {
  return time !== undefined && time >= FIRST_TIME && time <= LAST_TIME ? time : undefined;
}

/**
 * A record from a message and its header.
 * @param program the one of the OpenSSH server that the header names; undefined where nothing but the text speaks for sshd, and the
 *   header, if there is one, is that of what carried the line
 */
export function makeRecord(
  { file, source }: Place, line: number, raw: string, message: string, header: Header | undefined, program: string | undefined, overLimit: boolean,
): LogRecord {
  const bare = program === undefined;
  const cut = overLimit || isCut(message.length, bare);
  const { level, text: whole } = readLevel(message);
  const text = whole.charCodeAt(whole.length - 1) === SPACE ? withoutPadding(whole) : whole;
  const marked = text.charCodeAt(text.length - 1) === CLOSING_BRACKET;
  const preauth = marked && text.endsWith(' [preauth]');
  return {
    file,
    source,
    line,
    raw,
    // 10.0 can relay lines of the child after login too, tagged [postauth].
    text: preauth ? text.slice(0, -10) : marked && text.endsWith(' [postauth]') ? text.slice(0, -11) : text,
    time: existingTime(header?.time),
    timeAssumed: header?.timeAssumed ?? NOTHING_ASSUMED,
    host: header?.host,
    process: program ?? 'sshd',
    pid: header?.pid,
    level,
    levelShown: !bare,
    preauth,
    cut,
    repeat: 1,
    bare,
  };
}
