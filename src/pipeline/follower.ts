import type { Connection, Party } from '../connections/connection.js';
import type { SshEvent } from '../events.js';

/** Looks at connections as a whole, from their first line to their end. */
export interface Follower {
  /** A line of the connection, which is up to date with it. Comes before the diagnosers see the line. */
  event(event: SshEvent, connection: Connection): void;
  /** Nothing more can come from it. Comes behind the diagnosers. */
  ended(connection: Connection): void;
  /** Whether a problem of this connection is reported; undefined is a problem of none. */
  wants(party: Omit<Party, 'server'> | undefined): boolean;
}
