import type { LogRecord } from '../events.js';
import type { Header } from './envelope.js';
import { existingTime } from './record.js';

const LAST_MESSAGE = /^last message repeated ([1-9]\d{0,5}) times?$/;
const MESSAGE = /^message repeated ([1-9]\d{0,5}) times: \[ ?(.*)\]$/s;

/** FreeBSD from 12 on and rsyslog to 4 sign that line. */
const LOGGERS = new Set([undefined, 'syslogd', 'rsyslogd']);

/** A syslogd that folds equal lines names neither program nor text: `last message repeated 4 times`. */
export function readLastMessageRepeated(header: Header): number | undefined {
  if (!LOGGERS.has(header.program)) return undefined;
  const match = LAST_MESSAGE.exec(header.message);
  return match ? Number(match[1]) : undefined;
}

/**
 * rsyslog keeps both: `sshd[4242]: message repeated 2 times: [ Failed password …]`. The header then has the message itself.
 * @returns how often it came
 */
export function unfoldRepeat(header: Header): number {
  const match = header.message.startsWith('message repeated ') ? MESSAGE.exec(header.message) : null;
  if (!match) return 1;
  header.message = match[2] ?? '';
  return Number(match[1]);
}

/** The message of the line before, come again `repeat` times. */
export function repeatOf(previous: LogRecord, { file }: { file: string }, line: number, raw: string, header: Header, repeat: number): LogRecord {
  return { ...previous, file, line, raw, time: existingTime(header.time), repeat };
}
