import type { Attempt } from '../../attempts/attempt.js';
import type { Fix } from '../../finding.js';
import { loginAt, shellName } from '../user-name.js';
import type { ClientContext } from './diagnoser.js';
import { hostPattern } from './names.js';

/** Whom ssh is to log in where, as its argument: `fred@server`. */
export function destination(attempt: Attempt): string {
  return shellName(attempt.user) === undefined ? hostPattern(attempt) : loginAt(attempt.user, hostPattern(attempt));
}

/** Lines for the block of this server in ssh_config, so that they count for it alone. */
export function inHostBlock(attempt: Attempt, summary: string, lines: readonly string[], caution?: string): Fix {
  return {
    side: 'client', summary, action: 'append', file: '~/.ssh/config', lines: [`Host ${hostPattern(attempt)}`, ...lines.map((line) => `    ${line}`)],
    ...(caution !== undefined && { caution }),
  };
}

/** What only the server's log tells, and how to get at it. */
export function askServer(attempt: Attempt, { hasServerLog }: ClientContext, what: string): string {
  if (hasServerLog) return `${what}: only the server's log tells, and no connection in the one that was given matches this run.`;
  const since = attempt.firstTime === undefined ? '"1 hour ago"' : `"${new Date(attempt.firstTime).toISOString().slice(0, 19).replace('T', ' ')} UTC"`;
  return `${what}: only the server's log tells. There: journalctl -u ssh -u sshd --since ${since}, or /var/log/auth.log or /var/log/secure.`;
}
