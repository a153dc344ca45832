import type { Attempt } from '../../attempts/attempt.js';
import { plainName } from './names.js';

/** The server, for commands; a placeholder where the log has no plain name. */
export function hostWord({ hostName, ip }: Attempt): string {
  return plainName(hostName ?? ip) ?? 'SERVER';
}

/** `server.example.org (192.0.2.250) port 22`, as far as the log tells. */
export function describeTarget(attempt: Attempt): string {
  const { hostName, ip, port } = attempt;
  const name = hostName ?? ip;
  if (name === undefined) return 'the server';
  return `${name}${hostName !== undefined && ip !== undefined && ip !== hostName ? ` (${ip})` : ''}${port === undefined ? '' : ` port ${port}`}`;
}

/** The same at the beginning of a sentence. */
export function targetFirst(attempt: Attempt): string {
  return attempt.hostName === undefined && attempt.ip === undefined ? 'The server' : describeTarget(attempt);
}

/** What tells findings of different servers apart. */
export function targetKey({ hostName, ip, port }: Attempt): string {
  return `${hostName ?? ip ?? '?'} ${port ?? '?'}`;
}

/** The account, for sentences. */
export function describeAccount({ user, hostName }: Attempt): string {
  return user === undefined ? `the account${hostName === undefined ? '' : ` on ${hostName}`}` : hostName === undefined ? user : `${user}@${hostName}`;
}

/** What tells findings of one code apart where a login failed: whose account on which server. */
export function accountKey({ user, hostName, ip }: Attempt): string {
  return `${user ?? ''}@${hostName ?? ip ?? ''}`;
}
