import { code, inline, row, table } from './markdown-text.js';
import { duration, source } from './session-text.js';
import type { SessionRow } from './session.js';
import { clock, grouped } from './wording.js';

/** The names of the columns, and the line under them. */
export const SESSION_MARKDOWN_HEAD = lines(table(['start (UTC)', 'duration', 'outcome', 'user', 'source', 'client', 'method', '#failures', 'code'], []));

/** One connection as a row of a table. */
export function formatSessionMarkdown(session: SessionRow): string {
  const { start, duration: seconds, outcome, user = '', client = '', method = '', failures, code: why = '' } = session;
  return lines([row([
    start === undefined ? '' : clock(start),
    seconds === undefined ? '' : duration(seconds),
    outcome, code(user), code(source(session)), code(client), inline(method), grouped(failures), code(why),
  ])]);
}

function lines(of: readonly string[]): string {
  return of.map((line) => `${line}\n`).join('');
}
