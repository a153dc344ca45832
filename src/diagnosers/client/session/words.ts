import type { Attempt } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import { guessFamily } from '../../../openssh/distributions.js';
import { parseRelease } from '../../../openssh/version.js';
import type { Whereabouts } from '../../server-change.js';
import { plainHost } from '../../session/forward-words.js';
import { shellName } from '../../user-name.js';
import type { ClientContext } from '../diagnoser.js';

/** The server's name for sentences; names that are not plain stay out of them. */
export function serverWord(attempt: Attempt): string {
  return plainHost(attempt.hostName) ?? 'the server';
}

/** The same at the beginning of a sentence. */
export function serverFirst(attempt: Attempt): string {
  return plainHost(attempt.hostName) ?? 'The server';
}

/** The server as an argument of ssh: with the user where the log tells, else a word to fill in. */
export function destination(attempt: Attempt): string {
  const host = plainHost(attempt.hostName);
  const user = shellName(attempt.user);
  if (host === undefined) return 'HOST';
  return user === undefined ? host : `${user}@${host}`;
}

/** Lines for the client's configuration that count for this server alone. */
export function forThisHost(attempt: Attempt, summary: string, lines: string[], caution?: string): Fix {
  return {
    side: 'client', summary, action: 'append', file: '~/.ssh/config', lines: [`Host ${plainHost(attempt.hostName) ?? 'HOST'}`, ...lines.map((line) => `    ${line}`)],
    ...(caution !== undefined && { caution }),
  };
}

export function runOnClient(summary: string, commands: string[], caution?: string): Fix {
  return { side: 'client', summary, action: 'run', commands, ...(caution !== undefined && { caution }) };
}

/** What the identification of the server tells of it. */
export function serverPlace({ serverSoftware }: Attempt): Whereabouts {
  const release = serverSoftware === undefined ? undefined : parseRelease(serverSoftware);
  return {
    family: guessFamily(serverSoftware === undefined ? {} : { softwareComment: serverSoftware }),
    range: release === undefined ? {} : { min: release, max: release },
  };
}

/** What only the server's log tells, and how to get at it. */
export function askServer(context: ClientContext, what: string): string {
  if (context.hasServerLog) return `${what}: no connection in the server's log that was given shows it.`;
  return `${what}: the server's log tells: journalctl -u ssh -u sshd --since "1 hour ago", or /var/log/auth.log, /var/log/secure.`;
}

/** Where -v was not given. */
export function askMore(attempt: Attempt, what: string): string[] {
  return attempt.verbosity > 0 ? [] : [`${what}: ssh -v shows it.`];
}
