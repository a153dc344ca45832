import type { Attempt } from '../../../attempts/attempt.js';
import type { ClientKey } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { quotePath } from '../../shell.js';
import { shellName } from '../../user-name.js';
import type { ClientContext } from '../diagnoser.js';

/** A host as ssh, its configuration and a shell take it without quotes; what begins with a dash would be an option. */
const PLAIN_HOST = /^[A-Za-z0-9](?:[\w.-]{0,252}|[0-9a-fA-F:]{1,44})$/;
/** What ssh_config takes without quotes or expansion. */
const PLAIN_PATH = /^[~/][\w@+=:,./-]{0,399}$/;
/** Keys that a text names; there may be hundreds. */
const MAX_KEYS = 10;

/** The server's name, where lines and commands may be built from it. */
export function hostWord(attempt: Attempt): string {
  const { hostName } = attempt;
  return hostName !== undefined && PLAIN_HOST.test(hostName) ? hostName : 'HOST';
}

/** Whom ssh is to log in where: `fred@server`. */
export function target(attempt: Attempt): string {
  const user = shellName(attempt.user);
  return user === undefined ? hostWord(attempt) : `${user}@${hostWord(attempt)}`;
}

/** The account, for sentences. */
export function account({ user, hostName }: Attempt): string {
  return user === undefined ? `the account${hostName === undefined ? '' : ` on ${hostName}`}` : hostName === undefined ? user : `${user}@${hostName}`;
}

/** What tells findings of one code apart: whose account on which server. */
export function accountKey({ user, hostName, ip }: Attempt): string {
  return `${user ?? ''}@${hostName ?? ip ?? ''}`;
}

/** Lines for the block of this server in ssh_config. */
export function inHostBlock(attempt: Attempt, summary: string, lines: readonly string[]): Fix {
  return { side: 'client', summary, action: 'append', file: '~/.ssh/config', lines: [`Host ${hostWord(attempt)}`, ...lines.map((line) => `    ${line}`)] };
}

export function onClient(summary: string, commands: string[], caution?: string): Fix {
  return { side: 'client', summary, action: 'run', commands, ...(caution !== undefined && { caution }) };
}

/** A new key of the type that every release since 6.5 knows, brought to the account while there is another way in. */
export function newKey(attempt: Attempt, summary: string): Fix {
  return {
    ...onClient(summary, ['ssh-keygen -t ed25519', `ssh-copy-id -i ~/.ssh/id_ed25519.pub ${target(attempt)}`],
      'ssh-copy-id needs another way in, such as a password; without one, give the .pub file to whoever looks after the server.'),
    strength: 'recommended',
  };
}

/** The file of a key, where it has one that lines and commands may name. */
export function keyFile({ keyName, sources }: ClientKey): string | undefined {
  return PLAIN_PATH.test(keyName) && sources?.includes('agent') !== true ? keyName : undefined;
}

/** The file of a key as an argument of a command. */
export function keyArgument(key: ClientKey): string | undefined {
  return quotePath(key.keyName);
}

const ORIGIN = { agent: 'from the agent', explicit: 'named by -i or IdentityFile', token: 'on a token', 'security-key': 'on a security key' } as const;

/** `/home/fred/.ssh/id_rsa (RSA SHA256:…, from the agent)`. */
export function describeKey({ keyName, key, sources = [] }: ClientKey): string {
  const words = [...(key === undefined ? [] : [key.fingerprint === undefined ? key.type : `${key.type} ${key.fingerprint}`]), ...sources.map((source) => ORIGIN[source])];
  return words.length === 0 ? keyName : `${keyName} (${words.join(', ')})`;
}

/** Keys in their order, as many as a reader looks at. */
export function listKeys(keys: readonly ClientKey[]): string {
  const named = keys.slice(0, MAX_KEYS).map((key, i) => (keys.length === 1 ? describeKey(key) : `${i + 1}. ${describeKey(key)}`));
  return named.join('; ') + (keys.length > MAX_KEYS ? `; and ${keys.length - MAX_KEYS} more` : '');
}

/** What only the server knows, and where to ask it. */
export function askServer(attempt: Attempt, { hasServerLog }: ClientContext, what: string): string {
  if (hasServerLog) return `${what}: the server knows, but no connection in its log that was given matches this run.`;
  const since = attempt.firstTime === undefined ? '"10 minutes ago"' : `"${new Date(attempt.firstTime).toISOString().slice(0, 19).replace('T', ' ')} UTC"`;
  return `${what}: the server's log says it. There: journalctl -u ssh -u sshd --since ${since}, or /var/log/auth.log or /var/log/secure.`;
}
