import { asUnicode } from '../connections/text.js';
import type { Finding } from '../finding.js';
import { attackOf, type Attackers } from './absorb.js';
import { type Collected, type Kept, variantsOf } from './collected.js';
import { topNames } from './counts.js';
import { toEvidence } from './exhibits.js';
import type { OccurrencesTable } from './occurrences.js';
import { withAdditions } from './revision.js';

/**
 * A finding as it is now. What takes long to make is made for the first who asks, and so must be asked for before anything is added:
 * the log of an attack has thousands of findings, of which few are told in full. A copy (`{ ...finding }`) has all of it.
 */
export function finish(collected: Collected, table: OccurrencesTable, attackers: Attackers): Finding {
  const { meta, problem } = collected;
  const host = hostOf(problem);
  const sources = topNames(collected.sources).map(({ name, count }) => ({ ip: name, count }));
  const clients = topNames(collected.clients);
  const negotiation = problem.negotiation && { ...problem.negotiation, next: collected.next?.forAll() ?? [] };
  const users = topNames(collected.users);
  const [omittedSources, omittedUsers] = [collected.sources.omitted, collected.users.omitted];
  const times = {
    ...(collected.firstTime !== undefined && { firstSeen: new Date(collected.firstTime).toISOString() }),
    ...(collected.lastTime !== undefined && { lastSeen: new Date(collected.lastTime).toISOString() }),
  };
  const evidence = once((): Finding['evidence'] => {
    const [first, ...rest] = toEvidence(collected.evidence);
    if (!first) throw new Error(`${meta.code} has no evidence`);
    return [first, ...rest];
  });
  const occurrences = once(() => table.affected(collected.affected));
  const advice = once(() => problem.advise({
    clients: clients.map(({ name }) => name),
    ips: sources.map(({ ip }) => ip),
    users: users.map(({ name }) => name),
    moreUsers: omittedUsers > 0,
    moreIps: omittedSources > 0,
    attempts: collected.attempts,
    affected: occurrences(),
    evidence: evidence(),
    ...times,
    ...(negotiation && { negotiation }),
    variants: variantsOf(collected),
    nextForSome: collected.next?.forSome() ?? [],
  }));
  const absorbedBy = omittedSources > 0 ? undefined : attackOf(meta, host, sources, attackers);
  const finding: Finding = {
    code: meta.code,
    category: meta.category,
    severity: absorbedBy === undefined ? meta.severity : 'info',
    title: problem.title,
    get summary() {
      return advice().summary;
    },
    ...(host !== undefined && { host }),
    count: collected.count,
    attempts: collected.attempts,
    ...times,
    state: 'final',
    sources,
    users,
    clients,
    ...(negotiation && { negotiation: advice().negotiation ?? negotiation }),
    get evidence() {
      return evidence();
    },
    get causes() {
      return advice().causes;
    },
    get fixes() {
      return advice().fixes;
    },
    get unknowns() {
      return advice().unknowns;
    },
    get affected() {
      return occurrences();
    },
    get omitted() {
      return {
        sources: omittedSources,
        users: omittedUsers,
        clients: collected.clients.omitted,
        evidence: collected.evidence.total - evidence().length,
        affected: collected.count - collected.affected.count,
      };
    },
    fingerprint: collected.fingerprint,
    ...(absorbedBy !== undefined && { absorbedBy }),
  };
  return collected.additions ? withAdditions(finding, collected.additions) : finding;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function hostOf({ host }: Kept): string | undefined {
  return host === undefined ? undefined : asUnicode(host);
}
