import type { LogRecord, Peer, SshEvent } from '../events.js';
import { kindOf, type LineKind } from './line-kind.js';

/** A line in search of its connection. The fields of events come in a hundred forms: what they name is taken out once. */
export interface Line {
  event: SshEvent;
  record: LogRecord;
  kind: LineKind;
  /** Whom it names as the other end. */
  ip: string | undefined;
  port: number | undefined;
  user: string | undefined;
}

export function lineOf(event: SshEvent): Line {
  const { ip, port, user } = event.fields as Peer;
  return { event, record: event.record, kind: kindOf(event.type), ip, port, user };
}
