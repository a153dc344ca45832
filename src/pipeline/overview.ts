import type { Connection } from '../connections/connection.js';
import { noOutcomes } from '../connections/outcome.js';
import type { Outcome, SshEvent } from '../events.js';
import type { Finding } from '../finding.js';
import { OUTCOME_GROUPS, type Overview } from '../report/html/overview.js';
import { createAgreements } from './agreements.js';
import { createBuckets } from './buckets.js';
import { createLanes } from './lanes.js';
import { createRanks } from './ranking.js';

const GROUPS = OUTCOME_GROUPS.length;
const SERIES = Object.fromEntries(OUTCOME_GROUPS.flatMap(({ outcomes }, i) => outcomes.map((outcome) => [outcome, i]))) as Record<Outcome, number>;

/** Gathers what the pictures of a page need; memory is bounded whatever the log holds. */
export interface OverviewCollector {
  event(event: SshEvent, connection: Connection | undefined): void;
  connectionEnded(connection: Connection, outcome: Outcome, code: string | undefined): void;
  /** @param findings those that the page shows, in its order */
  result(findings: readonly Finding[]): Overview;
}

export function createOverview(): OverviewCollector {
  const outcomes = noOutcomes();
  const buckets = createBuckets(GROUPS);
  const sources = createRanks(GROUPS);
  const users = createRanks(GROUPS);
  const agreements = createAgreements();
  const lanes = createLanes();
  let timeless = 0;

  return {
    event(event, connection) {
      if (connection) lanes.event(event, connection);
    },
    connectionEnded(connection, outcome, code) {
      const { firstTime, ip, user } = connection;
      const series = SERIES[outcome];
      outcomes[outcome]++;
      if (firstTime === undefined) timeless++;
      else buckets.add(firstTime, series);
      if (ip !== undefined) sources.add(ip, series);
      if (user !== undefined) users.add(user, series);
      agreements.add(connection);
      lanes.connectionEnded(connection, code);
    },
    result: (findings) => ({
      outcomes,
      timeline: { width: buckets.width(), buckets: buckets.all(), timeless },
      sources: sources.top(),
      users: users.top(),
      agreements: agreements.top(),
      lanes: lanes.of(findings),
    }),
  };
}
