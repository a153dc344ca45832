import type { Attempt } from '../../attempts/attempt.js';
import type { ClientContext } from './diagnoser.js';

const MAX_NAME = 255;
/** What is safe in a shell and in a Host line, without quotes: no option, no pattern. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9._:%-]*$/;

function plain(name: string | undefined): string {
  return name !== undefined && name.length <= MAX_NAME && PLAIN.test(name) ? name : 'SERVER';
}

/** The server, for commands; a placeholder where the log has no plain name. */
export function hostWord({ hostName, ip }: Attempt): string {
  return plain(hostName ?? ip);
}

/** The server, for a Host line, which takes what was typed: without -v the log has its address at most. */
export function hostPattern({ hostName }: Attempt): string {
  return plain(hostName);
}

/** `server.example.org (192.0.2.250) port 22`, as far as the log tells. */
export function describeTarget(attempt: Attempt): string {
  const { hostName, ip, port } = attempt;
  const name = hostName ?? ip;
  if (name === undefined) return 'the server';
  return `${name}${hostName !== undefined && ip !== undefined && ip !== hostName ? ` (${ip})` : ''}${port === undefined ? '' : ` port ${port}`}`;
}

/** What tells findings of different servers apart. */
export function targetKey({ hostName, ip, port }: Attempt): string {
  return `${hostName ?? ip ?? '?'} ${port ?? '?'}`;
}

/** What only the server's log can tell, with the command that shows it. */
export function askServerLog(what: string, { hasServerLog }: ClientContext): string {
  return hasServerLog
    ? `${what}: only the server's log can tell, and none of the connections in the one that was given matches.`
    : `${what}: only the server's log can tell. On the server: journalctl -u ssh -u sshd --since -1h, or /var/log/auth.log or /var/log/secure.`;
}
