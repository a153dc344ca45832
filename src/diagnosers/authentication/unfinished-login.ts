import type { Connection } from '../../connections/connection.js';
import { releaseOf } from '../../connections/server.js';
import type { EventType, LogRecord, SshEvent } from '../../events.js';
import { allFrom } from '../../openssh/version.js';
import { createConnectionNotes } from '../connection-notes.js';
import type { DiagnoserContext, Handlers } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import { WEIGHT } from '../weight.js';

/** SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE (RFC 4253 section 11.1). */
const NO_MORE_AUTH_METHODS = 14;

/** The line with which the peer left before it was logged in. */
export interface Farewell {
  record: LogRecord;
  type: EventType;
}

/**
 * Watches for connections that the peer ends before the login.
 * @param ended called with each of them, once nothing more can come from it
 */
export function watchFarewells(context: DiagnoserContext, ended: (connection: Connection, farewell: Farewell) => void): Handlers {
  const farewells = context.shared(createFarewells);
  const note = ({ record, type }: SshEvent, connection: Connection | undefined) => {
    if (!connection || connection.outcome !== undefined || context.isOutweighed(connection, WEIGHT.unexplained)) return;
    if (!farewells.has(connection) && isBeforeLogin(record, connection)) {
      farewells.set(connection, { record: ownRecord(record), type });
    }
  };
  return {
    'connection.closed': note,
    'connection.disconnected'(event, connection) {
      // Without a user it says no more than the disconnect message before it.
      if (connection?.user !== undefined) note(event, connection);
    },
    'disconnect.received'(event, connection) {
      if (event.fields.code === NO_MORE_AUTH_METHODS) note(event, connection);
    },
    connectionEnded(connection) {
      const farewell = farewells.get(connection);
      if (!farewell || connection.outcome !== undefined || connection.mismatches.length > 0) return;
      if (!context.isOutweighed(connection, WEIGHT.unexplained)) ended(connection, farewell);
    },
  };
}

/** One for all who watch: the line is the same. */
const createFarewells = () => createConnectionNotes<Farewell>();

/** From 5.9 on a mark tells the lines before the login; to 5.8 a line that closes a session looks the same at VERBOSE. */
function isBeforeLogin(record: LogRecord, connection: Connection): boolean {
  return record.preauth || !allFrom(releaseOf(connection.server), '5.9');
}
