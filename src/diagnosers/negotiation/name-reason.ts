import type { Connection } from '../../connections/connection.js';
import type { DiagnoserContext, Problem } from '../diagnoser.js';
import { WEIGHT } from '../weight.js';

/** sshd's own words name why the connection failed: its one reason, where the log shows which connection it was. */
export function nameReason(context: DiagnoserContext, connection: Connection | undefined, problem: Problem): void {
  if (connection) context.suspect(connection, WEIGHT.named, problem);
  else context.report(problem);
}
