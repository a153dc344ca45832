import type { Category, Finding, FindingMeta } from '../finding.js';

/** What a source with the finding of an attack did is told there. */
const CODES = new Set(['bad-password', 'invalid-user', 'key-not-authorized', 'too-many-failures', 'login-failed-unexplained']);
const CATEGORIES = new Set<Category>(['protocol', 'limits']);

/** Fingerprint of the first attack that a source has part in, by host and address. */
export interface Attackers {
  byHost: Map<string, Map<string, string>>;
  /** Sources of all hosts. */
  count: number;
}

/** Sources that are known as attackers at most. */
const MAX_ATTACKERS = 100_000;

export function noAttackers(): Attackers {
  return { byHost: new Map(), count: 0 };
}

export function addAttacker(attackers: Attackers, host: string | undefined, ip: string, fingerprint: string): void {
  let ofHost = attackers.byHost.get(host ?? '');
  const before = ofHost?.get(ip);
  if (before === undefined ? attackers.count >= MAX_ATTACKERS : fingerprint >= before) return;
  if (before === undefined) attackers.count++;
  if (!ofHost) attackers.byHost.set(host ?? '', (ofHost = new Map()));
  ofHost.set(ip, fingerprint);
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
  const ofHost = attackers.byHost.get(host ?? '');
  if (!ofHost || first === undefined || !isAbsorbable(meta)) return undefined;
  return sources.every(({ ip }) => ofHost.has(ip)) ? ofHost.get(first.ip) : undefined;
}
