import { NEWEST_RELEASE, OLDEST_RELEASE, parseRelease } from '../openssh/version.js';
import type { AnalyzerOptions } from '../pipeline/analyzer.js';
import { toSessionRow } from '../pipeline/session-row.js';
import type { SessionRow } from '../report/session.js';
import { type LogEvent, toLogEvent } from './event.js';

/** What is known about a log, what of it is wanted, and who is told while it is read. */
export interface LogOptions extends Pick<AnalyzerOptions, 'filter' | 'year' | 'timezone' | 'thresholds' | 'isTrusted'> {
  /** The release that wrote the log, such as `7.4` or `9.2p1`, where you know better than the log. */
  openssh?: string;
  /** Called for each message of sshd, in the order of the log. */
  onEvent?: (event: LogEvent) => void;
  /** Called for each connection when nothing more can come from it. */
  onSession?: (session: SessionRow) => void;
}

/** @throws RangeError for a release that is none */
export function toAnalyzerOptions({ openssh, onEvent, onSession, ...rest }: LogOptions): AnalyzerOptions {
  const release = openssh === undefined ? undefined : parseRelease(openssh);
  if (openssh !== undefined && release === undefined) {
    throw new RangeError(`openssh: ${JSON.stringify(openssh)} is no release; give one from ${OLDEST_RELEASE} to ${NEWEST_RELEASE}, such as 7.4 or 9.2p1`);
  }
  return {
    ...rest,
    ...(release !== undefined && { openssh: release }),
    ...(onEvent && { onEvent: (event) => onEvent(toLogEvent(event)) }),
    ...(onSession && { onConnectionEnd: (...ended) => onSession(toSessionRow(...ended)) }),
  };
}
