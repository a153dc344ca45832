import type { AlgorithmKind, Direction, KexinitList, Peer } from './vocabulary.js';

/** Negotiation and key exchange (RFC 4253 section 7, RFC 4419). */
export interface KeyExchangeEvents {
  'compat.looked-up': { client: string; matched: boolean };
  'compat.enabled': { protocol: string };
  'compat.proposal-reduced': { kind: AlgorithmKind; algorithms: string[] };

  'hostkeys.offered': { algorithms: string[] };
  'kexinit.sent': object;
  'kexinit.received': object;
  /** From 7.2 a line announces whose lists follow. */
  'kexinit.proposal': { side: 'server' | 'client' };
  /** `list` is absent to 7.1, where only the order tells which list it is. */
  'kexinit.list': { list?: KexinitList; algorithms: string[]; pseudo?: string[] };
  'kexinit.flag': { flag: 'first_kex_follows' | 'reserved'; flagValue: number };
  /** `algorithm` is absent where sshd says that nothing matched. */
  'kex.agreed': { kind: 'kex' | 'hostkey'; algorithm?: string };
  /** `mac` is absent where the cipher authenticates by itself (AEAD). */
  'kex.agreed-direction': { direction: Direction; cipher: string; mac?: string; compression: string };
  'kex.mac-set-up': { mac: string };
  'kex.strict': object;
  'kex.ext-info': { direction: Direction };
  /** How far the exchange came; `step` names the message as RFC 4253 and RFC 4419 do. */
  'kex.progress': { step: string };
  'kex.strict-violation': Peer & { reason: string };
  'kex.protocol-error': { packetType: number };

  /** The verdict on a list; which fields are there depends on the release. */
  'negotiation.failed': Peer & { kind: AlgorithmKind; clientOffer?: string[]; serverOffer?: string[]; pseudo?: string[] };
  /** Diffie-Hellman group exchange (RFC 4419) asked for sizes that the server refuses. Sizes in bits. */
  'dh-group.rejected': Peer & { min?: number; preferred?: number; max?: number };
  'dh-group.none-found': Peer & { path?: string; reason?: string };
}
