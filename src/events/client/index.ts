/** What ssh, sftp and scp say. Facts that sshd logs too have its names and fields. */
import type { EventFields } from '../../events.js';
import type { LogRecord } from '../record.js';
import type { Wording } from '../../events.js';
import type { ClientAuthenticationEvents } from './authentication.js';
import type { ClientConfigurationEvents } from './configuration.js';
import type { ClientEndingEvents, ClientNetworkEvents } from './ending.js';
import type { ClientLoginEvents } from './login.js';
import type { ClientHostKeyEvents } from './host-key.js';
import type { ClientKeyFileEvents } from './key-file.js';
import type { ClientRunEvents } from './run.js';
import type { ClientTransportEvents } from './transport.js';
import type { ClientSessionEvents } from './session.js';
import type { ClientTransferEvents } from './transfer.js';

export type * from './authentication.js';
export type * from './configuration.js';
export type * from './ending.js';
export type * from './login.js';
export type * from './host-key.js';
export type * from './key-file.js';
export type * from './run.js';
export type * from './transport.js';
export type * from './session.js';
export type * from './transfer.js';

/** Facts of both sides. The client prints its own lists first. */
type Shared = Pick<EventFields, 'kexinit.sent' | 'kexinit.received' | 'kexinit.proposal' | 'kexinit.list' | 'kexinit.flag' | 'kex.agreed' | 'kex.agreed-direction'
  | 'kex.progress' | 'negotiation.failed' | 'compat.looked-up'
  | 'config.bad-option' | 'config.bad-value' | 'config.rejected' | 'config.bad-match' | 'config.unknown-algorithm' | 'config.inconsistent' | 'config.ignored-option'>;

export interface ClientEventFields extends
  Shared,
  ClientRunEvents,
  ClientAuthenticationEvents,
  ClientEndingEvents,
  ClientNetworkEvents,
  ClientTransportEvents,
  ClientLoginEvents,
  ClientHostKeyEvents,
  ClientKeyFileEvents,
  ClientConfigurationEvents,
  ClientSessionEvents,
  ClientTransferEvents {
  /** ssh wrote it, and it says nothing that a finding would need. */
  'client.trace': object;
  /** Nothing that is known: a line of the remote session, of another program, or of a release that is not. */
  unknown: { text: string };
}

export type ClientEventType = keyof ClientEventFields;

/** A line of a client's log without its envelope. */
export interface ClientRecord extends LogRecord {
  /** It ended in CR LF, as what ssh's logging functions write does (log.c, to 10.5), and what a remote command prints does not. */
  endsInCr: boolean;
}

/** How ssh, sftp or scp word something. */
export interface ClientWording extends Wording {
  /**
   * How the line ends where the log has kept line ends. ssh's logging functions write CR LF, its prompts, sftp, scp and git LF.
   * Behind a login a line with the other end is output of the remote session. Default `crlf`.
   */
  ends?: 'crlf' | 'lf' | 'either';
}

export interface ClientEventOf<T extends ClientEventType> {
  readonly type: T;
  readonly record: ClientRecord;
  readonly fields: ClientEventFields[T];
  /** The registry entry that recognized the line; absent for `unknown`. */
  readonly wording?: ClientWording;
}

export type ClientEvent = { [T in ClientEventType]: ClientEventOf<T> }[ClientEventType];
