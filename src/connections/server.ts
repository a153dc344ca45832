import type { Level, LogRecord, SshEvent, Wording } from '../events.js';
import { copyText } from './text.js';
import { isSftpServer } from '../openssh/sftp-server.js';
import { compareReleases, intersect, parseRelease, type Release, type ReleaseRange } from '../openssh/version.js';

export type LogLevel = 'INFO' | 'VERBOSE' | 'DEBUG1' | 'DEBUG2' | 'DEBUG3';

/** What the log tells of one sshd, until it is replaced by another release. */
export interface Server {
  host: string | undefined;
  /** The file that its first line stands in. */
  file: string;
  range: ReleaseRange;
  exact?: Release;
  /** The server's own words for its version, such as `OpenSSH_9.2p1 Debian-2+deb12u10`. */
  software?: string;
  /** Why `exact` or `range` is believed: the line that told most. */
  evidence?: string;
  /** Wordings that were looked at: a log has a few hundred of them and a million lines. Plain, and with ` [preauth]`. */
  seen: [plain: Set<Wording | undefined>, preauth: Set<Wording | undefined>];
  /** The user named the release; no line can change it. */
  given: boolean;
  logLevel: LogLevel;
  logLevelEvidence?: string;
}

/** @param given the release that the user says wrote the log */
export function createServer(host: string | undefined, file: string, given?: Release): Server {
  const server: Server = { host, file, range: {}, seen: [new Set(), new Set()], given: given !== undefined, logLevel: 'INFO' };
  return given === undefined ? server : { ...server, exact: given, evidence: 'given by --openssh' };
}

/** The range to reason with: the exact release where it is known. */
export function releaseOf(server: Server): ReleaseRange {
  return server.exact === undefined ? server.range : { min: server.exact, max: server.exact };
}

const LEVELS: Partial<Record<Level, LogLevel>> = { debug1: 'DEBUG1', debug2: 'DEBUG2', debug3: 'DEBUG3' };
const ORDER: LogLevel[] = ['INFO', 'VERBOSE', 'DEBUG1', 'DEBUG2', 'DEBUG3'];

/**
 * Learns from one event.
 * @returns false where this release cannot have written the line; the server is unchanged then
 */
export function observe(server: Server, event: SshEvent): boolean {
  if (!observeRelease(server, event)) return false;
  observeLevel(server, event);
  return true;
}

function observeLevel(server: Server, event: SshEvent): void {
  if (raiseLevel(server, event)) server.logLevelEvidence = where(event.record);
}

/**
 * Raises the level that is known of a server or a connection to that of one of its lines.
 * @returns whether it was lower before
 */
export function raiseLevel(known: { logLevel: LogLevel }, { record, type }: SshEvent): boolean {
  if ((record.level === 'info' && type !== 'connection.opened') || isSftpServer(record.process)) return false;
  const level = LEVELS[record.level] ?? (type === 'connection.opened' ? 'VERBOSE' : undefined);
  if (!level || isLoggedAt(level, known.logLevel)) return false;
  known.logLevel = level;
  return true;
}

/** Whether what is written from `level` on is written at `present`. */
export function isLoggedAt(level: LogLevel, present: LogLevel): boolean {
  return ORDER.indexOf(level) <= ORDER.indexOf(present);
}

function observeRelease(server: Server, event: SshEvent): boolean {
  const { record } = event;
  if (event.type === 'server.version') {
    if (server.given) server.software ??= copyText(event.fields.software);
    const exact = parseRelease(event.fields.version);
    if (server.given || exact === undefined || exact === server.exact) return true;
    if (server.exact !== undefined) return false;
    server.exact = exact;
    server.software = copyText(event.fields.software);
    server.evidence = where(record);
    return true;
  }
  // What sshd prints itself can be forged by a user name with line feeds: no proof of anything. And a version string
  // outranks wordings, which distributions backport.
  if (server.given || record.bare) return true;
  // The split of sshd is in no older release, so a program name tells of an upgrade.
  if (server.exact !== undefined) {
    const { min } = programRange(record);
    return min === undefined || compareReleases(server.exact, min) >= 0;
  }
  const seen = server.seen[record.preauth ? 1 : 0];
  if (seen.has(event.wording)) return true;
  const range = rangeOf(event);
  if (range.min === undefined && range.max === undefined) return true;
  const both = intersect(server.range, range);
  if (!both) return false;
  if (both.min !== server.range.min || both.max !== server.range.max) {
    server.range = both;
    server.evidence = where(record);
  }
  seen.add(event.wording);
  return true;
}

const ANY: ReleaseRange = {};
const FROM_9_8: ReleaseRange = { min: '9.8' };
const FROM_10_0: ReleaseRange = { min: '10.0' };

/** 9.8 split sshd-session off, 10.0 sshd-auth. */
function programRange({ process }: LogRecord): ReleaseRange {
  return process === 'sshd-auth' ? FROM_10_0 : process === 'sshd-session' ? FROM_9_8 : ANY;
}

/** What the program, the tag `[preauth]` (5.9) and the wording say together. */
function rangeOf(event: SshEvent): ReleaseRange {
  const { record, wording } = event;
  const program = programRange(record);
  const tag: ReleaseRange = program.min === undefined && record.preauth ? { min: '5.9' } : program;
  if (wording?.since === undefined && wording?.until === undefined) return tag;
  const said: ReleaseRange = {
    ...(wording.since !== undefined && { min: wording.since }),
    ...(wording.until !== undefined && { max: wording.until }),
  };
  return intersect(tag, said) ?? tag;
}

function where(record: LogRecord): string {
  return `${record.file}:${record.line}`;
}
