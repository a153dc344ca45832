import type { ProposalAssembler, Exchange } from '../connections/proposals.js';
import type { Mismatch } from '../connections/negotiation.js';
import type { ClientEvent, ClientEventOf, ClientEventType, ClientRecord } from '../events/client/index.js';

/** Events of one type that an attempt keeps: the first ones, and the last. */
export const MAX_OF_TYPE = 200;
/** Lines of a session's output that an attempt keeps: the first ones. */
export const MAX_OUTPUT = 20;

/** How far an attempt came. */
export const STAGES = ['configuration', 'connecting', 'identification', 'key-exchange', 'authentication', 'session'] as const;
export type Stage = (typeof STAGES)[number];

/** One run of ssh, sftp or scp as its log shows it: one connection, or the failure to have one. */
export interface Attempt {
  file: string;
  firstLine: number;
  lastLine: number;
  firstTime: number | undefined;
  lastTime: number | undefined;
  /** With -v: what ssh calls itself, such as `OpenSSH_9.2p1`. */
  software: string | undefined;
  /** The command line, where a transcript shows it. */
  command: { program: string; arguments: string } | undefined;
  /** The name that was given, or that ssh_config made of it. */
  hostName: string | undefined;
  /** Address and port of the server. */
  ip: string | undefined;
  port: number | undefined;
  user: string | undefined;
  /** What the server calls itself, from its identification. */
  serverSoftware: string | undefined;
  stage: Stage;
  assembler: ProposalAssembler | undefined;
  /** Both proposals of the first key exchange, where they were logged (-vv). */
  exchange: Exchange | undefined;
  /** Lists of `exchange` that do not meet, in the order in which they are looked at. */
  mismatches: Mismatch[];
  authenticated: boolean;
  /** Something said that this run is over; last words may still follow. */
  ended: boolean;
  /** Of a jump host: the attempt that it carries. */
  outer: Attempt | undefined;
  /** Jump hosts, in the order in which they were reached. */
  hops: Attempt[];
  /** Runs ssh, or another program, to reach its server. */
  proxied: boolean;
  /** The log has line ends as ssh writes them: CR LF behind its own messages. */
  hasCrLf: boolean;
  /** The most detailed level of its lines, 0 to 3: how many -v were given, at least. */
  verbosity: number;
  /** Of a jump host: whether it let the connection through to the next one; false: it said that it did not. */
  carries: boolean | undefined;
  /** Unknown lines: what the server's banner, the remote command or another program printed. */
  unknownLines: number;
  /** The first of them that ssh did not write itself. */
  output: ClientRecord[];
  events: Map<ClientEventType, ClientEvent[]>;
  /** Events that were too many to keep. */
  leftOut: number;
}

/** The attempt that this event begins, before anything is known of it. */
export function createAttempt({ record }: ClientEvent, hasCrLf: boolean): Attempt {
  return {
    file: record.file, firstLine: record.line, lastLine: record.line, firstTime: record.time, lastTime: record.time,
    software: undefined, command: undefined, hostName: undefined, ip: undefined, port: undefined, user: undefined, serverSoftware: undefined,
    stage: 'configuration', assembler: undefined, exchange: undefined, mismatches: [], authenticated: false, ended: false,
    outer: undefined, hops: [], proxied: false, hasCrLf, verbosity: 0, carries: undefined, unknownLines: 0, output: [], events: new Map(), leftOut: 0,
  };
}

/** Events of one type, in the order of the log. */
export function eventsOf<T extends ClientEventType>(attempt: Attempt, type: T): readonly ClientEventOf<T>[] {
  return (attempt.events.get(type) ?? []) as unknown as readonly ClientEventOf<T>[];
}

/** The first event of a type. */
export function firstOf<T extends ClientEventType>(attempt: Attempt, type: T): ClientEventOf<T> | undefined {
  return eventsOf(attempt, type)[0];
}

/** The last event of a type. */
export function lastOf<T extends ClientEventType>(attempt: Attempt, type: T): ClientEventOf<T> | undefined {
  return eventsOf(attempt, type).at(-1);
}

/** Whether an attempt came as far as this stage, or farther. */
export function hasReached(attempt: Attempt, stage: Stage): boolean {
  return STAGES.indexOf(attempt.stage) >= STAGES.indexOf(stage);
}
