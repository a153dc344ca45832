import type { AlgorithmKind } from '../../events.js';

/** What people call the things that a KEXINIT list holds. */
export const NAMES: Readonly<Record<AlgorithmKind, string>> = {
  kex: 'key exchange method',
  hostkey: 'host key algorithm',
  cipher: 'cipher',
  mac: 'MAC algorithm',
  compression: 'compression method',
};

/** `a`, `a and b`, `a, b and c`; beyond five the rest is counted. */
export function enumerate(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
