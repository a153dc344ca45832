import { authentication } from './authentication.js';
import type { ClientPattern } from './define.js';
import { ending } from './ending.js';
import { identification } from './identification.js';
import { keyExchange } from './key-exchange.js';
import { login } from './login.js';
import { loginTrace } from './login-trace.js';
import { negotiation } from './negotiation.js';
import { network } from './network.js';
import { prompts } from './prompts.js';
import { run } from './run.js';
import { transport } from './transport.js';

/** One list of wordings per topic. A new topic is a new line here. */
export const clientTopics: readonly (readonly ClientPattern[])[] = [
  run,
  network,
  identification,
  transport,
  keyExchange,
  negotiation,
  authentication,
  login,
  prompts,
  loginTrace,
  ending,
];
