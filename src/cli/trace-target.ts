import { isIP } from '../ip-address.js';
import type { TraceTarget } from '../pipeline/trace.js';
import { parseAddressFilter } from './address-filter.js';
import { UsageError } from './exit-status.js';

/**
 * Whom `sshlog trace` follows: an address or network, else a pid (which may be the name of a user as well), else a user.
 * @throws UsageError for an empty name or a network that is none
 */
export function parseTraceTarget(text: string): TraceTarget {
  if (text.trim() === '') throw new UsageError('give a user, an address or a pid to trace');
  if (isIP(text.split('/')[0] ?? '') !== 0) {
    try {
      return { from: parseAddressFilter(text) };
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  }
  // The largest pid of Linux is 2^22.
  return /^[1-9]\d{0,6}$/.test(text) ? { pid: Number(text), user: text } : { user: text };
}
