import { asUnicode } from '../connections/text.js';
import { type Objection, objections, type Rules } from './login-verdict.js';
import type { Login } from './logins.js';
import { type NamedCount, type SimulatedLogin, type Verdict, VERDICTS } from './simulation.js';
import { times } from './times.js';

/** Addresses that are named of one row. */
const MAX_SOURCES = 100;

type RulesOf = (host: string | undefined) => { next: Rules; today: Rules | undefined } | undefined;

/** One row for each user and way to log in that fares differently; addresses that fare alike share it. */
export function simulateLogins(logins: readonly Login[], rulesOf: RulesOf, restore: (name: string) => string): SimulatedLogin[] {
  const rows = new Map<string, { row: SimulatedLogin; sources: Map<string, number> }>();
  for (const login of logins) {
    const rules = rulesOf(login.server.host);
    if (!rules) continue;
    const found = objections(login, restore(login.user), rules.next, rules.today);
    const key = JSON.stringify([login.server.host, login.user, login.methods, login.key, login.ca, found]);
    const known = rows.get(key);
    if (known) merge(known.row, login);
    const entry = known ?? { row: toRow(login, found), sources: new Map<string, number>() };
    if (!known) rows.set(key, entry);
    if (login.ip !== undefined) entry.sources.set(login.ip, (entry.sources.get(login.ip) ?? 0) + login.count);
  }
  return [...rows.values()].map(({ row, sources }) => withSources(row, sources)).sort(byUrgency);
}

function toRow(login: Login, found: readonly Objection[]): SimulatedLogin {
  const { host } = login.server;
  const verdict = verdictOf(found);
  const why = found.map(({ text, setting }) => ({ text, setting }));
  return {
    verdict,
    ...(host !== undefined && { host: asUnicode(host) }),
    user: login.user,
    methods: login.methods,
    ...(login.key && { key: login.key }),
    ...(login.ca !== undefined && { ca: login.ca }),
    count: login.count,
    ...times(login),
    sources: [],
    omitted: { sources: 0 },
    evidence: login.evidence,
    reasons: why.filter((_, i) => found[i]?.verdict === verdict),
  };
}

function verdictOf(found: readonly Objection[]): Verdict {
  if (found.some(({ verdict }) => verdict === 'locked-out')) return 'locked-out';
  return found.length > 0 ? 'cannot-tell' : 'connects';
}

function merge(row: SimulatedLogin, login: Login): void {
  const { firstSeen, lastSeen } = times(login);
  row.count += login.count;
  if (firstSeen !== undefined && !(row.firstSeen !== undefined && row.firstSeen < firstSeen)) row.firstSeen = firstSeen;
  if (lastSeen !== undefined && !(row.lastSeen !== undefined && row.lastSeen > lastSeen)) row.lastSeen = lastSeen;
}

function withSources(row: SimulatedLogin, sources: ReadonlyMap<string, number>): SimulatedLogin {
  const all: NamedCount[] = [...sources].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
  return { ...row, sources: all.slice(0, MAX_SOURCES), omitted: { sources: Math.max(0, all.length - MAX_SOURCES) } };
}

function byUrgency(a: SimulatedLogin, b: SimulatedLogin): number {
  return VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.count - a.count || (a.user < b.user ? -1 : 1);
}
