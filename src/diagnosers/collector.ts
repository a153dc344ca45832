import { createHash } from 'node:crypto';
import { asUnicode, copyText } from '../connections/text.js';
import { type Affected, type Evidence, type Finding, type FindingMeta, SEVERITIES } from '../finding.js';
import { absorb, addAttacker, type Attackers } from './absorb.js';
import { createCounts, type Counts } from './counts.js';
import type { Problem, Proof, Seen } from './diagnoser.js';
import { createSharedNext, type SharedNext } from './shared-next.js';

/** Bounds of a finding; what is beyond is counted in `omitted`. */
export const MAX_NAMES = 1000;
export const MAX_AFFECTED = 100;
const FIRST_EVIDENCE = 3;
const LAST_EVIDENCE = 2;
/** An evidence text is at most this long; the line it comes from can be read in the file. */
const MAX_EVIDENCE_TEXT = 1024;
/**
 * Findings of one code that are kept; beyond it new ones are only counted. An attacker can offer a new list every time, and
 * must not push out findings of other codes with it.
 */
export const MAX_FINDINGS = 250;

/** What is kept of a problem: not the connection and the lines, which would keep their input alive. */
type Kept = Omit<Problem, 'proofs' | 'connection'>;

interface Collected {
  fingerprint: string;
  meta: FindingMeta;
  problem: Kept;
  next: SharedNext;
  count: number;
  attempts: number;
  firstTime: number | undefined;
  lastTime: number | undefined;
  sources: Counts;
  users: Counts;
  clients: Counts;
  first: Evidence[];
  last: Evidence[];
  evidence: number;
  affected: Affected[];
  affectedCount: number;
}

export interface Collector {
  add(meta: FindingMeta, problem: Problem): void;
  /** All findings so far: by severity, count, code, fingerprint. */
  findings(): Finding[];
  /** Findings as they are now, by what `changed` calls them. */
  pick(keys: Iterable<string>): Map<string, Finding>;
  /** Counts something for which there was no room elsewhere. */
  leaveOut(): void;
  /** Problems for which there was no room. */
  omitted(): number;
}

export interface CollectorOptions {
  /** Where the name of each finding is put to which something was added; for a log that is still written. */
  changed?: Set<string>;
  /** Gives a key its real names back where they are redacted: a fingerprint is the same in every run. */
  restore?: (key: string) => string;
}

export function createCollector({ changed, restore = (key) => key }: CollectorOptions = {}): Collector {
  const all = new Map<string, Collected>();
  const perCode = new Map<string, number>();
  let omitted = 0;

  /** So far, where that is asked for while the log is still read. */
  const attackers: Attackers = new Map();

  function allAttackers(): Attackers {
    const found: Attackers = new Map();
    for (const { meta, problem, sources, fingerprint } of all.values()) {
      if (meta.category === 'attack') for (const { name } of sources.top()) addAttacker(found, hostOf(problem), name, fingerprint);
    }
    return found;
  }

  return {
    add(meta, problem) {
      const key = `${meta.code}\n${problem.host ?? ''}\n${problem.key}`;
      let collected = all.get(key);
      if (!collected) {
        const found = perCode.get(meta.code) ?? 0;
        if (found >= MAX_FINDINGS) {
          omitted++;
          return;
        }
        perCode.set(meta.code, found + 1);
        all.set(key, (collected = begin(meta, problem, restore(key))));
      }
      include(collected, problem);
      if (!changed) return;
      changed.add(key);
      if (meta.category === 'attack' && problem.connection?.ip !== undefined) addAttacker(attackers, hostOf(problem), problem.connection.ip, collected.fingerprint);
    },
    leaveOut() {
      omitted++;
    },
    findings: () => absorb([...all.values()].map(finish), allAttackers()).sort(byImportance),
    pick(keys) {
      const picked = [...keys].flatMap((key) => {
        const collected = all.get(key);
        return collected ? [{ key, finding: finish(collected) }] : [];
      });
      const absorbed = absorb(picked.map(({ finding }) => finding), attackers);
      return new Map(picked.map(({ key, finding }, i) => [key, absorbed[i] ?? finding]));
    },
    omitted: () => omitted,
  };
}

function begin(meta: FindingMeta, problem: Problem, key: string): Collected {
  return {
    fingerprint: createHash('sha256').update(key).digest('hex').slice(0, 16), meta, problem: keep(problem), next: createSharedNext(), count: 0, attempts: 0,
    firstTime: undefined, lastTime: undefined,
    sources: createCounts(MAX_NAMES), users: createCounts(MAX_NAMES), clients: createCounts(MAX_NAMES),
    first: [], last: [], evidence: 0, affected: [], affectedCount: 0,
  };
}

function keep({ proofs, connection, ...kept }: Problem): Kept {
  return kept;
}

