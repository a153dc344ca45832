import type { Connection } from '../connections/connection.js';
import type { Problem, Proof } from '../diagnosers/diagnoser.js';
import { createConnectionNotes } from '../diagnosers/connection-notes.js';
import { proofLine } from '../diagnosers/own-record.js';
import type { FindingMeta } from '../finding.js';

interface Suspicion {
  meta: FindingMeta;
  weight: number;
  problem: Problem;
}

/** Lines that are kept of one connection as evidence. */
const MAX_PROOFS = 5;

/** Collects the possible reasons of each connection and gives the heaviest. */
export interface Suspicions {
  add(connection: Connection, meta: FindingMeta, weight: number, problem: Problem): void;
  /** Adds a further line of the reason that is the heaviest already. @returns whether it is that one */
  again(connection: Connection, meta: FindingMeta, key: string, proof: Proof, attempts: number): boolean;
  /** Whether another reason weighs as much. */
  isOutweighed(connection: Connection, meta: FindingMeta, weight: number): boolean;
  /** The reason of a connection that has ended; undefined where there is none, or where the login succeeded after all and the problem does not stay. */
  settle(connection: Connection): { meta: FindingMeta; problem: Problem } | undefined;
}

export function createSuspicions(): Suspicions {
  const heaviest = createConnectionNotes<Suspicion>();
  return {
    add(connection, meta, weight, problem) {
      const before = heaviest.get(connection);
      if (!before) {
        own(problem, connection);
        heaviest.set(connection, { meta, weight, problem });
      } else if (before.meta.code === meta.code && before.problem.key === problem.key) {
        before.problem.attempts = attemptsOf(before.problem) + attemptsOf(problem);
        addProofs(before.problem, problem);
      } else if (weight > before.weight) {
        own(problem, connection);
        addProofs(problem, before.problem);
        before.meta = meta;
        before.weight = weight;
        before.problem = problem;
      }
    },
    again(connection, meta, key, proof, attempts) {
      const found = heaviest.get(connection);
      if (found?.meta !== meta || found.problem.key !== key) return false;
      const { problem } = found;
      problem.attempts = attemptsOf(problem) + attempts;
      addProof(problem, proof);
      return true;
    },
    isOutweighed(connection, meta, weight) {
      const before = heaviest.get(connection);
      return before !== undefined && before.meta !== meta && before.weight >= weight;
    },
    settle(connection) {
      const found = heaviest.get(connection);
      heaviest.delete(connection);
      if (!found || (connection.outcome === 'accepted' && !found.problem.stays)) return undefined;
      if (found.problem.byUser) found.problem.key = `${connection.user ?? ''}\n${found.problem.key}`;
      return found;
    },
  };
}

/** The problem outlives its lines. */
function own(problem: Problem, connection: Connection): void {
  problem.connection = connection;
  for (const proof of problem.proofs) proof.record = proofLine(proof.record);
}

function attemptsOf({ attempts, proofs }: Problem): number {
  return attempts ?? proofs[0].record.repeat;
}

function addProofs(problem: Problem, from: Problem): void {
  for (const proof of from.proofs) addProof(problem, proof);
}

function addProof(problem: Problem, proof: Proof): void {
  if (problem.proofs.length >= MAX_PROOFS) return;
  proof.record = proofLine(proof.record);
  problem.proofs.push(proof);
}
