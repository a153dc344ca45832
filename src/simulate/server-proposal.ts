import type { AlgorithmKind } from '../events.js';

/**
 * What a server offers in the lists of one kind, the same in both directions. `possible` holds the names that it may
 * offer, as far as release and host keys are known, `sure` those of them that it offers whatever these are. A server's
 * order decides nothing.
 */
export interface ServerList {
  sure: readonly string[];
  possible: readonly string[];
}

export type ServerProposal = Record<AlgorithmKind, ServerList>;
