import { AUTHENTICATION } from './authentication/index.js';
import { CERTIFICATE } from './certificate/index.js';
import { CONFIG } from './config/index.js';
import type { ClientDiagnoser } from './diagnoser.js';
import { HOSTKEY } from './hostkey/index.js';
import { KEY_FILE } from './key-file/index.js';
import { NEGOTIATION } from './negotiation/index.js';
import { NETWORK } from './network/index.js';
import { PROTOCOL } from './protocol/index.js';
import { SESSION } from './session/index.js';

/** Every kind of finding that a client's log can give. Of equal reasons, what comes first here wins. */
export const CLIENT_DIAGNOSERS: readonly ClientDiagnoser[] = [
  ...CONFIG, ...NETWORK, ...PROTOCOL, ...NEGOTIATION, ...HOSTKEY, ...KEY_FILE, ...CERTIFICATE, ...AUTHENTICATION, ...SESSION,
];
