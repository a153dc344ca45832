import type { Setting } from '../configuration/index.js';
import type { Fix } from '../finding.js';

/** A line that a fix wants in sshd_config. */
export interface Wanted {
  /** In the spelling of the newest release. */
  name: string;
  args: readonly string[];
  text: string;
}

/** `held`: the configuration has it already. `unclear`: blocks of which it is not known whether they apply may set it, too. */
export type Fitted = { fix: Fix } | { held: Setting } | { unclear: readonly Setting[] };
