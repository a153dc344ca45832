import type { Algorithm, AlgorithmKind, Strength } from './algorithm-types.js';
import { CIPHER_ALGORITHMS } from './cipher.data.js';
import { COMPRESSION_ALGORITHMS } from './compression.data.js';
import { HOSTKEY_ALGORITHMS } from './hostkey.data.js';
import { KEX_ALGORITHMS } from './kex.data.js';
import { MAC_ALGORITHMS } from './mac.data.js';
import { allBefore, allFrom, compareReleases, OLDEST_RELEASE, type ReleaseRange } from './version.js';

export type { Algorithm, AlgorithmKind, Strength } from './algorithm-types.js';

/** Every algorithm name that is known, by the list it stands in. */
export const ALGORITHMS: Readonly<Record<AlgorithmKind, readonly Algorithm[]>> = {
  kex: KEX_ALGORITHMS,
  hostkey: HOSTKEY_ALGORITHMS,
  cipher: CIPHER_ALGORITHMS,
  mac: MAC_ALGORITHMS,
  compression: COMPRESSION_ALGORITHMS,
};

/** `no` and `unknown` speak of upstream: a list in the log that has the name outranks them. */
export type Support = 'yes' | 'no' | 'unknown';

/** Unknown names stand before broken ones: nobody vouches for them, but nothing is known against them. */
const RANK = { recommended: 0, ok: 1, weak: 2, broken: 4 } as const;
const RANK_UNKNOWN = 3;

const index = new Map<string, Algorithm>();
const patterns: [string, Algorithm][] = [];
for (const [kind, algorithms] of Object.entries(ALGORITHMS)) {
  for (const algorithm of algorithms) {
    if (algorithm.pattern) patterns.push([`${kind} ${algorithm.name.slice(0, -1)}`, algorithm]);
    else index.set(`${kind} ${algorithm.name}`, algorithm);
  }
}

/** What is known of a name in a list of this kind; names with a varying suffix (gss-*) included. */
export function findAlgorithm(kind: AlgorithmKind, name: string): Algorithm | undefined {
  const key = `${kind} ${name}`;
  return index.get(key) ?? patterns.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** Undefined: a name that is not known. */
export function strengthOf(kind: AlgorithmKind, name: string): Strength | undefined {
  return findAlgorithm(kind, name)?.strength;
}

/**
 * Whether the algorithm is compiled into every release of the range, into none, or cannot be told.
 * Unknown too: names that distributions patch in (gss-*), and those that a build has to ask for (ssh-dss from 9.8).
 */
export function isSupported(kind: AlgorithmKind, name: string, range: ReleaseRange): Support {
  const algorithm = findAlgorithm(kind, name);
  if (algorithm === undefined || algorithm.directive !== undefined) return 'unknown';
  const { since, removedIn, buildOptionSince } = algorithm;
  if (since === undefined || allBefore(range, since)) return 'no';
  if (removedIn !== undefined && (allFrom(range, removedIn) || compareReleases(removedIn, OLDEST_RELEASE) <= 0)) return 'no';
  const gone = earlier(removedIn, buildOptionSince);
  const always = compareReleases(since, OLDEST_RELEASE) <= 0 || allFrom(range, since);
  return always && (gone === undefined || allBefore(range, gone)) ? 'yes' : 'unknown';
}

/** What makes one name the worse of two with the same strength, the more the worse: hash, block size, group, truncation. */
const HANDICAPS: readonly [RegExp, number][] = [
  [/md5|^3des|^des|^blowfish|^cast128|^idea|group1-/, 4],
  [/sha1/, 2],
  // A client that lets the group be exchanged may ask for one that the server finds too small.
  [/-96(?:-|$)|ripemd|group-exchange-sha1/, 1],
];

function handicap(name: string): number {
  return HANDICAPS.reduce((sum, [pattern, points]) => (pattern.test(name) ? sum + points : sum), 0);
}

/** Strongest first; keeps the given order among equals. Names that are not known come before broken ones only. */
export function byStrength(kind: AlgorithmKind, names: readonly string[]): string[] {
  const rank = (name: string) => {
    const strength = strengthOf(kind, name);
    return strength === undefined ? RANK_UNKNOWN : RANK[strength];
  };
  return names.map((name) => ({ name, rank: rank(name), handicap: handicap(name) }))
    .sort((a, b) => a.rank - b.rank || a.handicap - b.handicap).map(({ name }) => name);
}

/** Ciphers that bring their own integrity: with them, no MAC is negotiated, and MAC lists need nothing in common. */
export function isAead(cipher: string): boolean {
  return /^(?:chacha20-poly1305|aes(?:128|256)-gcm)(?:@openssh\.com)?$|^AEAD_/.test(cipher);
}

/** Markers in the key exchange list (RFC 8308, strict key exchange, Dropbear's guess): never an algorithm in common. */
export function isMarker(name: string): boolean {
  return /^(?:ext-info-[cs]|kex-strict-[cs]-.*|kexguess2@.*)$/.test(name);
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareReleases(a, b) < 0 ? a : b;
}
