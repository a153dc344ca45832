import type { Scenario } from '../support/scenario.js';
import { NEGOTIATION } from './negotiation.js';

/** Everything that fails and is repaired; a new file of scenarios is a line here. */
export const SCENARIOS: readonly Scenario[] = [
  ...NEGOTIATION,
];
