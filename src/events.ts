/**
 * The contract in the middle: what a log line is once its envelope is read, and what sshd said in it.
 * No wording of any OpenSSH release appears here or to the right of here.
 */
import type { AuthenticationEvents } from './events/authentication.js';
import type { ConnectionEvents } from './events/connection.js';
import type { KeyExchangeEvents } from './events/key-exchange.js';
import type { LogRecord } from './events/record.js';
import type { ServerEvents } from './events/server.js';

export * from './events/record.js';
export * from './events/vocabulary.js';

/** Every kind of event with its fields. Algorithm lists keep the log's order; markers such as ext-info-c stand in `pseudo`. */
export interface EventFields extends ServerEvents, ConnectionEvents, KeyExchangeEvents, AuthenticationEvents {
  /** sshd wrote it, and no entry of the registry knows it. */
  unknown: { text: string };
}

export type EventType = keyof EventFields;

/** Which releases write a wording: first and last, `5.3` being the oldest that is covered. Absent: no bound known. */
export interface Wording {
  id: string;
  since?: string;
  until?: string;
}

export interface EventOf<T extends EventType> {
  readonly type: T;
  readonly record: LogRecord;
  readonly fields: EventFields[T];
  /** The registry entry that recognized the line; absent for `unknown`. */
  readonly wording?: Wording;
}

export type SshEvent = { [T in EventType]: EventOf<T> }[EventType];
