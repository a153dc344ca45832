import { createConnectionNotes } from '../diagnosers/connection-notes.js';
import { ABOUT_MANY, type Collector } from '../diagnosers/collector.js';
import type { DiagnoserContext, Problem } from '../diagnosers/diagnoser.js';
import type { FindingMeta } from '../finding.js';
import { createSuspicions, type Suspicions } from './suspicions.js';

/** What diagnosers know that is not in the log. */
export type Known = Pick<DiagnoserContext, 'thresholds' | 'configuration' | 'isTrusted'>;

/** What the diagnosers of one analysis tell, and have in common. */
export interface DiagnoserContexts {
  of(meta: FindingMeta): DiagnoserContext;
  suspicions: Suspicions;
  /** A problem that stands by itself, or the reason of a connection. */
  add(meta: FindingMeta, problem: Problem): void;
}

/** @param wanted whether what is about a party is reported; filters stand in front of the collector so that counts agree with them */
export function createDiagnoserContexts(known: Known, collector: Collector, wanted: (party: Problem['connection']) => boolean): DiagnoserContexts {
  const suspicions = createSuspicions();
  const inCommon = new Map<() => unknown, unknown>();

  function add(meta: FindingMeta, problem: Problem): void {
    const { connection } = problem;
    if (connection && connection.blamed === undefined && !ABOUT_MANY.has(meta.category)) connection.blamed = meta.code;
    if (wanted(problem.connection)) collector.add(meta, problem);
  }

  return {
    suspicions,
    add,
    of: (meta) => ({
      ...known,
      report: (problem) => add(meta, problem),
      hasRoom: (host, key) => collector.hasRoom(meta, host, key),
      leaveOut(party) {
        if (!party || wanted(party)) collector.leaveOut();
      },
      suspect: (connection, weight, problem) => suspicions.add(connection, meta, weight, problem),
      suspectAgain: (connection, key, proof, attempts) => suspicions.again(connection, meta, key, proof, attempts),
      isOutweighed: (connection, weight) => suspicions.isOutweighed(connection, meta, weight),
      perConnection: createConnectionNotes,
      shared<T>(make: () => T) {
        if (!inCommon.has(make)) inCommon.set(make, make());
        return inCommon.get(make) as T;
      },
    }),
  };
}