function include(collected: Collected, problem: Problem): void {
  const { record } = problem.proofs[0];
  const { connection } = problem;
  collected.attempts += problem.attempts ?? record.repeat;
  if (record.time !== undefined) {
    collected.firstTime = Math.min(collected.firstTime ?? record.time, record.time);
    collected.lastTime = Math.max(collected.lastTime ?? record.time, record.time);
  }
  for (const proof of problem.proofs) keepEvidence(collected, proof);
  // A connection with several tries counts once.
  if (connection) {
    connection.countedIn ??= new Set();
    if (connection.countedIn.has(collected)) return;
    connection.countedIn.add(collected);
  }
  collected.count++;
  if (connection?.ip !== undefined) collected.sources.add(connection.ip);
  if (connection?.user !== undefined) collected.users.add(connection.user);
  if (connection?.client !== undefined) collected.clients.add(connection.client);
  collected.affectedCount++;
  if (collected.affected.length < MAX_AFFECTED) collected.affected.push(affected(problem));
  if (problem.replayed && problem.negotiation) collected.next.add(problem.negotiation.next);
  if (tellsMore(problem, collected.problem)) collected.problem = keep(problem);
}

function tellsMore(a: Problem, b: Kept): boolean {
  return b.negotiation?.direction === 'unknown' && a.negotiation !== undefined && a.negotiation.direction !== 'unknown';
}

function keepEvidence(collected: Collected, proof: Proof): void {
  collected.evidence++;
  if (collected.first.length < FIRST_EVIDENCE) {
    collected.first.push(evidence(proof));
    return;
  }
  collected.last.push(evidence(proof));
  if (collected.last.length > LAST_EVIDENCE) collected.last.shift();
}

function evidence({ record, look }: Proof): Evidence {
  const text = copyText(asUnicode(record.raw.slice(0, MAX_EVIDENCE_TEXT)));
  const wanted = asUnicode(look ?? record.text);
  const at = text.indexOf(wanted);
  const base = { file: record.file, line: record.line, text };
  if (at >= 0) return { ...base, mark: [at, at + wanted.length] };
  // The text goes on behind what is kept, or was put together from several lines.
  const start = text.indexOf(wanted.slice(0, 40));
  return start >= 0 ? { ...base, mark: [start, text.length] } : base;
}

function affected({ proofs: [{ record }], connection }: Problem): Affected {
  return {
    ...(record.host !== undefined && { host: asUnicode(record.host) }),
    ...(record.pid !== undefined && { pid: record.pid }),
    ...(connection?.ip !== undefined && { ip: connection.ip }),
    ...(connection?.port !== undefined && { port: connection.port }),
    ...(connection?.user !== undefined && { user: connection.user }),
    ...(record.time !== undefined && { time: new Date(record.time).toISOString() }),
    line: record.line,
  };
}

function finish(collected: Collected): Finding {
  const { meta, problem } = collected;
  const host = hostOf(problem);
  const sources = collected.sources.top();
  const clients = collected.clients.top();
  const negotiation = problem.negotiation && { ...problem.negotiation, next: collected.next.forAll() };
  const users = collected.users.top();
  const [first, ...rest] = [...collected.first, ...collected.last];
  if (!first) throw new Error(`${meta.code} has no evidence`);
  const times = {
    ...(collected.firstTime !== undefined && { firstSeen: new Date(collected.firstTime).toISOString() }),
    ...(collected.lastTime !== undefined && { lastSeen: new Date(collected.lastTime).toISOString() }),
  };
  const seen: Seen = {
    clients: clients.map(({ name }) => name),
    ips: sources.map(({ name }) => name),
    users: users.map(({ name }) => name),
    attempts: collected.attempts,
    affected: collected.affected,
    evidence: [first, ...rest],
    ...times,
    ...(negotiation && { negotiation }),
    nextForSome: collected.next.forSome(),
  };
  const advice = problem.advise(seen);
  return {
    code: meta.code,
    category: meta.category,
    severity: meta.severity,
    title: problem.title,
    summary: advice.summary,
    ...(host !== undefined && { host }),
    count: collected.count,
    attempts: collected.attempts,
    ...times,
    state: 'final',
    sources: sources.map(({ name, count }) => ({ ip: name, count })),
    users,
    clients,
    ...(negotiation && { negotiation }),
    evidence: [first, ...rest],
    causes: advice.causes,
    fixes: advice.fixes,
    unknowns: advice.unknowns,
    affected: collected.affected,
    omitted: {
      sources: collected.sources.omitted(),
      users: collected.users.omitted(),
      clients: collected.clients.omitted(),
      evidence: collected.evidence - 1 - rest.length,
      affected: collected.affectedCount - collected.affected.length,
    },
    fingerprint: collected.fingerprint,
  };
}

function hostOf({ host }: Kept): string | undefined {
  return host === undefined ? undefined : asUnicode(host);
}

export function byImportance(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.count - a.count ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : a.fingerprint < b.fingerprint ? -1 : 1)
  );
}
