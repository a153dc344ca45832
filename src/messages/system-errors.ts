import type { Errno } from '../events.js';

/**
 * What strerror says, in small letters: the libraries differ by the system, and now and then in their capitals.
 * In the order of glibc, BSD and Solaris where they differ, and musl last.
 */
const TEXTS = new Map<string, Errno>([
  ['no such file or directory', 'ENOENT'],
  ['permission denied', 'EACCES'],
  ['operation not permitted', 'EPERM'],
  ['broken pipe', 'EPIPE'],
  ['address already in use', 'EADDRINUSE'],
  ['address in use', 'EADDRINUSE'],
  ['cannot assign requested address', 'EADDRNOTAVAIL'],
  ['can\'t assign requested address', 'EADDRNOTAVAIL'],
  ['address not available', 'EADDRNOTAVAIL'],
  ['connection reset by peer', 'ECONNRESET'],
  ['connection refused', 'ECONNREFUSED'],
  ['connection timed out', 'ETIMEDOUT'],
  ['operation timed out', 'ETIMEDOUT'],
  ['network is down', 'ENETDOWN'],
  ['network is unreachable', 'ENETUNREACH'],
  ['network unreachable', 'ENETUNREACH'],
  ['host is down', 'EHOSTDOWN'],
  ['no route to host', 'EHOSTUNREACH'],
  ['host is unreachable', 'EHOSTUNREACH'],
]);

/** The error as the log has it, with its name where it is one that is known: other languages of the system are not. */
export function systemError(reason: string): { reason: string; errno?: Errno } {
  const errno = TEXTS.get(reason.toLowerCase());
  return errno === undefined ? { reason } : { reason, errno };
}
