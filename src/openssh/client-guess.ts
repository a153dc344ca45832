import { type AlgorithmKind, ALGORITHMS, findAlgorithm, isMarker } from './algorithms.js';
import { CLIENT_FAMILIES } from './clients.data.js';
import { clientDefaultList, releasesOf } from './default-proposals.js';
import { compareReleases, type Release } from './version.js';

/** Lists that a client offered, as far as the log shows them; cut lists must be left out. */
export type Offers = Partial<Readonly<Record<AlgorithmKind, readonly string[]>>>;

/** More names than this tell nothing. */
const MOST_GUESSES = 3;

let changes: readonly Release[] | undefined;
let families: readonly string[] | undefined;

/**
 * Families of clients of which some version offers all these names, from the names alone: at most three, and none where
 * more than that, or none, would fit. OpenSSH is named like any other. A hint, not evidence: users configure clients.
 */
export function guessClientFamilies(offers: Offers): string[] {
  const names = kindsOf(offers).flatMap((kind) => namesOf(kind, offers).map((name) => findAlgorithm(kind, name)));
  const known = names.filter((algorithm) => algorithm !== undefined);
  if (known.length === 0 || known.length < names.length) return [];
  const fitting = knownFamilies().filter((family) => known.every(({ alsoOfferedBy }) => alsoOfferedBy?.includes(family)));
  if (opensshOffered(offers)) fitting.unshift('OpenSSH');
  return fitting.length <= MOST_GUESSES ? fitting : [];
}

function kindsOf(offers: Offers): AlgorithmKind[] {
  return (Object.keys(ALGORITHMS) as AlgorithmKind[]).filter((kind) => offers[kind] !== undefined);
}

function namesOf(kind: AlgorithmKind, offers: Offers): string[] {
  return (offers[kind] ?? []).filter((name) => !isMarker(name));
}

/** Each name was a default of ssh once. Not all in one release: packages backport, and users add to the default. */
function opensshOffered(offers: Offers): boolean {
  return kindsOf(offers).every((kind) => namesOf(kind, offers).every((name) =>
    changeReleases().some((release) => clientDefaultList(kind, release).includes(name))));
}

function changeReleases(): readonly Release[] {
  changes ??= [...new Set((['clientKex', 'clientHostkey', 'clientCipher', 'clientMac', 'clientCompression'] as const)
    .flatMap((list) => releasesOf(list)))].sort(compareReleases);
  return changes;
}

/** Families of the algorithm tables, in the order of the client table. */
function knownFamilies(): readonly string[] {
  if (families === undefined) {
    const named = new Set(Object.values(ALGORITHMS).flat().flatMap(({ alsoOfferedBy }) => alsoOfferedBy ?? []));
    families = [...new Set(CLIENT_FAMILIES.map(({ family }) => family))].filter((family) => named.has(family));
  }
  return families;
}
