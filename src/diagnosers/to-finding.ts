import { asUnicode } from '../connections/text.js';
import type { Affected, Finding } from '../finding.js';
import type { Collected, Kept, Occurrence } from './collected.js';
import type { Seen } from './diagnoser.js';
import { toEvidence } from './exhibits.js';
import { withAdditions } from './revision.js';

function affected({ host, pid, ip, port, user, time, line }: Occurrence): Affected {
  // There are a hundred of these in each finding: one by one is several times faster than to spread what is known.
  const written: Partial<Affected> = {};
  if (host !== undefined) written.host = asUnicode(host);
  if (pid !== undefined) written.pid = pid;
  if (ip !== undefined) written.ip = ip;
  if (port !== undefined) written.port = port;
  if (user !== undefined) written.user = user;
  if (time !== undefined) written.time = new Date(time).toISOString();
  written.line = line;
  return written as Affected;
}

/** A finding as it is now. */
export function finish(collected: Collected): Finding {
  const { meta, problem } = collected;
  const host = hostOf(problem);
  const sources = collected.sources.top();
  const clients = collected.clients.top();
  const negotiation = problem.negotiation && { ...problem.negotiation, next: collected.next.forAll() };
  const users = collected.users.top();
  const [first, ...rest] = toEvidence(collected.evidence);
  const occurrences = collected.affected.map(affected);
  if (!first) throw new Error(`${meta.code} has no evidence`);
  const times = {
    ...(collected.firstTime !== undefined && { firstSeen: new Date(collected.firstTime).toISOString() }),
    ...(collected.lastTime !== undefined && { lastSeen: new Date(collected.lastTime).toISOString() }),
  };
  const seen: Seen = {
    clients: clients.map(({ name }) => name),
    ips: sources.map(({ name }) => name),
    users: users.map(({ name }) => name),
    moreUsers: collected.users.omitted() > 0,
    moreIps: collected.sources.omitted() > 0,
    attempts: collected.attempts,
    affected: occurrences,
    evidence: [first, ...rest],
    ...times,
    ...(negotiation && { negotiation }),
    nextForSome: collected.next.forSome(),
  };
  const advice = problem.advise(seen);
  const finding: Finding = {
    code: meta.code,
    category: meta.category,
    severity: meta.severity,
    title: problem.title,
    summary: advice.summary,
    ...(host !== undefined && { host }),
    count: collected.count,
    attempts: collected.attempts,
    ...times,
    state: 'final',
    sources: sources.map(({ name, count }) => ({ ip: name, count })),
    users,
    clients,
    ...(negotiation && { negotiation: advice.negotiation ?? negotiation }),
    evidence: [first, ...rest],
    causes: advice.causes,
    fixes: advice.fixes,
    unknowns: advice.unknowns,
    affected: occurrences,
    omitted: {
      sources: collected.sources.omitted(),
      users: collected.users.omitted(),
      clients: collected.clients.omitted(),
      evidence: collected.evidence.total - 1 - rest.length,
      affected: collected.count - occurrences.length,
    },
    fingerprint: collected.fingerprint,
  };
  return collected.additions ? withAdditions(finding, collected.additions) : finding;
}

export function hostOf({ host }: Kept): string | undefined {
  return host === undefined ? undefined : asUnicode(host);
}
