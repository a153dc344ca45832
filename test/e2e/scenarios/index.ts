import type { Scenario } from '../support/scenario.js';
import { ACCESS } from './access.js';
import { AUTHENTICATION } from './authentication.js';
import { AUTHORIZED_KEYS } from './authorized-keys.js';
import { CERTIFICATES } from './certificates.js';
import { LIMITS } from './limits.js';
import { NEGOTIATION } from './negotiation.js';
import { SERVER } from './server.js';
import { SESSION } from './session.js';

/** Everything that fails and is repaired; a new file of scenarios is a line here. */
export const SCENARIOS: readonly Scenario[] = [
  ...NEGOTIATION, ...CERTIFICATES, ...AUTHORIZED_KEYS, ...ACCESS, ...AUTHENTICATION, ...SESSION, ...LIMITS, ...SERVER,
];
