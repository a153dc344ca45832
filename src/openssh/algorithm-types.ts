import type { Release } from './version.js';

/** The lists of SSH_MSG_KEXINIT, both directions as one, in its order. */
export const ALGORITHM_KINDS = ['kex', 'hostkey', 'cipher', 'mac', 'compression'] as const;
export type AlgorithmKind = (typeof ALGORITHM_KINDS)[number];

/** How far an algorithm can be advised today: a judgement of this project, not a fact of OpenSSH. */
export type Strength = 'recommended' | 'ok' | 'weak' | 'broken';

/** What is known of one name. Releases are upstream's; packages backport. */
export interface Algorithm {
  name: string;
  strength: Strength;
  /** First release that implements it; absent where none does. Values before 5.3 are older than anything covered here. */
  since?: Release;
  /** First release that offers it by default (sshd; for host keys: accepts it by default). */
  defaultSince?: Release;
  /** First release of sshd that no longer does. */
  notDefaultServerSince?: Release;
  /** First release that does not implement it any more. */
  removedIn?: Release;
  /** From this release on only in a build that was configured for it. */
  buildOptionSince?: Release;
  /** Key exchange that a future quantum computer does not undo. */
  postQuantum?: true;
  /** Keyword of sshd_config where it is not the one of its kind. */
  directive?: string;
  /** The name ends in `*`: a suffix varies. */
  pattern?: true;
  /** What speaks against it. */
  why?: string;
  notes?: string;
  /** Client families (see clients) of which some version offers it. */
  alsoOfferedBy?: readonly string[];
}
