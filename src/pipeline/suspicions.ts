import type { Connection } from '../connections/connection.js';
import { copyText } from '../connections/text.js';
import type { Problem, Proof } from '../diagnosers/diagnoser.js';
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
  /** The reason of a connection that has ended; undefined where there is none, or where the login succeeded after all and the problem does not stay. */
  settle(connection: Connection): { meta: FindingMeta; problem: Problem } | undefined;
}

export function createSuspicions(): Suspicions {
  // Every connection is settled when it ends, so nothing is left here.
  const heaviest = new Map<Connection, Suspicion>();
  return {
    add(connection, meta, weight, problem) {
      const before = heaviest.get(connection);
      if (!before) {
        heaviest.set(connection, { meta, weight, problem: own(problem, connection) });
      } else if (before.meta.code === meta.code && before.problem.key === problem.key) {
        before.problem.attempts = attemptsOf(before.problem) + attemptsOf(problem);
        addProofs(before.problem, problem);
      } else if (weight > before.weight) {
        const heavier = own(problem, connection);
        addProofs(heavier, before.problem);
        heaviest.set(connection, { meta, weight, problem: heavier });
      }
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

/** The problem outlives its lines: its records keep copies, not the block of input that they came in. */
function own(problem: Problem, connection: Connection): Problem {
  const [first, ...rest] = problem.proofs;
  return { ...problem, connection, proofs: [ownProof(first), ...rest.map(ownProof)] };
}

function ownProof({ record, ...proof }: Proof): Proof {
  return { ...proof, record: { ...record, raw: copyText(record.raw), text: copyText(record.text) } };
}

function attemptsOf({ attempts, proofs }: Problem): number {
  return attempts ?? proofs[0].record.repeat;
}

function addProofs(problem: Problem, from: Problem): void {
  const room = MAX_PROOFS - problem.proofs.length;
  if (room > 0) problem.proofs = [problem.proofs[0], ...problem.proofs.slice(1), ...from.proofs.slice(0, room).map(ownProof)];
}
