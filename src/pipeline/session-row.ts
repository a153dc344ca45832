import type { Connection } from '../connections/connection.js';
import { asUnicode } from '../connections/text.js';
import type { Outcome } from '../events.js';
import type { SessionRow } from '../report/session.js';

/** A connection that has ended as the row that `sshlog sessions` prints. */
export function toSessionRow(connection: Connection, outcome: Outcome, code: string | undefined): SessionRow {
  const { home, file, pid, firstTime, lastTime, user, ip, port, client, accepted, agreed, sftp } = connection;
  const { host } = home.server;
  return {
    file,
    line: connection.firstLine,
    ...(host !== undefined && { host: asUnicode(host) }),
    ...(pid !== undefined && { pid }),
    ...(firstTime !== undefined && { start: new Date(firstTime).toISOString() }),
    ...(lastTime !== undefined && { end: new Date(lastTime).toISOString() }),
    // A clock that went back makes no connection end before it began.
    ...(firstTime !== undefined && lastTime !== undefined && { duration: Math.max(0, lastTime - firstTime) / 1000 }),
    ...(user !== undefined && { user }),
    ...(ip !== undefined && { ip }),
    ...(port !== undefined && { port }),
    ...(client !== undefined && { client }),
    ...(accepted && { method: accepted.method }),
    ...(accepted?.key && { key: accepted.key }),
    ...(accepted?.certificate && { certificate: accepted.certificate }),
    failures: connection.failures,
    ...(agreed && { algorithms: agreed }),
    ...(sftp && { sftp: withoutOpen(sftp) }),
    outcome,
    ...(code !== undefined && { code }),
  };
}

function withoutOpen({ open: _, ...totals }: NonNullable<Connection['sftp']>): NonNullable<SessionRow['sftp']> {
  return totals;
}
