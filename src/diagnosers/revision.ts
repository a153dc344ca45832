import { copyText } from '../connections/text.js';
import type { Finding, FindingMeta, Fix, Negotiation } from '../finding.js';
import type { Proof, Problem } from './diagnoser.js';
import { keepShown } from './exhibits.js';

/** Additions that one finding takes; more of them would bury what it says itself. */
export const MAX_ADDITIONS = 5;

/** What one connection has added to a finding, while it can still be taken back. */
export interface Told {
  readonly meta: FindingMeta;
  /** Its last occurrence. */
  readonly problem: Problem;
  /** Lines of the connection, in order: the first ones and the last ones. */
  readonly proofs: readonly Proof[];
  /** How many lines there were. */
  readonly lines: number;
  readonly attempts: number;
}

/** What another log knows of a connection that a finding tells of. */
export interface Addition {
  causes: readonly string[];
  /** Those that the finding has already are left out. */
  fixes: readonly Fix[];
  /** Lines of the other log. */
  proofs: readonly Proof[];
  /** Software of the client, where its own log names it. */
  client?: string | undefined;
  /** Lists of the negotiation that the finding may lack. */
  negotiation?: Negotiation | undefined;
}

/** Findings that a second look at single connections can change, once all logs have been read. */
export interface Revision {
  /** What the connection is told of in, in the order of the log. */
  of(party: object): readonly Told[];
  /** The finding as it is now. */
  finding(told: Told): Finding;
  /** The connection is told of elsewhere: it is taken out, and the finding with it where nothing is left of that. */
  withdraw(told: Told): void;
  add(told: Told, addition: Addition): void;
}

/** A finding with what the other logs add to it. */
export function withAdditions(finding: Finding, additions: readonly Addition[]): Finding {
  // The client's own log has the names for which the server's has but placeholders.
  const isOfAll = finding.count <= additions.length;
  const closer = isOfAll ? additions.flatMap((addition) => addition.fixes) : [];
  const kept = finding.fixes.map((fix) => closer.find((other) => alike(fix) !== undefined && alike(other) === alike(fix)) ?? fix);
  const own = new Set(kept.map(sameFix));
  const fixes = additions.flatMap((addition) => addition.fixes).filter((fix) => !own.has(sameFix(fix)) && own.add(sameFix(fix)));
  return { ...finding, causes: [...new Set([...additions.flatMap(({ causes }) => causes), ...finding.causes])], fixes: [...kept, ...fixes] };
}

/** The negotiation with the lists that the other side's log has. */
export function completed(own: Negotiation, other: Negotiation): Negotiation {
  if (own.kind !== other.kind || (own.clientOffer && own.serverOffer && !own.offerTruncated)) return own;
  const isTruncated = (side: 'client' | 'server') => own.truncated?.includes(side) ?? false;
  const clientOffer = own.clientOffer && !isTruncated('client') ? own.clientOffer : other.clientOffer ?? own.clientOffer;
  const serverOffer = own.serverOffer && !isTruncated('server') ? own.serverOffer : other.serverOffer ?? own.serverOffer;
  const { truncated, ...rest } = own;
  const left = (truncated ?? []).filter((side) => !other[`${side}Offer`] || other.truncated?.includes(side));
  return {
    ...rest,
    direction: own.direction === 'unknown' ? other.direction : own.direction,
    ...(clientOffer && { clientOffer }), ...(serverOffer && { serverOffer }),
    offerTruncated: left.length > 0,
    ...(left.length > 0 && { truncated: left }),
    next: own.next.length > 0 ? own.next : other.next,
  };
}

function sameFix({ side, file, lines, commands, summary }: Fix): string {
  return lines || commands ? JSON.stringify([side, file, lines, commands]) : summary;
}

/** What two fixes of a client have in common that set or run the same, one with names and one with placeholders. */
function alike({ side, lines, commands }: Fix): string | undefined {
  if (side !== 'client' || !(lines || commands)) return undefined;
  const keywords = (lines ?? []).flatMap((line) => line.trim().split(/[ =]/, 1)).filter((word) => word !== 'Host' && word !== 'User');
  const options = (commands ?? []).map((command) => command.split(' ').filter((word, i) => i === 0 || word.startsWith('-') || word.includes('=')).join(' '));
  return JSON.stringify([keywords.sort(), options]);
}

/** An entry of the ledger of a collector; `counted` where the connection was counted, with the names it had then. */
export interface Entry<C> extends Told {
  collected: C;
  problem: Problem;
  proofs: Proof[];
  lines: number;
  attempts: number;
  counted: { ip: string | undefined; user: string | undefined; client: string | undefined; occurrence: number | undefined } | undefined;
}

/** Remembers who has added what, for as long as the connection itself is remembered. */
export interface Ledger<C> {
  note(party: object, collected: C, meta: FindingMeta, problem: Problem, attempts: number): Entry<C>;
  of(party: object): readonly Entry<C>[];
  remove(entry: Entry<C>): void;
}

export function createLedger<C>(): Ledger<C> {
  const byParty = new WeakMap<object, Entry<C>[]>();
  return {
    note(party, collected, meta, problem, attempts) {
      const entries = byParty.get(party) ?? [];
      byParty.set(party, entries);
      let entry = entries.find((candidate) => candidate.collected === collected);
      if (!entry) entries.push((entry = { collected, meta, problem, proofs: [], lines: 0, attempts: 0, counted: undefined }));
      entry.problem = problem;
      entry.attempts += attempts;
      entry.lines += problem.proofs.length;
      for (const proof of problem.proofs) keepShown(entry.proofs, proof);
      return entry;
    },
    of: (party) => byParty.get(party) ?? [],
    remove(entry) {
      const entries = entry.problem.connection && byParty.get(entry.problem.connection);
      entries?.splice(entries.indexOf(entry), 1);
    },
  };
}

/** Names of an entry, which outlive the connection. */
export function namesOf({ ip, user, client }: NonNullable<Problem['connection']>, occurrence: number | undefined): NonNullable<Entry<unknown>['counted']> {
  return { ip, user: user === undefined ? undefined : copyText(user), client, occurrence };
}
