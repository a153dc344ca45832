import type { AlgorithmKind } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const KINDS: Readonly<Record<string, AlgorithmKind>> = {
  PK: 'hostkey',
  cipher: 'cipher',
  ciphers: 'cipher',
  'key exchange': 'kex',
};

export const kexRefusal: readonly Pattern[] = [
  definePattern({
    id: 'kex-proposal-empty',
    emits: 'kex.proposal-empty',
    level: 'fatal',
    heads: ['No'],
    regex: /^No (?:available|supported) (PK|ciphers?|key exchange)(?: algorithms)? found\.?$/,
    decode: (m) => {
      const kind = KINDS[group(m, 1)];
      return kind && { kind };
    },
    samples: [
      { text: 'No available ciphers found.', level: 'fatal', fields: { kind: 'cipher' } },
      { text: 'No supported ciphers found', level: 'fatal', fields: { kind: 'cipher' } },
      { text: 'No supported PK algorithms found', level: 'fatal', fields: { kind: 'hostkey' } },
      { text: 'No supported key exchange algorithms found', level: 'fatal', fields: { kind: 'kex' } },
    ],
  }),
  definePattern({
    id: 'kex-invalid-public-value',
    emits: 'kex.invalid-public-value',
    level: 'info',
    heads: ['invalid'],
    regex: /^invalid public DH value(?:: (negative|<= 1|>= p-1)| \((\d{1,6}\/\d{1,6})\))$/,
    decode: (m) => ({ reason: m[1] ?? group(m, 2) }),
    samples: [
      { text: 'invalid public DH value: <= 1', fields: { reason: '<= 1' } },
      { text: 'invalid public DH value: >= p-1', fields: { reason: '>= p-1' } },
      { text: 'invalid public DH value (1/2048)', fields: { reason: '1/2048' } },
    ],
  }),
];
