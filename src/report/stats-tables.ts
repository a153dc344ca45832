import type { Census, NamedCount, Stats } from './stats.js';

/** One table of the statistics: names with how often they came. */
export interface StatsTable {
  /** What is counted, such as `failed tries: users`. */
  title: string;
  rows: readonly NamedCount[];
  /** Names that the table has no room for. */
  omitted: number;
}

/** The statistics as tables, in the order of the report for people; those without a row are left out. */
export function statsTables(stats: Stats): StatsTable[] {
  const { connections, attempts, logins, negotiationFailures, listener, sftp, algorithms } = stats;
  const { total, withoutAddress, sources, clients, ...outcomes } = connections;
  const { users: sftpUsers, ...sftpTotals } = sftp;
  const { connections: withAlgorithms, ...lists } = algorithms;
  const tables = [
    counts('connections', { total, ...outcomes, 'without address': withoutAddress }),
    census('connections: sources', sources),
    census('connections: clients', clients),
    counts('logins', { accepted: logins.accepted, ...prefixed('by ', logins.byMethod), 'with a certificate': logins.certificates }),
    census('logins: users', logins.users),
    census('logins: sources', logins.sources),
    counts('logins: sources that also failed', { sources: logins.fromSourcesWithFailures }),
    counts('failed tries', { failed: attempts.failed, ...prefixed('by ', attempts.byMethod) }),
    census('failed tries: users', attempts.users),
    census('failed tries: users that do not exist', attempts.invalidUsers),
    census('failed tries: sources', attempts.sources),
    counts('failed negotiations', { total: negotiationFailures.total, ...negotiationFailures.byKind }),
    counts('turned away by the listener', { ...listener.refused, 'times of throttling': listener.throttling.episodes, 'dropped by throttling': listener.throttling.dropped }),
    counts('sftp', { ...sftpTotals }),
    census('sftp: users', sftpUsers),
    counts('algorithms', { connections: withAlgorithms }),
    ...Object.entries(lists).map(([kind, names]) => census(`algorithms: ${kind}`, names)),
    counts('logins by hour (UTC)', Object.fromEntries(stats.timeline.map(({ time, accepted }) => [time, accepted]))),
    counts('failed tries by hour (UTC)', Object.fromEntries(stats.timeline.map(({ time, failed }) => [time, failed]))),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function counts(title: string, of: Record<string, number>): StatsTable {
  return { title, rows: Object.entries(of).filter(([, count]) => count > 0).map(([name, count]) => ({ name, count })), omitted: 0 };
}

function census(title: string, { distinct, top }: Census): StatsTable {
  return { title, rows: top, omitted: distinct - top.length };
}

function prefixed(prefix: string, of: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(of).map(([name, count]) => [prefix + name, count]));
}
