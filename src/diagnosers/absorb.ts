import type { Category, Finding, FindingMeta } from '../finding.js';

/** What a source with the finding of an attack did is told there. */
const CODES = new Set(['bad-password', 'invalid-user', 'key-not-authorized', 'too-many-failures', 'login-failed-unexplained']);
const CATEGORIES = new Set<Category>(['protocol', 'limits']);

/** Fingerprint of the first attack that a source has part in, by host and address. */
export type Attackers = Map<string, string>;

/** Sources that are known as attackers at most. */
const MAX_ATTACKERS = 100_000;

export function addAttacker(attackers: Attackers, host: string | undefined, ip: string, fingerprint: string): void {
  const key = sourceKey(host, ip);
  const before = attackers.get(key);
  if (before === undefined ? attackers.size < MAX_ATTACKERS : fingerprint < before) attackers.set(key, fingerprint);
}

/** Whether the finding of an attack could take this one in. */
export function isAbsorbable({ code, category }: Pick<Finding, 'code' | 'category'>): boolean {
  return CODES.has(code) || CATEGORIES.has(category);
}

/**
 * The attack that takes a finding in, if one does: all its sources have part in an attack on the same host, the most frequent one in
 * this. Such a finding is but an `info`, so that the single failure of a colleague does not drown in those of bots.
 * @param sources all that it has, most frequent first
 */
export function attackOf(meta: FindingMeta, host: string | undefined, sources: Finding['sources'], attackers: Attackers): string | undefined {
  const [first] = sources;
  if (attackers.size === 0 || first === undefined || !isAbsorbable(meta)) return undefined;
  return sources.every(({ ip }) => attackers.has(sourceKey(host, ip))) ? attackers.get(sourceKey(host, first.ip)) : undefined;
}

function sourceKey(host: string | undefined, ip: string): string {
  return `${host ?? ''} ${ip}`;
}
