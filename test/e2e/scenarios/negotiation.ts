import { dbclient, node, plink, ssh } from '../support/clients.js';
import type { Scenario } from '../support/scenario.js';

const LEVELS = ['INFO', 'DEBUG2'] as const;

/** At both levels: to INFO only the verdict is logged, at DEBUG2 both proposals. */
const atBothLevels = (scenario: Scenario): Scenario[] => LEVELS.map((logLevel) => ({ ...scenario, logLevel }));

export const NEGOTIATION: readonly Scenario[] = [
  {
    code: 'no-common-mac', name: 'ssh offers only what the default leaves out',
    client: ssh('-o', 'MACs=hmac-md5', '-o', 'Ciphers=aes128-ctr'), fixes: ['let this server accept hmac-md5'],
  },
  {
    code: 'no-common-kex', name: 'ssh offers only what the default leaves out',
    client: ssh('-o', 'KexAlgorithms=diffie-hellman-group14-sha1'), fixes: ['let this server accept diffie-hellman-group14-sha1'],
  },
].flatMap(atBothLevels);
