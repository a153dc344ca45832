import type { AlgorithmKind, Direction, KexinitList } from '../events.js';

/** The lists of SSH_MSG_KEXINIT that are negotiated; languages are not. */
export type NegotiatedList = Exclude<KexinitList, `language-${string}`>;

/** In the order in which sshd negotiates them since 7.2 (RFC 4253 section 7.1 leaves it open). */
export const NEGOTIATED: readonly NegotiatedList[] = [
  'kex', 'hostkey', 'cipher-ctos', 'mac-ctos', 'compression-ctos', 'cipher-stoc', 'mac-stoc', 'compression-stoc',
];

/** What is negotiated in a list, whatever its direction. */
export function kindOf(list: NegotiatedList): AlgorithmKind {
  return list.split('-')[0] as AlgorithmKind;
}

/** `both` for the lists that have no direction. */
export function directionOf(list: NegotiatedList): Direction | 'both' {
  return (list.split('-')[1] as Direction | undefined) ?? 'both';
}

/** The lists of a kind: one, or one for each direction. */
export function listsOf(kind: AlgorithmKind): NegotiatedList[] {
  return NEGOTIATED.filter((list) => kindOf(list) === kind);
}
