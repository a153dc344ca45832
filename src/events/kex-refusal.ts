import type { AlgorithmKind } from './vocabulary.js';

/** Why a key exchange ended before or beside the choice of algorithms. */
export interface KexRefusalEvents {
  /** Known bugs of the client rule out every algorithm of a list that the server would have offered. */
  'kex.proposal-empty': { kind: AlgorithmKind };
  /** The peer's public value is none (RFC 4253 section 8): a defect, or an attack. */
  'kex.invalid-public-value': { reason: string };
}
