import { existsSync } from 'node:fs';

/** Where systems keep sshd's log: Debian and FreeBSD, Red Hat, OpenBSD, SUSE and Alpine. */
const SYSTEM_LOGS = ['/var/log/auth.log', '/var/log/secure', '/var/log/authlog', '/var/log/messages'];

/** This system's own log, or undefined where it keeps none of the usual files (it may have the journal only). */
export function systemLog(): string | undefined {
  return SYSTEM_LOGS.find((path) => existsSync(path));
}
