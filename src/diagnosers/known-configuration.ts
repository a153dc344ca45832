import type { AlgorithmKind } from '../events.js';
import type { Finding } from '../finding.js';
import type { ReleaseRange } from '../openssh/version.js';

/** What the server's configuration tells, where it is known: what was given, or what the log shows of it. */
export interface KnownConfiguration {
  /** Whether it is known of this host. */
  knows(host: string | undefined): boolean;
  /**
   * The list that the server proposes; undefined where that cannot be told.
   * @param host of the log, as a configuration in a log is that of its host
   * @param range of releases that the server may have: defaults differ
   */
  offer(host: string | undefined, kind: AlgorithmKind, range: ReleaseRange): readonly string[] | undefined;
  /**
   * The finding with what the configuration says about it, and its fixes fitted to the lines that are there.
   * @param realName what stands behind a pseudonym
   */
  fit(finding: Finding, range: ReleaseRange, realName: (name: string) => string): Finding;
}
