import type { EventFields } from '../../events.js';
import { kexResult } from '../kex-result.js';
import { kexProgress } from '../kex-progress.js';
import { compatibility } from '../compatibility.js';
import { kexinit } from '../kexinit.js';
import type { Pattern } from '../define.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** Both sides run the same code here, but for the words that say whose proposal follows. */
const SHARED = new Set<keyof EventFields>(['kexinit.sent', 'kexinit.received', 'kexinit.list', 'kexinit.flag', 'kex.agreed', 'kex.agreed-direction', 'kex.progress', 'compat.looked-up']);

function shared(patterns: readonly Pattern[]): ClientPattern[] {
  return patterns.filter(({ emits }) => SHARED.has(emits)) as unknown as ClientPattern[];
}

export const keyExchange: readonly ClientPattern[] = [
  ...shared(kexinit),
  ...shared(kexResult),
  ...shared(kexProgress),
  ...shared(compatibility),
  defineClientPattern({
    id: 'client-kexinit-own-proposal',
    emits: 'kexinit.proposal',
    since: '7.2',
    level: 'debug2',
    heads: ['local'],
    regex: /^local client KEXINIT proposal$/,
    decode: () => ({ side: 'client' as const }),
    samples: [{ text: 'local client KEXINIT proposal', level: 'debug2', fields: { side: 'client' } }],
  }),
  defineClientPattern({
    id: 'client-kexinit-peer-proposal',
    emits: 'kexinit.proposal',
    since: '7.2',
    level: 'debug2',
    heads: ['peer'],
    regex: /^peer server KEXINIT proposal$/,
    decode: () => ({ side: 'server' as const }),
    samples: [{ text: 'peer server KEXINIT proposal', level: 'debug2', fields: { side: 'server' } }],
  }),
];
