import type { Connection } from '../connections/connection.js';
import { isLoggedAt, type LogLevel } from '../connections/server.js';

/** What a higher LogLevel would tell: nothing, where the lines of the connection are of that level already. */
export function wouldTell(level: LogLevel, connection: Pick<Connection, 'logLevel'> | undefined, unknown: string): string[] {
  return connection && isLoggedAt(level, connection.logLevel) ? [] : [unknown];
}
