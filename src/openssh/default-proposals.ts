import { type AlgorithmKind, findAlgorithm, isMarker } from './algorithms.js';
import { DEFAULT_LISTS, type ListName } from './default-proposals.data.js';
import { hostKeyTypeOf, isCertificate } from './host-keys.js';
import { compareReleases, NEWEST_RELEASE, OLDEST_RELEASE, type Release, type ReleaseRange } from './version.js';

export type { ListName } from './default-proposals.data.js';

const CLIENT_LISTS: Readonly<Record<AlgorithmKind, ListName>> = {
  kex: 'clientKex',
  hostkey: 'clientHostkey',
  cipher: 'clientCipher',
  mac: 'clientMac',
  compression: 'clientCompression',
};

const starts = new Map<ListName, Release[]>();
const decoded = new Map<string, readonly string[]>();

/** The releases in which this default list changed, oldest first. */
export function releasesOf(list: ListName): readonly Release[] {
  let releases = starts.get(list);
  if (releases === undefined) starts.set(list, (releases = Object.keys(DEFAULT_LISTS[list]).sort(compareReleases)));
  return releases;
}

/**
 * A default list, markers (ext-info-*, kex-strict-*) left out; empty where the release has no such list, as `caSignature` before 7.9.
 * A release older than 5.3 gets the list of 5.3.
 */
export function defaultNames(list: ListName, release: Release): readonly string[] {
  const floor = compareReleases(release, OLDEST_RELEASE) < 0 ? OLDEST_RELEASE : release;
  const start = releasesOf(list).findLast((candidate) => compareReleases(candidate, floor) <= 0);
  if (start === undefined) return [];
  const key = `${list} ${start}`;
  let names = decoded.get(key);
  if (names === undefined) decoded.set(key, (names = (DEFAULT_LISTS[list][start] ?? []).flatMap((row) => row.split(','))));
  return names;
}

/** What sshd of this release offers without any algorithm keyword. Host keys: with every default host key file present. */
export function defaultList(kind: AlgorithmKind, release: Release): readonly string[] {
  return defaultNames(kind, release);
}

/** What ssh of this release offers without any algorithm keyword; known_hosts reorders the host key algorithms. */
export function clientDefaultList(kind: AlgorithmKind, release: Release): readonly string[] {
  return defaultNames(CLIENT_LISTS[kind], release);
}

/** Whether sshd of this release offers the algorithm by default (host keys: accepts it, which takes a key of that type). */
export function isDefault(kind: AlgorithmKind, name: string, release: Release): boolean {
  return defaultNames(kind === 'hostkey' ? 'hostkeyAccepted' : kind, release).includes(name);
}

/** Whether ssh of this release offers the algorithm by default. */
export function isClientDefault(kind: AlgorithmKind, name: string, release: Release): boolean {
  return clientDefaultList(kind, release).includes(name);
}

/** Whether ssh of every release of the range offers the algorithm by default. */
export function isClientDefaultThroughout(kind: AlgorithmKind, name: string, range: ReleaseRange): boolean {
  const min = range.min ?? OLDEST_RELEASE;
  const max = range.max ?? NEWEST_RELEASE;
  const changes = releasesOf(CLIENT_LISTS[kind]).filter((release) => compareReleases(release, min) > 0 && compareReleases(release, max) <= 0);
  return [min, ...changes].every((release) => isClientDefault(kind, name, release));
}

/** Releases of the range in which the default list of this kind differs, oldest first. At least one. */
export function defaultsIn(kind: AlgorithmKind, range: ReleaseRange): Release[] {
  const list = kind === 'hostkey' ? 'hostkeyAccepted' : kind;
  const changes = releasesOf(list);
  const min = range.min ?? changes[0] ?? NEWEST_RELEASE;
  const max = range.max ?? NEWEST_RELEASE;
  return [min, ...changes.filter((release) => compareReleases(release, min) > 0 && compareReleases(release, max) <= 0)];
}

/** Names that every release of the range accepts without configuration. */
export function defaultThroughout(kind: AlgorithmKind, range: ReleaseRange): string[] {
  const list = kind === 'hostkey' ? 'hostkeyAccepted' : kind;
  const [first, ...rest] = defaultsIn(kind, range).map((release) => defaultNames(list, release));
  return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}

/**
 * A list as it is compared with a default one: without markers, without names that only patched builds have (gss-*), and
 * without the second name of sntrup761x25519, which Debian 12 (9.2) took over from 9.9 ahead of the first.
 */
function comparable(kind: AlgorithmKind, list: readonly string[]): string[] {
  const twice = list.includes('sntrup761x25519-sha512@openssh.com');
  return list.filter((name) => !isMarker(name) && findAlgorithm(kind, name)?.directive === undefined
    && !(twice && name === 'sntrup761x25519-sha512'));
}

/**
 * Whether a server's list is the one that its release has without configuration (see `comparable`). A server lists only
 * the host keys that it has, in the order of its HostKey lines: there, each key's names must be the default ones.
 */
export function looksDefault(kind: AlgorithmKind, list: readonly string[], release: Release): boolean {
  const names = comparable(kind, list);
  if (kind !== 'hostkey') return sameNames(names, comparable(kind, defaultList(kind, release)));
  return names.length > 0 && [...byKey(names)].every(([type, offered]) => {
    if (type === undefined) return false;
    const plain = offered.filter((name) => !isCertificate(name));
    const expected = type === 'ecdsa'
      ? plain.filter((name) => isDefault('hostkey', name, release))
      : defaultList('hostkey', release).filter((name) => hostKeyTypeOf(name)?.type === type);
    return sameNames(plain, expected) && offered.every((name) => isDefault('hostkey', name, release));
  });
}

function byKey(names: readonly string[]): Map<string | undefined, string[]> {
  const keys = new Map<string | undefined, string[]>();
  for (const name of names) {
    const type = hostKeyTypeOf(name)?.type;
    keys.set(type, [...(keys.get(type) ?? []), name]);
  }
  return keys;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
