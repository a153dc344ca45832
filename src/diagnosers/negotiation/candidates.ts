import type { AlgorithmKind } from '../../events.js';
import type { ListMismatch } from '../../finding.js';
import { byStrength, strengthOf } from '../../openssh/algorithms.js';
import { bySupport, type Candidates, isPoor, strongestOf } from '../../openssh/candidates.js';
import type { ReleaseRange } from '../../openssh/version.js';
import type { Setting } from './setting.js';

export { type Candidates, isPoor } from '../../openssh/candidates.js';

/** What the server could offer to meet the client. */
export function bestForServer({ negotiation: { kind, clientOffer, truncated }, range }: Setting): Candidates {
  // Behind the cut there may be better ones: nothing poor is advised on what is left.
  return strongestOf(kind, (clientOffer ?? []).filter((name) => !(truncated?.includes('client') && isPoor(strengthOf(kind, name)))), range);
}

/** Lists behind this one that no setting of the server can bring together: repairing this one there is then in vain. */
export function hopelessLists(found: Setting): ListMismatch[] {
  return found.negotiation.next.filter((next) =>
    bestForServer({ ...found, negotiation: { ...found.negotiation, ...next } }).best === undefined);
}

/** What a client of this release could offer to meet the server. */
export function bestForClient(kind: AlgorithmKind, serverOffer: readonly string[], client: ReleaseRange): string | undefined {
  return byStrength(kind, bySupport(kind, serverOffer, client).sure)[0];
}
