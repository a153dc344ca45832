import type { Connection } from '../connections/connection.js';
import { copyText } from '../connections/text.js';
import type { LogRecord } from '../events.js';
import type { FindingMeta } from '../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type DiagnoserContext, type Handlers, type Seen } from './diagnoser.js';
import { whereabouts, type Whereabouts } from './server-change.js';
import { WEIGHT } from './weight.js';

/** Whom a failed login concerns, as known when its finding is told. */
export interface Told {
  user: string | undefined;
  /** The user where his name can stand in a command or a configuration; else a word in its place. */
  name: string;
  /** `fred from 192.0.2.10`, as far as known; for sentences. */
  who: string;
  where: Whereabouts;
  connection: Connection;
  seen: Seen;
}

/** Why a login failed. */
export interface LoginProblem {
  title: string;
  /** What tells problems of one user apart: a path, a key, a certificate. */
  key?: string;
  /** Default: the server's own words name the reason. */
  weight?: number;
  /** 0 for a further line about the same try. */
  attempts?: number;
  /** The user, where only the line at hand names him. */
  user?: string | undefined;
  advise: (told: Told) => Advice;
}

export type Suspect = (line: { record: LogRecord }, connection: Connection | undefined, problem: LoginProblem) => void;

/** A diagnoser whose problems are reasons why a login failed, one finding for each user. */
export function loginDiagnoser(meta: FindingMeta, create: (suspect: Suspect, context: DiagnoserContext) => Handlers): Diagnoser {
  return defineDiagnoser({
    meta,
    create: (context) => create((line, connection, problem) => suspectLogin(context, line.record, connection, problem), context),
  });
}

function suspectLogin(context: DiagnoserContext, record: LogRecord, connection: Connection | undefined, problem: LoginProblem) {
  if (!connection) return;
  const user = problem.user === undefined ? undefined : copyText(problem.user);
  const { file } = record;
  context.suspect(connection, problem.weight ?? WEIGHT.named, {
    host: connection.server.host,
    key: problem.key ?? '',
    byUser: true,
    title: problem.title,
    proofs: [{ record }],
    connection,
    ...(problem.attempts !== undefined && { attempts: problem.attempts }),
    advise: (seen) => problem.advise(told(user ?? connection.user, file, connection, seen)),
  });
}

/** @param file the log, whose name may tell the system that wrote it */
export function told(user: string | undefined, file: string, connection: Connection, seen: Seen): Told {
  return {
    user,
    name: plainName(user) ?? 'USER',
    who: (user === undefined ? 'A user whose name is not in these lines' : user || 'A user without a name') + source(seen.ips),
    where: whereabouts({ file }, connection),
    connection,
    seen,
  };
}

/** A user name that means itself in a shell, in a list of patterns and in a path; undefined for any other. */
export function plainName(user: string | undefined): string | undefined {
  return user !== undefined && /^[A-Za-z0-9_][\w.-]{0,63}$/.test(user) ? user : undefined;
}

function source(ips: readonly string[]): string {
  return ips.length === 0 ? '' : ips.length === 1 ? ` from ${ips[0]}` : ` from ${ips.length} addresses`;
}
