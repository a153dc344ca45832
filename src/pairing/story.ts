import { type Attempt, eventsOf } from '../attempts/attempt.js';
import type { Connection } from '../connections/connection.js';
import { CLIENT_WEIGHT } from '../diagnosers/client/diagnoser.js';
import { createCollector } from '../diagnosers/collector.js';
import type { Advice, Problem, Proof, Seen } from '../diagnosers/diagnoser.js';
import type { Revision, Told } from '../diagnosers/revision.js';
import { type Finding, type FindingMeta, SEVERITIES } from '../finding.js';
import type { Difference } from './difference.js';
import { sayClient, sayDifferences, sayServer, saySkew } from './saying.js';
import { closerCode, isVague, weightOf } from './weigh.js';

/** A problem of an attempt. */
export interface Reason {
  meta: FindingMeta;
  problem: Problem;
  /** Absent where it is not the reason why the attempt failed. */
  weight?: number;
}

/** One connection as both logs have it. */
export interface Pair {
  attempt: Attempt;
  connection: Connection;
  differences: readonly Difference[];
  /** Little speaks for it but that nothing else in both logs can be it. */
  byExclusion: boolean;
  skew: number | undefined;
}

/** Lines of the other log that are shown with a finding. */
const MAX_PROOFS = 2;

/**
 * Makes one story of what both logs tell of a connection: the closer reason is told, with what the other log has to it.
 * What the server's findings gain or lose goes into `revision`.
 * @param reasons what the client's log shows
 * @returns those that remain to be told from the client's log
 */
export function tellStory(pair: Pair, reasons: readonly Reason[], revision: Revision): Reason[] {
  // Advice that is made for a user has one where the server's log does not name him.
  if (!pair.byExclusion) pair.connection.user ??= pair.attempt.user;
  const told = revision.of(pair.connection);
  const same = new Map(reasons.map((reason) => [reason, told.find(({ meta }) => meta.code === reason.meta.code) ?? closerTwin(pair.attempt, reason, reasons, told)]));
  const reason = reasons.find(({ weight }) => weight !== undefined);
  const closest = heaviest(told);
  const serverKnows = reason !== undefined && closest !== undefined && !same.get(reason) && outweighs(closest, reason);
  const replaced = reason === undefined || serverKnows || same.get(reason) ? [] : told.filter(({ meta }) => isVague(meta.code) && weightOf(meta.code) <= (reason.weight ?? 0));
  const before = new Map(replaced.map((one) => [one, revision.finding(one)]));
  for (const one of replaced) revision.withdraw(one);
  const seen = [sayClient(pair.attempt, pair.byExclusion), ...sayDifferences(pair.differences), ...saySkew(pair.skew)];
  const left = revision.of(pair.connection);
  for (const one of left) {
    const twin = reasons.find((candidate) => same.get(candidate) === one);
    const finding = twin && findingOf(twin);
    revision.add(one, {
      causes: seen,
      fixes: finding?.fixes.filter(({ side }) => side === 'client') ?? [],
      proofs: (twin ?? (serverKnows && one === closest ? reason : undefined))?.problem.proofs.slice(0, MAX_PROOFS) ?? [],
      client: pair.attempt.software,
      negotiation: twin?.problem.negotiation,
    });
  }
  return reasons.filter((candidate) => !same.get(candidate) && !(serverKnows && candidate === reason))
    .map((candidate) => (candidate === reason ? withServer(pair, candidate, [...before], left.length === 0) : candidate));
}

/** What a refusal was that the client is not told the reason of; where it had several, nothing says which of them it was. */
function closerTwin(attempt: Attempt, { meta: { code } }: Reason, reasons: readonly Reason[], told: readonly Told[]): Told | undefined {
  if (eventsOf(attempt, 'client.remote-forward-failed').length > 1 || reasons.filter(({ meta }) => meta.code === code).length > 1) return undefined;
  return told.find(({ meta }) => meta.code === closerCode(code));
}

function heaviest(told: readonly Told[]): Told | undefined {
  return told.reduce<Told | undefined>((most, one) => (most === undefined || weightOf(one.meta.code) > weightOf(most.meta.code) ? one : most), undefined);
}

/** Of two that say equally little the graver one is told; of two that say enough, both are true. */
function outweighs({ meta }: Told, reason: Reason): boolean {
  const difference = weightOf(meta.code) - (reason.weight ?? 0);
  if (difference !== 0 || !isVague(meta.code)) return difference > 0;
  return SEVERITIES.indexOf(meta.severity) < SEVERITIES.indexOf(reason.meta.severity);
}

/** The client's reason with what the server's log has to it: its lines, and what only a higher LogLevel there would tell. */
function withServer({ connection, differences, byExclusion, skew }: Pair, reason: Reason, replaced: readonly (readonly [Told, Finding])[], isAlone: boolean): Reason {
  const { problem, weight = 0 } = reason;
  const proofs = replaced.flatMap(([{ proofs: lines }]) => lines).slice(0, MAX_PROOFS);
  const said = isAlone ? [sayServer(connection, byExclusion, replaced[0]?.[1].title), ...sayDifferences(differences), ...saySkew(skew)] : [];
  // What the refusal was made of, only the server can tell, with a higher LogLevel.
  const open = weight <= CLIENT_WEIGHT.refused ? replaced.map(([, finding]) => finding) : [];
  const { ip, port } = connection;
  return {
    ...reason,
    problem: {
      ...problem,
      ...(problem.connection && { connection: { ...problem.connection, ip, port } }),
      proofs: [...problem.proofs, ...proofs] as [Proof, ...Proof[]],
      advise: (found: Seen): Advice => {
        const advice = problem.advise(found);
        return {
          ...advice,
          causes: [...said, ...advice.causes],
          fixes: [...advice.fixes, ...open.flatMap(({ fixes }) => fixes.filter(({ side }) => side === 'server'))],
          unknowns: [...new Set([...advice.unknowns, ...open.flatMap(({ unknowns }) => unknowns)])],
        };
      },
    },
  };
}

/** A problem as the finding that it would be by itself. */
function findingOf({ meta, problem }: Reason): Finding | undefined {
  const alone = createCollector();
  alone.add(meta, { ...problem, ...(problem.connection && { connection: { ...problem.connection, countedIn: undefined } }) });
  return alone.findings()[0];
}
