import type { Connection } from '../connections/connection.js';
import { copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';
import type { FindingMeta } from '../finding.js';
import {
  type Advice, defineDiagnoser, type Diagnoser, type DiagnoserContext, type Handlers, type Problem, type Seen,
} from './diagnoser.js';
import { howMany } from './how-many.js';
import { whereabouts, type Whereabouts } from './server-change.js';
import { patternName, shellName } from './user-name.js';
import { WEIGHT } from './weight.js';

/** Whom a failed login concerns, as known when its finding is told. */
export interface Told {
  user: string | undefined;
  /** The user where his name can stand in a command; else a word in its place. */
  name: string;
  /** The same for AllowUsers and other lists of patterns, where `@` parts the user from the host, and for paths. */
  pattern: string;
  /** `fred from 192.0.2.10`, as far as known; for sentences. */
  who: string;
  where: Whereabouts;
  connection: Connection;
  seen: Seen;
}

/** Why a login failed. Texts that outlive their line are copies. */
export interface LoginReason {
  title: string;
  /** What tells reasons of one code apart: a user, a path, a key, a certificate. */
  key?: string;
  /** The key begins with the user, whom a later line may name. */
  byUser?: true;
  /** The part of the line to look at. */
  look?: string;
  /** Tries that the line stands for, where it is not one for each time that it came; 0 for a further line about one try. */
  attempts?: number;
  /** Told even where the login succeeded in the end. */
  stays?: true;
  /** The user, where only the line at hand names him. */
  user?: string | undefined;
  advise: (told: Told) => Advice;
}

/** The problem of a connection that a line of it proves. */
export function loginProblem(record: LogRecord, connection: Connection, reason: LoginReason): Problem {
  const { title, key = '', byUser, look, attempts = record.repeat, stays, advise } = reason;
  const user = reason.user === undefined ? undefined : copyText(reason.user);
  const { file } = record;
  const problem: Problem = {
    host: connection.server.host, key, title, proofs: [look === undefined ? { record } : { record, look }], connection, attempts,
    advise: (seen) => advise(told(user ?? connection.user, file, connection, seen)),
  };
  if (byUser) problem.byUser = byUser;
  if (stays) problem.stays = stays;
  return problem;
}

export interface SuspectedReason extends Omit<LoginReason, 'byUser'> {
  /** Default: the server's own words name the reason. */
  weight?: number;
  /** A fault of the server that hits whoever comes: one finding with all users, not one for each. */
  ofServer?: true;
}

export type Suspect = (line: { record: LogRecord }, connection: Connection | undefined, reason: SuspectedReason) => void;

/** A diagnoser whose problems are reasons why a login failed: one finding for each user, unless the server is at fault. */
export function loginDiagnoser(meta: FindingMeta, create: (suspect: Suspect, context: DiagnoserContext) => Handlers): Diagnoser {
  return defineDiagnoser({
    meta,
    create: (context) => create(({ record }, connection, { weight = WEIGHT.named, ofServer, ...reason }) => {
      if (!connection) return;
      context.suspect(connection, weight, loginProblem(record, connection, ofServer ? reason : { ...reason, byUser: true }));
    }, context),
  });
}

/** @param file the log, whose name may tell the system that wrote it */
export function told(user: string | undefined, file: string, connection: Connection, seen: Seen): Told {
  return {
    user,
    name: shellName(user) ?? patternName(user) ?? 'USER',
    pattern: patternName(user) ?? 'USER',
    who: (user === undefined ? 'A user whose name is not in these lines' : user || 'A user without a name') + source(seen),
    where: whereabouts({ file }, connection),
    connection,
    seen,
  };
}

function source({ ips, moreIps }: Seen): string {
  return ips.length === 0 ? '' : ips.length === 1 ? ` from ${ips[0]}` : ` from ${howMany(ips, moreIps)} addresses`;
}
