import type { Server } from '../connections/server.js';
import { asUnicode } from '../connections/text.js';
import type { ServerReport } from '../finding.js';

/** A server as the report names it; `openssh` is absent where the log tells nothing of the release. */
export function toServerReport({ host, exact, range, evidence, logLevel, logLevelEvidence }: Server): ServerReport {
  return {
    ...(host !== undefined && { host: asUnicode(host) }),
    ...(evidence !== undefined && { openssh: { ...range, ...(exact !== undefined && { exact }), evidence } }),
    logLevel,
    ...(logLevelEvidence !== undefined && { logLevelEvidence }),
  };
}
