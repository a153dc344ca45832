/**
 * The contract in the middle: what a log line is once its envelope is read, and what sshd said in it.
 * No wording of any OpenSSH release appears here or to the right of here.
 */
import type { AccessEvents } from './events/access.js';
import type { AuthenticationTraceEvents } from './events/authentication-trace.js';
import type { AuthenticationEvents } from './events/authentication.js';
import type { CertificateEvents } from './events/certificate.js';
import type { ClientLogEvents } from './events/client-log.js';
import type { ConfigurationEvents } from './events/configuration.js';
import type { ConnectionEvents } from './events/connection.js';
import type { ForwardingEvents } from './events/forwarding.js';
import type { HostKeyFileEvents } from './events/host-key-files.js';
import type { HostKeyEvents } from './events/host-key.js';
import type { InternalEvents } from './events/internal.js';
import type { KexRefusalEvents } from './events/kex-refusal.js';
import type { KeyExchangeEvents } from './events/key-exchange.js';
import type { LimitEvents } from './events/limits.js';
import type { PamEvents } from './events/pam.js';
import type { ProcessEvents } from './events/process.js';
import type { PublicKeyEvents } from './events/public-key.js';
import type { LogRecord } from './events/record.js';
import type { ServerEvents } from './events/server.js';
import type { SessionEvents } from './events/session.js';
import type { SftpEvents } from './events/sftp.js';
import type { UserAuthenticationEvents } from './events/user-authentication.js';

export type * from './events/access.js';
export type * from './events/certificate.js';
export type * from './events/connection.js';
export type * from './events/host-key.js';
export type * from './events/pam.js';
export type * from './events/public-key.js';
export type * from './events/configuration.js';
export type * from './events/forwarding.js';
export type * from './events/host-key-files.js';
export type * from './events/limits.js';
export type * from './events/process.js';
export type * from './events/session.js';
export type * from './events/sftp.js';
export type * from './events/authentication-trace.js';
export type * from './events/internal.js';
export type * from './events/server.js';
export * from './events/record.js';
export * from './events/vocabulary.js';

/** Every kind of event with its fields. Algorithm lists keep the log's order; markers such as ext-info-c stand in `pseudo`. */
export interface EventFields extends ServerEvents, ConnectionEvents, KeyExchangeEvents, AuthenticationEvents,
  AccessEvents, CertificateEvents, HostKeyEvents, PamEvents, PublicKeyEvents, UserAuthenticationEvents,
  ConfigurationEvents, ForwardingEvents, HostKeyFileEvents, LimitEvents, ProcessEvents, SessionEvents, SftpEvents,
  AuthenticationTraceEvents, InternalEvents, KexRefusalEvents, ClientLogEvents {
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
