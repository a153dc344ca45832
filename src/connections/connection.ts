import type { Host, PeerKey } from './host.js';
import { createLoginCourse, type LoginCourse } from './login-course.js';
import type { Mismatch } from './negotiation.js';
import type { Exchange, OfferedList, ProposalAssembler } from './proposals.js';
import type { LogLevel, Server } from './server.js';
import type { AcceptedLogin, Agreed, SftpUse } from './session-facts.js';
import type { LogRecord, Outcome } from '../events.js';

/** One TCP connection as the log shows it. Everything is what sshd wrote; unknown is undefined. */
export interface Connection {
  home: Host;
  /** The release that wrote its lines. */
  server: Server;
  /** Its own process named that release. */
  ownVersion: boolean;
  /** Pid of the process that the first line came from; undefined where the log has no pids. */
  pid: number | undefined;
  /** Its first line came from the process that forks the network child, not from that child. */
  forks: boolean;
  /** Pids of children that belong to it: network child, user child. */
  children: number[];
  /** Pid of the process that serves its sessions, once one of its lines was seen. */
  session: number | undefined;
  /** Where its first line stands. */
  file: string;
  firstLine: number;
  firstTime: number | undefined;
  lastTime: number | undefined;
  /** How much is logged of it, as its lines show. */
  logLevel: LogLevel;
  ip: string | undefined;
  port: number | undefined;
  /** Network of the address, once a diagnoser has asked for it. */
  network: string | undefined;
  /** Under which its host finds it by address and port. */
  peerKey: PeerKey | undefined;
  user: string | undefined;
  /** Software of the client, from its identification string. */
  client: string | undefined;
  /** Collects proposals; undefined until the first of their lines. */
  assembler: ProposalAssembler | undefined;
  /** Host key algorithms that the server has keys for, where it logged them (DEBUG1). */
  hostKeys: OfferedList | undefined;
  /** Both proposals of the first key exchange were logged. */
  proposed: boolean;
  /** These proposals, where something in them failed or cannot be told; otherwise they are let go. */
  exchange: Exchange | undefined;
  /** Lists of `exchange` that do not meet, in the server's order. */
  mismatches: readonly Mismatch[];
  login: LoginCourse;
  /** Tries to log in that failed, as far as the log shows them. */
  failures: number;
  /** The first key exchange was done: what fails now fails while keys are renewed. */
  keyed: boolean;
  /** sshd said itself which list failed, or went on behind the negotiation: nothing is left to conclude. */
  negotiated: boolean;
  /** Algorithms of the first key exchange, where they are logged. */
  agreed: Agreed | undefined;
  accepted: AcceptedLogin | undefined;
  sftp: SftpUse | undefined;
  /** It was closed before the client had said who it is, as far as the mark of the line tells. */
  unidentified: boolean;
  outcome: Outcome | undefined;
  /** What diagnosers remember of it while it is open, each under a key of its own. */
  notes: ConnectionNote | undefined;
  /** Who may have such notes, as bits. */
  noted: number;
  /** Findings that count it already; undefined before the first. */
  countedIn: object[] | undefined;
  /** Code of the first finding that tells of it; undefined before that. */
  blamed: string | undefined;
  /** It is one of those that the user asked for. */
  followed: boolean;
  /** The last line of the connection was seen; lines of the same pid that still come are its echo. */
  ended: boolean;
  /** The diagnosers have been told that it ended. */
  settled: boolean;
  /** Nothing that still comes from it counts any more. */
  over: boolean;
  /** When its last line came, by the clock of `tick`; 0 without one. */
  heard: number;
}

/** A link in the list of notes of a connection. */
export interface ConnectionNote {
  by: object;
  value: unknown;
  next: ConnectionNote | undefined;
}

/** Who was at the other end: all that is kept of a connection for what is told long after it has ended. */
export type Party = Pick<Connection, 'server' | 'ip' | 'port' | 'user' | 'client' | 'countedIn' | 'blamed' | 'followed'>;

/** One list for all: a connection has one of its own once its proposals are negotiated again. */
const NO_MISMATCHES: readonly Mismatch[] = [];

export function createConnection(home: Host, record: LogRecord): Connection {
  return {
    home,
    server: home.server,
    ownVersion: false,
    pid: record.pid,
    forks: false,
    children: [],
    session: undefined,
    file: record.file,
    firstLine: record.line,
    firstTime: record.time,
    lastTime: record.time,
    logLevel: 'INFO',
    ip: undefined,
    port: undefined,
    network: undefined,
    peerKey: undefined,
    user: undefined,
    client: undefined,
    assembler: undefined,
    hostKeys: undefined,
    proposed: false,
    exchange: undefined,
    mismatches: NO_MISMATCHES,
    login: createLoginCourse(),
    failures: 0,
    keyed: false,
    negotiated: false,
    agreed: undefined,
    accepted: undefined,
    sftp: undefined,
    unidentified: false,
    outcome: undefined,
    notes: undefined,
    noted: 0,
    countedIn: undefined,
    blamed: undefined,
    followed: false,
    ended: false,
    settled: false,
    over: false,
    heard: 0,
  };
}
