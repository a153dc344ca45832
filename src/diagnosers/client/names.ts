import type { Attempt } from '../../attempts/attempt.js';
import { quotePath } from '../shell.js';

/** What can stand in a command and in a Host line without meaning anything else. */
const HOST = /^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,254}$/;
const KNOWN = /^\[([A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,254})\]:\d{1,5}$/;

/** The name, where commands and Host lines may be built from it. */
export function plainName(name: string | undefined): string | undefined {
  return name !== undefined && HOST.test(name) ? name : undefined;
}

/** The server for a Host line of ssh_config, which takes what was typed: without -v the log has its address at most. */
export function hostPattern({ hostName }: Pick<Attempt, 'hostName'>): string {
  return plainName(hostName) ?? 'SERVER';
}

/** A name as known_hosts has it (`[name]:2222` where the port is not 22), quoted for a shell; a word in its place where it is none. */
export function quoteKnownName(name: string | undefined): string {
  return plainName(name) ?? (name !== undefined && KNOWN.test(name) ? `'${name}'` : 'NAME');
}

/** The name under which known_hosts has the server of an attempt, as far as the attempt tells; HostKeyAlias may have changed it. */
export function knownName({ hostName, port }: Pick<Attempt, 'hostName' | 'port'>): string | undefined {
  return hostName === undefined || port === undefined || port === 22 ? hostName : `[${hostName}]:${port}`;
}

/** A path of the log for a command; a word in its place where no command should be built from it. */
export function pathOr(path: string | undefined, word: string): string {
  return (path === undefined ? undefined : quotePath(path)) ?? word;
}

/** A path that may stand between the double quotes of a command for another machine, itself quoted where that is needed. */
export function pathInDoubleQuotes(path: string): string | undefined {
  return /["$`\\!]/.test(path) ? undefined : quotePath(path);
}

/** A path, a name or a value of the log for a sentence: no longer than one can read. */
export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
