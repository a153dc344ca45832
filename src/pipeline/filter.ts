import { asUnicode } from '../connections/text.js';
import type { Party } from '../connections/connection.js';
import type { LogRecord } from '../events.js';

/** What a run looks at. An absent criterion admits everything. Times are milliseconds since the epoch, UTC. */
export interface Filter {
  since?: number;
  until?: number;
  host?: string;
  user?: string;
  /** Whether an address is wanted. */
  from?: (ip: string) => boolean;
}

/** Lines without a time or a host cannot be told to be outside, so they stay. */
export function admitsRecord({ since, until, host }: Filter, record: LogRecord): boolean {
  if (record.time !== undefined && ((since !== undefined && record.time < since) || (until !== undefined && record.time > until))) return false;
  return host === undefined || record.host === undefined || record.host === host || asUnicode(record.host) === host;
}

/** A connection whose user or address is not known is not the one that was asked for. */
export function admitsConnection({ user, from }: Filter, connection: Pick<Party, 'user' | 'ip'> | undefined): boolean {
  if (user !== undefined && connection?.user !== user) return false;
  return from === undefined || (connection?.ip !== undefined && from(connection.ip));
}
