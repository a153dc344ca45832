import { createHash } from 'node:crypto';
import { asUnicode } from '../connections/text.js';
import { type Affected, type Finding, type FindingMeta, SEVERITIES } from '../finding.js';
import { absorb, addAttacker, type Attackers } from './absorb.js';
import { createCounts, type Counts } from './counts.js';
import type { Problem, Seen } from './diagnoser.js';
import { addExhibit, type Exhibits, noExhibits, settleExhibits, toEvidence } from './exhibits.js';
import { createSharedNext, type SharedNext } from './shared-next.js';

/** Bounds of a finding; what is beyond is counted in `omitted`. */
export const MAX_NAMES = 300;
/** An attack tries names without end, and the first hundred say what list it has. */
export const MAX_USERS = 100;
export const MAX_AFFECTED = 100;
/** Problems whose lines are remembered elsewhere, until these lines are taken over: long before they are forgotten there. */
const SETTLE = 2048;
/**
 * Findings of one code that are kept; beyond it new ones are only counted. An attacker can offer a new list every time, and
 * must not push out findings of other codes with it.
 */
export const MAX_FINDINGS = 250;

/** What is kept of a problem: not the connection and the lines, which would keep their input alive. */
type Kept = Omit<Problem, 'proofs' | 'connection'>;

interface Collected {
  /** In the order in which they began, from 0. */
  number: number;
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
  evidence: Exhibits;
  affected: Occurrence[];
}

/** `Affected` before it is written out, which only what is printed needs: times in milliseconds, unknown is undefined. */
interface Occurrence {
  host: string | undefined;
  pid: number | undefined;
  ip: string | undefined;
  port: number | undefined;
  user: string | undefined;
  time: number | undefined;
  line: number;
}

interface OfCode {
  /** How many. */
  findings: number;
  /** By host, then by key. */
  byHost: Map<string, Map<string, Collected>>;
}

export interface Collector {
  add(meta: FindingMeta, problem: Problem): void;
  /** All findings so far: by severity, count, code, fingerprint. */
  findings(): Finding[];
  /** Findings as they are now, by the numbers that `changed` has. */
  pick(numbers: Iterable<number>): Map<number, Finding>;
  /** Counts something for which there was no room elsewhere. */
  leaveOut(): void;
  /** Problems for which there was no room. */
  omitted(): number;
}

export interface CollectorOptions {
  /** Where the number of each finding is put to which something was added; for a log that is still written. */
  changed?: Set<number>;
  /** Gives a key its real names back where they are redacted: a fingerprint is the same in every run. */
  restore?: (key: string) => string;
}

export function createCollector({ changed, restore = (key) => key }: CollectorOptions = {}): Collector {
  const all: Collected[] = [];
  const byCode = new Map<string, OfCode>();
  let omitted = 0;

  const attackers: Attackers = new Map();
  let unsettled = 0;

  /** Lines that are remembered elsewhere are forgotten there in time. */
  function settleEvidence(): void {
    for (const { evidence } of all) settleExhibits(evidence);
    unsettled = 0;
  }

  function ofCode(code: string): OfCode {
    let found = byCode.get(code);
    if (!found) byCode.set(code, (found = { findings: 0, byHost: new Map() }));
    return found;
  }

  return {
    add(meta, problem) {
      const found = ofCode(meta.code);
      const host = problem.host ?? '';
      let collected = found.byHost.get(host)?.get(problem.key);
      if (!collected) {
        if (found.findings >= MAX_FINDINGS) {
          omitted++;
          return;
        }
        found.findings++;
        all.push((collected = begin(meta, problem, all.length, restore(`${meta.code}\n${host}\n${problem.key}`))));
        const ofHost = found.byHost.get(host);
        if (ofHost) ofHost.set(problem.key, collected);
        else found.byHost.set(host, new Map([[problem.key, collected]]));
      }
      const isNewSource = include(collected, problem);
      const ip = problem.connection?.ip;
      if (isNewSource && meta.category === 'attack' && ip !== undefined) addAttacker(attackers, hostOf(problem), ip, collected.fingerprint);
      if (problem.proofs[0].recall && ++unsettled >= SETTLE) settleEvidence();
      changed?.add(collected.number);
    },
    leaveOut() {
      omitted++;
    },
    findings: () => absorb(all.map(finish), attackers).sort(byImportance),
    pick(numbers) {
      const picked = [...numbers].flatMap((number) => all[number] ?? []);
      const findings = absorb(picked.map(finish), attackers);
      return new Map(findings.map((finding, i) => [picked[i]?.number ?? i, finding]));
    },
    omitted: () => omitted,
  };
}

