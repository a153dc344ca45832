import type { ConfigurationLine } from './types.js';

/** What every release covered prints with `sshd -T`, and hardly anybody sets all of. */
const ALWAYS_PRINTED = ['port', 'addressfamily', 'logingracetime', 'x11displayoffset', 'maxauthtries', 'permituserenvironment', 'loglevel'];

/** Whether these lines are the output of `sshd -T`: no comment, no block, every keyword in small letters, and nothing left to a default. */
export function looksEffective(lines: readonly ConfigurationLine[]): boolean {
  const keywords = new Set<string>();
  for (const { raw, keyword } of lines) {
    if (keyword === undefined && raw.trim() === '') continue;
    if (keyword === undefined || keyword.text !== keyword.text.toLowerCase() || keyword.text === 'match' || keyword.text === 'include') return false;
    keywords.add(keyword.text);
  }
  return ALWAYS_PRINTED.every((name) => keywords.has(name));
}
