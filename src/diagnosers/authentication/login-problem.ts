import type { Connection } from '../../connections/connection.js';
import { releaseOf } from '../../connections/server.js';
import type { LogRecord } from '../../events.js';
import { guessFamily } from '../../openssh/distributions.js';
import type { Advice, Problem, Seen } from '../diagnoser.js';
import type { Whereabouts } from '../server-change.js';

/** Why a login failed. Texts that outlive their line are copies. */
export interface Reason {
  key: string;
  title: string;
  /** The part of the line to look at. */
  look?: string;
  /** Tries that the line stands for, where it is not one for each time that it came. */
  attempts?: number;
  advise: (where: Whereabouts, seen: Seen) => Advice;
}

/** The problem of a connection that a line of it proves. */
export function loginProblem(record: LogRecord, connection: Connection, { advise, look, ...reason }: Reason): Problem {
  return {
    ...reason,
    host: connection.server.host,
    proofs: [look === undefined ? { record } : { record, look }],
    connection,
    advise: (seen) => advise(serverOf(connection), seen),
  };
}

function serverOf({ server }: Connection): Whereabouts {
  const { file, software } = server;
  return {
    family: guessFamily({ logFile: file, ...(software !== undefined && { softwareComment: software }) }),
    range: releaseOf(server),
  };
}