function begin(meta: FindingMeta, problem: Problem, number: number, key: string): Collected {
  return {
    number, fingerprint: createHash('sha256').update(key).digest('hex').slice(0, 16), meta, problem: keep(problem), next: createSharedNext(), count: 0, attempts: 0,
    firstTime: undefined, lastTime: undefined,
    sources: createCounts(MAX_NAMES), users: createCounts(MAX_USERS), clients: createCounts(MAX_NAMES),
    evidence: noExhibits(), affected: [],
  };
}

function keep({ proofs, connection, ...kept }: Problem): Kept {
  return kept;
}

/** @returns whether it may be the first from its address */
function include(collected: Collected, problem: Problem): boolean {
  const { record } = problem.proofs[0];
  const { connection } = problem;
  collected.attempts += problem.attempts ?? record.repeat;
  const { time } = record;
  if (time !== undefined) {
    if (collected.firstTime === undefined || time < collected.firstTime) collected.firstTime = time;
    if (collected.lastTime === undefined || time > collected.lastTime) collected.lastTime = time;
  }
  for (const proof of problem.proofs) addExhibit(collected.evidence, proof);
  // A connection with several tries counts once.
  if (connection && !problem.once) {
    if (connection.countedIn?.includes(collected)) return false;
    if (connection.countedIn) connection.countedIn.push(collected);
    else connection.countedIn = [collected];
  }
  collected.count++;
  const isKnownSource = connection?.ip !== undefined && collected.sources.add(connection.ip);
  if (connection?.user !== undefined) collected.users.add(connection.user);
  if (connection?.client !== undefined) collected.clients.add(connection.client);
  if (collected.affected.length < MAX_AFFECTED) collected.affected.push(occurrence(problem, collected.affected.at(-1)));
  if (problem.replayed && problem.negotiation) collected.next.add(problem.negotiation.next);
  if (tellsMore(problem, collected.problem)) collected.problem = keep(problem);
  return !isKnownSource;
}

function tellsMore(a: Problem, b: Kept): boolean {
  return b.negotiation?.direction === 'unknown' && a.negotiation !== undefined && a.negotiation.direction !== 'unknown';
}

/** @param before the one before it, which mostly has the same host and address: one copy of them serves a hundred. */
function occurrence({ proofs: [{ record }], connection }: Problem, before: Occurrence | undefined): Occurrence {
  const { host, pid, time, line } = record;
  const { ip, port, user } = connection ?? {};
  return {
    host: before?.host === host ? before?.host : host, pid, ip: before?.ip === ip ? before?.ip : ip, port,
    user: before?.user === user ? before?.user : user, time, line,
  };
}

function affected({ host, pid, ip, port, user, time, line }: Occurrence): Affected {
  // There are a hundred of these in each finding: one by one is several times faster than to spread what is known.
  const written: Partial<Affected> = {};
  if (host !== undefined) written.host = asUnicode(host);
  if (pid !== undefined) written.pid = pid;
  if (ip !== undefined) written.ip = ip;
  if (port !== undefined) written.port = port;
  if (user !== undefined) written.user = user;
  if (time !== undefined) written.time = new Date(time).toISOString();
  written.line = line;
  return written as Affected;
}

function finish(collected: Collected): Finding {
  const { meta, problem } = collected;
  const host = hostOf(problem);
  const sources = collected.sources.top();
  const clients = collected.clients.top();
  const negotiation = problem.negotiation && { ...problem.negotiation, next: collected.next.forAll() };
  const users = collected.users.top();
  const [first, ...rest] = toEvidence(collected.evidence);
  const occurrences = collected.affected.map(affected);
  if (!first) throw new Error(`${meta.code} has no evidence`);
  const times = {
    ...(collected.firstTime !== undefined && { firstSeen: new Date(collected.firstTime).toISOString() }),
    ...(collected.lastTime !== undefined && { lastSeen: new Date(collected.lastTime).toISOString() }),
  };
  const seen: Seen = {
    clients: clients.map(({ name }) => name),
    ips: sources.map(({ name }) => name),
    users: users.map(({ name }) => name),
    moreUsers: collected.users.omitted() > 0,
    moreIps: collected.sources.omitted() > 0,
    attempts: collected.attempts,
    affected: occurrences,
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
    ...(negotiation && { negotiation: advice.negotiation ?? negotiation }),
    evidence: [first, ...rest],
    causes: advice.causes,
    fixes: advice.fixes,
    unknowns: advice.unknowns,
    affected: occurrences,
    omitted: {
      sources: collected.sources.omitted(),
      users: collected.users.omitted(),
      clients: collected.clients.omitted(),
      evidence: collected.evidence.total - 1 - rest.length,
      affected: collected.count - occurrences.length,
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
