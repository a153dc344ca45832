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

/** A certificate takes a CA, and a security key a token and somebody who touches it: neither can just be switched on. */
function canBeSwitchedOn(kind: AlgorithmKind, name: string): boolean {
  if (findAlgorithm(kind, name)?.directive !== undefined) return false;
  return kind !== 'hostkey' || !(isCertificate(name) || /^(?:sk-|webauthn-|ssh-xmss)/.test(name));
}

export function bestForServer({ negotiation: { kind, clientOffer, truncated }, range }: Setting): Candidates {
  // Behind the cut there may be better ones: nothing poor is advised on what is left.
  const offered = (clientOffer ?? []).filter((name) => canBeSwitchedOn(kind, name) && !(truncated?.includes('client') && isPoor(strengthOf(kind, name))));
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
