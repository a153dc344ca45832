import type { Diagnoser } from './diagnoser.js';
import { debugLoggingEnabled } from './log/debug-logging-enabled.js';
import { logLevelTooLow } from './log/log-level-too-low.js';
import { logTruncated } from './log/log-truncated.js';
import { noCommonCipher } from './negotiation/no-common-cipher.js';
import { noCommonCompression } from './negotiation/no-common-compression.js';
import { noCommonHostkey } from './negotiation/no-common-hostkey.js';
import { noCommonKex } from './negotiation/no-common-kex.js';
import { noCommonMac } from './negotiation/no-common-mac.js';

/** Every kind of finding. A new diagnoser is a file and a line here. */
export const DIAGNOSERS: readonly Diagnoser[] = [
  noCommonKex,
  noCommonHostkey,
  noCommonCipher,
  noCommonMac,
  noCommonCompression,
  logTruncated,
  logLevelTooLow,
  debugLoggingEnabled,
];
