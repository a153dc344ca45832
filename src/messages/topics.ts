import { authentication } from './authentication.js';
import { closing } from './closing.js';
import { compatibility } from './compatibility.js';
import { connectionArrival } from './connection-arrival.js';
import type { Pattern } from './define.js';
import { dhGroupExchange } from './dh-group-exchange.js';
import { disconnectReceived } from './disconnect-received.js';
import { disconnectSent, tooManyFailures } from './disconnect-sent.js';
import { identificationBad } from './identification-bad.js';
import { identificationMissing } from './identification-missing.js';
import { identification } from './identification.js';
import { kexErrors } from './kex-errors.js';
import { kexProgress } from './kex-progress.js';
import { kexResult } from './kex-result.js';
import { kexinit } from './kexinit.js';
import { majorMismatch } from './major-mismatch.js';
import { negotiationFailure } from './negotiation-failure.js';
import { packetErrors } from './packet-errors.js';
import { processes } from './processes.js';
import { serverLifecycle } from './server-lifecycle.js';
import { strictKex } from './strict-kex.js';
import { timeouts } from './timeouts.js';
import { transport } from './transport.js';

/** One list of wordings per topic. A new topic is a new line here. */
export const topics: readonly (readonly Pattern[])[] = [
  connectionArrival,
  identification,
  identificationMissing,
  identificationBad,
  majorMismatch,
  compatibility,
  kexinit,
  kexResult,
  kexProgress,
  kexErrors,
  negotiationFailure,
  dhGroupExchange,
  strictKex,
  authentication,
  tooManyFailures,
  closing,
  disconnectReceived,
  disconnectSent,
  timeouts,
  transport,
  packetErrors,
  processes,
  serverLifecycle,
];
