import type { LogClock } from './log-clock.js';
import { sshProgram } from './programs.js';

/** The tag of RFC 3164 section 4.1.3: program name, optional pid in brackets, colon. */
export interface Tag {
  /** What stands in front of a tag; undefined until somebody has read that. */
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;
  message: string;
}

const SPACE = 32;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const ZERO = 48;

/** Linux-PAM before 0.99 named the module in the tag (`sshd(pam_unix)[42]: `), then in front of the text. */
const OLD_PAM = /^(.+)(\(pam_[a-z0-9_]{1,30}\))$/;

/**
 * Reads `sshd[4242]: text`, `sshd: text` or `/usr/sbin/sshd[4242]: text` from `start` on.
 * A text without a tag (`last message repeated 3 times`) has no program and is the message as a whole.
 */
export function readTag(line: string, start: number): Tag {
  let end = start;
  for (; end < line.length; end++) {
    const code = line.charCodeAt(end);
    if (code === COLON || code === OPEN || code === SPACE) break;
  }
  // The instance of a unit holds addresses, and colons with them.
  if (line.charCodeAt(end) === COLON && line.charCodeAt(end + 1) !== SPACE && line.slice(start, end).includes('@')) end = endOfInstance(line, end);
  let pid: number | undefined;
  let colon = end;
  if (line.charCodeAt(end) === OPEN) {
    const close = line.indexOf(']', end);
    if (close < 0) return untagged(line, start);
    pid = readPid(line, end + 1, close);
    colon = close + 1;
  }
  if (line.charCodeAt(colon) !== COLON || end === start) return untagged(line, start);
  const message = line.slice(line.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1);
  const program = programAt(line, start, end);
  const pam = program.charCodeAt(program.length - 1) === 41 ? OLD_PAM.exec(program) : null;
  if (pam) return { host: undefined, program: pam[1], pid, message: `${pam[2]} ${message}` };
  return { host: undefined, program, pid, message };
}

/** Almost every line is of one of these: they need no string of their own. */
const FREQUENT = ['sshd', 'sshd-session'];

function programAt(line: string, start: number, end: number): string {
  for (const name of FREQUENT) if (end - start === name.length && line.startsWith(name, start)) return name;
  const path = line.slice(start, end);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** One to ten digits. Some name the thread or job behind them: `sshd[42/net]`. */
function readPid(line: string, start: number, end: number): number | undefined {
  let pid = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = line.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    pid = pid * 10 + digit;
  }
  const digits = at - start;
  return digits >= 1 && digits <= 10 && (at === end || line.charCodeAt(at) === SLASH) ? pid : undefined;
}

function endOfInstance(line: string, from: number): number {
  let end = from;
  for (; end < line.length; end++) {
    const code = line.charCodeAt(end);
    if (code === OPEN || code === SPACE || (code === COLON && line.charCodeAt(end + 1) === SPACE)) break;
  }
  return end;
}

function untagged(line: string, start: number): Tag {
  return { host: undefined, program: undefined, pid: undefined, message: line.slice(start) };
}

/** Reads `server sshd[4242]: text` from `start` on, or `sshd[4242]: text` where the host is left out (`--no-hostname`). */
export function readHostAndTag(line: string, start: number, clock: LogClock): Tag | undefined {
  const hostEnd = line.indexOf(' ', start);
  if (hostEnd < 0) return undefined;
  if (line.charCodeAt(hostEnd - 1) === COLON) {
    const tag = readTag(line, start);
    if (tag.pid !== undefined || sshProgram(tag.program) !== undefined) return tag;
  }
  const tag = readTag(line, hostEnd + 1);
  if (hostEnd > start) tag.host = hostAt(line, start, hostEnd, clock);
  return tag;
}

/** The host between these positions; almost always that of the line before, whose string serves again. */
function hostAt(line: string, start: number, end: number, clock: LogClock): string {
  const { lastHost } = clock;
  if (lastHost.length === end - start && line.startsWith(lastHost, start)) return lastHost;
  return (clock.lastHost = ` ${line.slice(start, end)}`.slice(1));
}
