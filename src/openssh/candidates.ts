import { type AlgorithmKind, byStrength, findAlgorithm, isSupported, type Strength, strengthOf } from './algorithms.js';
import { isCertificate } from './host-keys.js';
import type { ReleaseRange } from './version.js';

/** What could be switched on to meet the other side, the strongest first. */
export interface Candidates {
  best: string | undefined;
  strength: Strength | undefined;
  /** The release is not known well enough to be sure that it has `best`. */
  guessed: boolean;
}

/** A certificate takes a CA, and a security key a token and somebody who touches it: neither can just be switched on. */
export function canBeSwitchedOn(kind: AlgorithmKind, name: string): boolean {
  if (findAlgorithm(kind, name)?.directive !== undefined) return false;
  return kind !== 'hostkey' || !(isCertificate(name) || /^(?:sk-|webauthn-|ssh-xmss)/.test(name));
}

/** The strongest of these names that a server of this release has, one that it has for sure before one that it may have. */
export function strongestOf(kind: AlgorithmKind, names: readonly string[], range: ReleaseRange): Candidates {
  const { sure, unsure } = bySupport(kind, names.filter((name) => canBeSwitchedOn(kind, name)), range);
  const best = byStrength(kind, sure)[0] ?? byStrength(kind, unsure)[0];
  return { best, strength: best === undefined ? undefined : strengthOf(kind, best), guessed: best !== undefined && !sure.includes(best) };
}

/** Names that every release of the range has, and those that some may have; others, and unknown ones, are left out. */
export function bySupport(kind: AlgorithmKind, names: readonly string[], range: ReleaseRange): { sure: string[]; unsure: string[] } {
  const is = (answer: string) => names.filter((name) => findAlgorithm(kind, name) && isSupported(kind, name, range) === answer);
  return { sure: is('yes'), unsure: is('unknown') };
}

/** Whether nothing better than an exception can be had from the server: the client is what needs repair. */
export function isPoor(strength: Strength | undefined): boolean {
  return strength === 'weak' || strength === 'broken';
}
