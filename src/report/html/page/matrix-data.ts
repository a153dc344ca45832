import type { Finding, ListMismatch } from '../../../finding.js';
import { ALGORITHM_KINDS } from '../../../openssh/algorithm-types.js';
import type { Agreements, Overview } from '../overview.js';

export type Kind = ListMismatch['kind'];
/** `clash`: offered, but not accepted; `gap`: accepted, but not offered; `match`: both; `agreed`: in use. */
export type Cell = { state: 'none' | 'offered' | 'clash' | 'gap' | 'match' } | { state: 'agreed'; count: number };

export interface MatrixRow {
  /** Software of the first client, else its address. */
  name: string | undefined;
  /** Further clients, or addresses, of which the row tells as well. */
  others: number;
  /** Connections. */
  count: number;
  /** One for each algorithm; undefined where the log lacks what the client offers. */
  cells: Cell[] | undefined;
  failed: boolean;
  /** It fails only once what fails before it is repaired. */
  next: boolean;
  /** Names that both lists have; undefined where the log lacks the server's. */
  common: number | undefined;
  direction: ListMismatch['direction'] | undefined;
}

/** One kind of algorithm on one server with one list: what it accepts, and what its clients offer. */
export interface Matrix {
  kind: Kind;
  host: string | undefined;
  algorithms: string[];
  /** Undefined where the log does not show it. */
  accepts: Set<string> | undefined;
  rows: MatrixRow[];
  /** Rows and algorithms for which there is no room. */
  moreRows: number;
  moreAlgorithms: number;
}

const MAX_ROWS = 20;
const MAX_COLUMNS = 28;

interface Failure {
  mismatch: ListMismatch;
  finding: Finding;
  next: boolean;
}

/** Clients against algorithms, one matrix for each list of a server; those come first in which most is known to fail. */
export function matrices(findings: readonly Finding[], { agreements }: Overview): Matrix[] {
  const groups = new Map<string, { kind: Kind; host: string | undefined; failures: Failure[]; agreements: Agreements[] }>();
  const groupOf = (kind: Kind, host: string | undefined, list: readonly string[] | undefined) => {
    const key = JSON.stringify([kind, host, list]);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { kind, host, failures: [], agreements: [] }));
    return group;
  };
  for (const finding of findings) {
    for (const [i, mismatch] of (finding.negotiation ? [finding.negotiation, ...finding.negotiation.next] : []).entries()) {
      groupOf(mismatch.kind, finding.host, mismatch.serverOffer).failures.push({ mismatch, finding, next: i > 0 });
    }
  }
  for (const entry of agreements) {
    for (const kind of ALGORITHM_KINDS) {
      if (!entry.agreed[kind]) continue;
      // A server may have changed its list: who agreed belongs to the one whose names it used.
      const fitting = [...groups.values()].find((group) => group.kind === kind && group.host === entry.host
        && entry.agreed[kind]?.some(({ name }) => group.failures.some(({ mismatch }) => mismatch.serverOffer?.includes(name))));
      (fitting ?? groupOf(kind, entry.host, undefined)).agreements.push(entry);
    }
  }
  return [...groups.values()].map(toMatrix).sort((a, b) => Number(b.accepts !== undefined) - Number(a.accepts !== undefined) || failures(b) - failures(a) || ALGORITHM_KINDS.indexOf(a.kind) - ALGORITHM_KINDS.indexOf(b.kind));
}

/** Connections that fail in a matrix. */
export function failures({ rows }: Matrix): number {
  return rows.reduce((sum, { failed, next, count }) => sum + (failed && !next ? Math.max(1, count) : failed ? 0.001 : 0), 0);
}

function toMatrix({ kind, host, failures: failed, agreements }: { kind: Kind; host: string | undefined; failures: Failure[]; agreements: Agreements[] }): Matrix {
  const server = failed[0]?.mismatch.serverOffer;
  const offers = new Map<string, number>();
  for (const { mismatch } of failed) for (const name of mismatch.clientOffer ?? []) offers.set(name, (offers.get(name) ?? 0) + 1);
  for (const { agreed } of agreements) for (const { name } of agreed[kind] ?? []) offers.set(name, (offers.get(name) ?? 0) + 1);
  const others = [...offers].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const all = [...new Set([...(server ?? []), ...others])];
  const algorithms = all.slice(0, MAX_COLUMNS);
  const accepts = server && new Set(server);
  const rows = [...failed.map((failure) => failedRow(failure, algorithms, accepts)), ...agreements.map((entry) => agreedRow(entry, kind, algorithms))];
  return {
    kind, host, algorithms, accepts, rows: rows.slice(0, MAX_ROWS),
    moreRows: Math.max(0, rows.length - MAX_ROWS), moreAlgorithms: all.length - algorithms.length,
  };
}

function failedRow({ mismatch, finding, next }: Failure, algorithms: readonly string[], accepts: ReadonlySet<string> | undefined): MatrixRow {
  const { clients, sources, count, omitted } = finding;
  const offer = mismatch.clientOffer && new Set(mismatch.clientOffer);
  const names = clients.length > 0 ? clients.length + omitted.clients : sources.length + omitted.sources;
  return {
    name: clients[0]?.name ?? sources[0]?.ip, others: Math.max(0, names - 1), count, failed: true, next, direction: mismatch.direction,
    common: accepts && offer && [...offer].filter((name) => accepts.has(name)).length,
    cells: offer && algorithms.map((name) => ({ state: stateOf(offer.has(name), accepts?.has(name)) })),
  };
}

function stateOf(offered: boolean, accepted: boolean | undefined): Exclude<Cell['state'], 'agreed'> {
  if (offered && accepted) return 'match';
  if (offered) return accepted === false ? 'clash' : 'offered';
  return accepted ? 'gap' : 'none';
}

function agreedRow({ client, connections, agreed }: Agreements, kind: Kind, algorithms: readonly string[]): MatrixRow {
  const counts = new Map(agreed[kind]?.map(({ name, count }) => [name, count]));
  return {
    name: client, others: 0, count: connections, failed: false, next: false, direction: undefined, common: undefined,
    cells: algorithms.map((name): Cell => {
      const count = counts.get(name);
      return count === undefined ? { state: 'none' } : { state: 'agreed', count };
    }),
  };
}
