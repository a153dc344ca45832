import type { EventFields, EventType, SshEvent, TimeAssumption } from '../events.js';
import { type Clashes, toEventJson } from '../pipeline/event-json.js';

/** Where an event stands in the log, when it was, and who wrote it. What the log does not say is absent. */
export interface EventPlace {
  /** Name of the input. */
  file: string;
  /** 1-based. */
  line: number;
  /** ISO 8601, UTC. */
  time?: string;
  /** What the log does not say about the time, and was assumed. */
  timeAssumed?: TimeAssumption[];
  host?: string;
  /** Program that wrote it: sshd, sshd-session, sshd-auth, internal-sftp, sftp-server. */
  process: string;
  pid?: number;
  /** The process that serves a client which has not logged in. */
  preauth: boolean;
  /** How often the logger says that the message came; absent for once. */
  repeat?: number;
}

/** The fields of a type; what would be called like one of `EventPlace` has another name (`hostName`, `atTime`). */
export type FieldsOf<T extends EventType> = { [K in keyof EventFields[T] as K extends keyof Clashes ? Clashes[K] : K]: EventFields[T][K] };

/** An event of one type, such as `LogEventOf<'auth.failed'>`. */
export type LogEventOf<T extends EventType> = EventPlace & { type: T } & FieldsOf<T>;

/** What one message of sshd says: a union that `type` tells apart. `sshlog events` prints the same as JSON. */
export type LogEvent = { [T in EventType]: LogEventOf<T> }[EventType];

export function toLogEvent(event: SshEvent): LogEvent {
  // Its keys are those of the type by construction, which the compiler cannot follow through the renaming.
  return toEventJson(event) as unknown as LogEvent;
}
