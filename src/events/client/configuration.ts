import type { Errno } from '../vocabulary.js';

/** ssh_config as ssh reads it; what is wrong with a line of it has the same events as for sshd. */
export interface ClientConfigurationEvents {
  'client.configuration-missing': { path: string; errno?: Errno };
  'client.configuration-permissions': { path: string };
}
