import type { Category, Finding } from '../finding.js';

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
 * Lowers to `info` the findings whose sources, every one, have the finding of an attack on the same host, so that the
 * single failure of a colleague does not drown in those of bots.
 */
export function absorb(findings: readonly Finding[], attackers: ReadonlyMap<string, string>): Finding[] {
  return attackers.size === 0 ? [...findings] : findings.map((finding) => {
    const absorbedBy = isAbsorbable(finding) ? attackOf(finding, attackers) : undefined;
    return absorbedBy === undefined ? finding : { ...finding, severity: 'info', absorbedBy };
  });
}

/** The attack that the most frequent source has part in; undefined where a source has part in none, or is not known. */
function attackOf({ host, sources, omitted }: Finding, attackers: ReadonlyMap<string, string>): string | undefined {
  const [first] = sources;
  if (first === undefined || omitted.sources > 0) return undefined;
  return sources.every(({ ip }) => attackers.has(sourceKey(host, ip))) ? attackers.get(sourceKey(host, first.ip)) : undefined;
}

function sourceKey(host: string | undefined, ip: string): string {
  return `${host ?? ''} ${ip}`;
}
