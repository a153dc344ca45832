import type { FindingMeta } from '../../finding.js';

/**
 * The meaning of a code that a server's log has too. There it may be the noise of strangers; here somebody wanted to get in
 * and could not.
 */
export function asError(meta: FindingMeta): FindingMeta {
  return { ...meta, severity: 'error' };
}
