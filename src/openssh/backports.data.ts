import type { Release } from './version.js';

/**
 * What vendors are known to have brought to a release that upstream has it not in. The release of a log or of an option is
 * that of upstream all the same, and such a server runs with these lines.
 */
export const BACKPORTS: readonly { release: Release; vendor: string; keywords: readonly string[]; algorithms: readonly string[] }[] = [
  {
    release: '5.3', vendor: 'RHEL 6', keywords: ['KexAlgorithms'],
    algorithms: ['ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521', 'hmac-sha2-256', 'hmac-sha2-512'],
  },
  { release: '8.7', vendor: 'RHEL 9', keywords: ['RequiredRSASize'], algorithms: [] },
  { release: '9.2', vendor: 'Debian 12', keywords: [], algorithms: ['sntrup761x25519-sha512'] },
];
