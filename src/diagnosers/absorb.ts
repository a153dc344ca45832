import type { Category, Finding } from '../finding.js';

/** What a source with the finding of an attack did is told there. */
const CODES = new Set(['bad-password', 'invalid-user', 'key-not-authorized', 'too-many-failures', 'login-failed-unexplained']);
const CATEGORIES = new Set<Category>(['protocol', 'limits']);

/**
 * Lowers to `info` the findings whose sources, every one, have the finding of an attack on the same host, so that the
 * single failure of a colleague does not drown in those of bots.
 */
export function absorb(findings: readonly Finding[]): Finding[] {
  const attackers = attacksBySource(findings);
  return attackers.size === 0 ? [...findings] : findings.map((finding) => {
    const absorbedBy = CODES.has(finding.code) || CATEGORIES.has(finding.category) ? attackOf(finding, attackers) : undefined;
    return absorbedBy === undefined ? finding : { ...finding, severity: 'info', absorbedBy };
  });
}

/** Fingerprint of the first attack that a source has part in, by host and address. */
function attacksBySource(findings: readonly Finding[]): Map<string, string> {
  const attackers = new Map<string, string>();
  const attacks = findings.filter(({ category }) => category === 'attack').sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  for (const { host, sources, fingerprint } of attacks) {
    for (const { ip } of sources) {
      const key = sourceKey(host, ip);
      if (!attackers.has(key)) attackers.set(key, fingerprint);
    }
  }
  return attackers;
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
