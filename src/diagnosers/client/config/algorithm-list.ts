import { type AlgorithmKind, findAlgorithm, isSupported } from '../../../openssh/algorithms.js';
import type { Release } from '../../../openssh/version.js';

/** Keywords that take a list of algorithms, and what `ssh -Q` calls it. */
const LISTS: Readonly<Record<string, { kind: AlgorithmKind; query: string }>> = {
  Ciphers: { kind: 'cipher', query: 'cipher' }, MACs: { kind: 'mac', query: 'mac' }, KexAlgorithms: { kind: 'kex', query: 'kex' }, HostKeyAlgorithms: { kind: 'hostkey', query: 'key' },
  CASignatureAlgorithms: { kind: 'hostkey', query: 'key' },
};

export interface CheckedList {
  query: string;
  /** `+`, `-` or `^`, which changes the default list (7.0, 7.5, 8.1). */
  prefix: string;
  /** Names that the release has, or may have. */
  known: string[];
  names: string[];
}

/** Which names of a list the client cannot know; undefined where the value is no list of algorithms. Names with wildcards count as known. */
export function unknownNames(option: string | undefined, value: string, client: Release | undefined): CheckedList | undefined {
  const list = option === undefined ? undefined : LISTS[option];
  if (!list) return undefined;
  const prefix = /^[+^-]/.exec(value)?.[0] ?? '';
  const range = client === undefined ? {} : { min: client, max: client };
  const all = value.slice(prefix.length).split(',').map((name) => name.trim()).filter((name) => name !== '').slice(0, 100);
  const isKnown = (name: string) => findAlgorithm(list.kind, name) !== undefined && isSupported(list.kind, name, range) !== 'no';
  return { query: list.query, prefix, known: all.filter(isKnown), names: all.filter((name) => !isKnown(name) && !/[*?]/.test(name)) };
}
