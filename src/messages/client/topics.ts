import { authentication } from './authentication.js';
import { broken } from './broken.js';
import { configuration } from './configuration.js';
import type { ClientPattern } from './define.js';
import { ending } from './ending.js';
import { identification } from './identification.js';
import { keyExchange } from './key-exchange.js';
import { login } from './login.js';
import { loginTrace } from './login-trace.js';
import { hostKeyText } from './host-key-text.js';
import { hostKeyWarnings } from './host-key-warnings.js';
import { hostKeys } from './host-keys.js';
import { keyFiles } from './key-files.js';
import { negotiation } from './negotiation.js';
import { forwarding } from './forwarding.js';
import { network } from './network.js';
import { prompts } from './prompts.js';
import { run } from './run.js';
import { shell } from './shell.js';
import { transport } from './transport.js';
import { remoteOutput } from './remote-output.js';
import { session } from './session.js';
import { sessionTrace } from './session-trace.js';
import { transfer } from './transfer.js';

/** One list of wordings per topic. A new topic is a new line here. */
export const clientTopics: readonly (readonly ClientPattern[])[] = [
  run,
  configuration,
  network,
  identification,
  transport,
  keyExchange,
  negotiation,
  hostKeys,
  hostKeyWarnings,
  hostKeyText,
  keyFiles,
  authentication,
  login,
  prompts,
  loginTrace,
  ending,
  broken,
  session,
  sessionTrace,
  forwarding,
  transfer,
  remoteOutput,
  shell,
];
