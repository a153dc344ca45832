import { type Header, NOTHING_ASSUMED, YEAR_AND_ZONE_ASSUMED } from './envelope.js';
import { readIsoTime } from './iso-time.js';
import type { LogClock } from './log-clock.js';

const SPACE = 32;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const Z = 90;
const OPEN = 91;
const CLOSE = 93;
const ESCAPE = 27;
const LETTER_M = 109;

/** Where the time of day begins behind `2026-11-20T`. */
const DAY = 11;
const SECOND = 1000;
const LONGEST_PID = 10;

/**
 * Reads the line that almost every line is by fixed positions: one of sshd behind a time, with the host of the line before, a pid and an
 * ordinary message. Undefined for whatever is not exactly that; then the envelopes read it, which would have given the same header.
 */
export interface UsualLine {
  /** `Nov 20 12:00:00 server sshd[4242]: text`, of the same second as the line before. */
  syslog(line: string): Header | undefined;
  /** `2026-11-20T12:00:00.123456+01:00 server sshd[4242]: text`. */
  iso(line: string): Header | undefined;
}

/** What stands in front of the pid, by the program that it names. */
interface Lead {
  text: string;
  program: 'sshd' | 'sshd-session';
}

export function createUsualLine(clock: LogClock): UsualLine {
  /** The time and the host that were asked for last; asked for again they have leads, that of the line before first. */
  let leadTime = '';
  let leadHost = '';
  let leads: [Lead, Lead] | undefined;

  /** The day and the zone of a line before, and the beginning of that day. */
  let day = '';
  let zone = '';
  let dayStart = 0;

  /** Milliseconds of the time behind the day; undefined where day or zone are others. @param end of the time */
  function isoTime(line: string, end: number): number | undefined {
    const zoneStart = line.charCodeAt(end - 1) === Z ? end - 1 : end - 6;
    const second = sixtieth(line, DAY + 6);
    const minute = sixtieth(line, DAY + 3);
    const hour = sixtieth(line, DAY);
    if (hour < 0 || hour > 23 || minute < 0 || second < 0 || line.charCodeAt(DAY + 2) !== COLON || line.charCodeAt(DAY + 5) !== COLON) return undefined;
    const millisecond = zoneStart === DAY + 8 ? 0 : zoneStart === DAY + 15 ? microseconds(line, DAY + 8) : -1;
    if (millisecond < 0) return undefined;
    if (zone === '' || !line.startsWith(day) || !line.startsWith(zone, zoneStart) || zone.length !== end - zoneStart) {
      day = line.slice(0, DAY);
      zone = line.slice(zoneStart, end);
      const start = readIsoTime(`${day}00:00:00${zone}`, clock);
      if (!start || start.timeAssumed !== NOTHING_ASSUMED) {
        zone = '';
        return undefined;
      }
      dayStart = start.time;
    }
    return dayStart + ((hour * 60 + minute) * 60 + second) * SECOND + millisecond;
  }

  /** The lead that stands in the line from `start` on: V8 compares whole strings by words, but looks for the beginning of one by characters. */
  function leadOf(line: string, start: number, time: string): Lead | undefined {
    const host = clock.lastHost;
    if (leadHost !== host || leadTime !== time) {
      leadHost = host;
      leadTime = time;
      leads = undefined;
      return undefined;
    }
    if (host === '' || host.charCodeAt(host.length - 1) === COLON) return undefined;
    const [usual, other] = (leads ??= [{ text: `${time} ${host} sshd[`, program: 'sshd' }, { text: `${time} ${host} sshd-session[`, program: 'sshd-session' }]);
    if (line.slice(start, start + usual.text.length) === usual.text) return usual;
    if (line.slice(start, start + other.text.length) !== other.text) return undefined;
    leads = [other, usual];
    return other;
  }

  /** `server sshd[4242]: text` from `start` on, behind `time` where that is part of the lead. */
  function readRest(line: string, start: number, stamp: string, time: number, timeAssumed: Header['timeAssumed']): Header | undefined {
    const lead = leadOf(line, start, stamp);
    return lead && readPid(line, start + lead.text.length, clock.lastHost, lead.program, time, timeAssumed);
  }

  return {
    syslog(line) {
      const { stamp, time } = clock.last;
      return time === undefined || stamp === '' ? undefined : readRest(line, 0, stamp, time, YEAR_AND_ZONE_ASSUMED);
    },
    iso(line) {
      const end = line.indexOf(' ', DAY);
      if (end < DAY + 9 || end > 32) return undefined;
      const time = isoTime(line, end);
      return time === undefined ? undefined : readRest(line, end, '', time, NOTHING_ASSUMED);
    },
  };
}

/** `4242]: text` from `first` on. */
function readPid(
  line: string, first: number, host: string, program: string, time: number, timeAssumed: Header['timeAssumed'],
): Header | undefined {
  let pid = 0;
  let end = first;
  for (let digit = line.charCodeAt(end) - ZERO; digit >= 0 && digit <= 9; digit = line.charCodeAt(++end) - ZERO) pid = pid * 10 + digit;
  if (end === first || end > first + LONGEST_PID) return undefined;
  if (line.charCodeAt(end) !== CLOSE || line.charCodeAt(end + 1) !== COLON || line.charCodeAt(end + 2) !== SPACE) return undefined;
  // Colours, marks of loggers, and `message repeated 2 times` ask for another look.
  const next = line.charCodeAt(end + 3);
  if (next === ESCAPE || next === OPEN || next === LETTER_M) return undefined;
  return { time, timeAssumed, host, program, pid, message: line.slice(end + 3) };
}

/** Two digits that are less than 60; -1 where none stand there. */
function sixtieth(line: string, at: number): number {
  const tens = line.charCodeAt(at) - ZERO;
  const ones = line.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The milliseconds of `.123456`; -1 where that does not stand there. */
function microseconds(line: string, at: number): number {
  if (line.charCodeAt(at) !== DOT) return -1;
  let milliseconds = 0;
  for (let i = 1; i <= 6; i++) {
    const digit = line.charCodeAt(at + i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    if (i <= 3) milliseconds = milliseconds * 10 + digit;
  }
  return milliseconds;
}
