import type { AlgorithmKind } from '../../events.js';
import { byStrength, findAlgorithm, isSupported, strengthOf } from '../../openssh/algorithms.js';
import { isCertificate } from '../../openssh/host-keys.js';
import type { ReleaseRange } from '../../openssh/version.js';
import type { ListMismatch, Strength } from '../../finding.js';
import type { Setting } from './setting.js';

/** What the server could offer to meet the client, the strongest first. */
export interface Candidates {
  best: string | undefined;
  strength: Strength | undefined;
  /** The release is not known well enough to be sure that it has `best`. */
  guessed: boolean;
}

/** A certificate cannot be switched on: it takes a CA. The rest of a host key offer can. */
export function bestForServer({ negotiation: { kind, clientOffer }, range }: Setting): Candidates {
  const offered = (clientOffer ?? []).filter((name) => kind !== 'hostkey' || !isCertificate(name));
  const [sure, unsure] = split(kind, offered, range);
  const best = byStrength(kind, sure)[0] ?? byStrength(kind, unsure)[0];
  return { best, strength: best === undefined ? undefined : strengthOf(kind, best), guessed: best !== undefined && !sure.includes(best) };
}

/** Lists behind this one that no setting of the server can bring together: repairing this one there is then in vain. */
export function hopelessLists(found: Setting): ListMismatch[] {
  return found.negotiation.next.filter((next) =>
    bestForServer({ ...found, negotiation: { ...found.negotiation, ...next } }).best === undefined);
}

/** What a client of this release could offer to meet the server. */
export function bestForClient(kind: AlgorithmKind, serverOffer: readonly string[], client: ReleaseRange): string | undefined {
  return byStrength(kind, split(kind, serverOffer, client)[0])[0];
}

function split(kind: AlgorithmKind, names: readonly string[], range: ReleaseRange): [yes: string[], unknown: string[]] {
  const is = (answer: string) => names.filter((name) => findAlgorithm(kind, name) && isSupported(kind, name, range) === answer);
  return [is('yes'), is('unknown')];
}

/** Whether nothing better than an exception can be had from the server: the client is what needs repair. */
export function isPoor(strength: Strength | undefined): boolean {
  return strength === 'weak' || strength === 'broken';
}
