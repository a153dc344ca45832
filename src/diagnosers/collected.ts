import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FindingMeta } from '../finding.js';
import { addName, type Counts, noCounts, removeName, topNames } from './counts.js';
import type { Problem } from './diagnoser.js';
import { addExhibit, type Exhibits, noExhibits, removeExhibits } from './exhibits.js';
import { noOccurrences, type Occurrences, type OccurrencesTable } from './occurrences.js';
import { type Addition, completed, type Entry, type Ledger, MAX_ADDITIONS, namesOf } from './revision.js';
import { createSharedNext, type SharedNext } from './shared-next.js';

/** Bounds of a finding; what is beyond is counted in `omitted`. */
const MAX_NAMES = 300;
/** An attack tries names without end, and the first hundred say what list it has. */
const MAX_USERS = 100;
const MAX_AFFECTED = 100;
const MAX_VARIANTS = 5;

/** What is kept of a problem: not the connection and the lines, which would keep their input alive. */
export type Kept = Omit<Problem, 'proofs' | 'connection'>;

export interface Collected {
  /** In the order in which they began, from 0. */
  number: number;
  fingerprint: string;
  meta: FindingMeta;
  problem: Kept;
  /** Undefined where no proposals are in the log. */
  next: SharedNext | undefined;
  count: number;
  attempts: number;
  firstTime: number | undefined;
  lastTime: number | undefined;
  sources: Counts;
  users: Counts;
  clients: Counts;
  evidence: Exhibits;
  affected: Occurrences;
  /** Beyond that of the problem; undefined where there are none, as mostly. */
  variants: string[] | undefined;
  /** Of other logs; undefined where there are none. */
  additions: Addition[] | undefined;
}

/** Node's own hash takes longer to load than a short log to read. */
function fingerprintOf(key: string): string {
  return bytesToHex(sha256(utf8ToBytes(key)).subarray(0, 8));
}

/** A finding of which nothing is counted yet. @param key what its fingerprint is made of: the same in every run */
export function begin(meta: FindingMeta, problem: Problem, number: number, key: string): Collected {
  return {
    number, fingerprint: fingerprintOf(key), meta, problem: keep(problem), next: undefined, count: 0, attempts: 0,
    firstTime: undefined, lastTime: undefined,
    sources: noCounts(), users: noCounts(), clients: noCounts(),
    evidence: noExhibits(), affected: noOccurrences(), variants: undefined, additions: undefined,
  };
}

function keep({ proofs, connection, ...kept }: Problem): Kept {
  return kept;
}

/** @returns whether it may be the first from its address */
export function include(collected: Collected, problem: Problem, table: OccurrencesTable, ledger: Ledger<Collected> | undefined): boolean {
  const { record } = problem.proofs[0];
  const { connection } = problem;
  const attempts = problem.attempts ?? record.repeat;
  collected.attempts += attempts;
  const entry = connection && ledger?.note(connection, collected, collected.meta, problem, attempts);
  const { time } = record;
  if (time !== undefined) {
    if (collected.firstTime === undefined || time < collected.firstTime) collected.firstTime = time;
    if (collected.lastTime === undefined || time > collected.lastTime) collected.lastTime = time;
  }
  for (const proof of problem.proofs) addExhibit(collected.evidence, proof);
  if (problem.variant !== undefined && problem.variant !== collected.problem.variant) addVariant(collected, problem.variant);
  // A connection with several tries counts once.
  if (connection && !problem.once) {
    if (connection.countedIn?.includes(collected)) return false;
    if (connection.countedIn) connection.countedIn.push(collected);
    else connection.countedIn = [collected];
  }
  collected.count++;
  const isKnownSource = connection?.ip !== undefined && addName(collected.sources, connection.ip, MAX_NAMES);
  if (connection?.user !== undefined) addName(collected.users, connection.user, MAX_USERS);
  if (connection?.client !== undefined) addName(collected.clients, connection.client, MAX_NAMES);
  const own = collected.affected.count < MAX_AFFECTED ? table.add(collected.affected, problem) : undefined;
  if (entry && connection) entry.counted = namesOf(connection, own);
  if (problem.replayed && problem.negotiation) (collected.next ??= createSharedNext()).add(problem.negotiation.next);
  if (tellsMore(problem, collected.problem)) collected.problem = keep(problem);
  return !isKnownSource;
}

function addVariant(collected: Collected, variant: string): void {
  const known = variantsOf(collected);
  if (known.length < MAX_VARIANTS && !known.includes(variant)) (collected.variants ??= []).push(variant);
}

/** What its occurrences differ in, that of the first one first. */
export function variantsOf({ problem, variants = [] }: Collected): string[] {
  return problem.variant === undefined ? variants : [problem.variant, ...variants];
}

/** The opposite of `include`. */
export function exclude({ collected, proofs, lines, attempts, counted }: Entry<Collected>, table: OccurrencesTable): void {
  collected.attempts -= attempts;
  removeExhibits(collected.evidence, proofs, lines);
  if (!counted) return;
  collected.count--;
  if (counted.ip !== undefined) removeName(collected.sources, counted.ip);
  if (counted.user !== undefined) removeName(collected.users, counted.user);
  if (counted.client !== undefined) removeName(collected.clients, counted.client);
  if (counted.occurrence !== undefined) table.takeOut(collected.affected, counted.occurrence);
  // Times that are not kept any more cannot be put in the place of its own.
  if (collected.affected.count < collected.count) return;
  const times = table.times(collected.affected);
  collected.firstTime = times.length > 0 ? Math.min(...times) : undefined;
  collected.lastTime = times.length > 0 ? Math.max(...times) : undefined;
}

/** Takes over what another log knows, within bounds. */
export function supplement(collected: Collected, addition: Addition): void {
  const additions = (collected.additions ??= []);
  if (additions.length >= MAX_ADDITIONS) return;
  additions.push(addition);
  for (const proof of addition.proofs) addExhibit(collected.evidence, proof);
  if (addition.client !== undefined && topNames(collected.clients).length === 0) addName(collected.clients, addition.client, MAX_NAMES);
  const { negotiation } = collected.problem;
  if (negotiation && addition.negotiation) collected.problem = { ...collected.problem, negotiation: completed(negotiation, addition.negotiation) };
}

function tellsMore(a: Problem, b: Kept): boolean {
  return b.negotiation?.direction === 'unknown' && a.negotiation !== undefined && a.negotiation.direction !== 'unknown';
}
