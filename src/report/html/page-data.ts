import { type Finding, type ListMismatch, type Report, SEVERITIES, type Severity } from '../../finding.js';
import { strengthOf, type Strength } from '../../openssh/algorithms.js';
import type { Overview } from './overview.js';

/** What the script of the page reads. */
export interface PageData {
  report: Report;
  overview: Overview;
  /** By kind, then by name; names that are not known are absent. */
  strengths: Partial<Record<ListMismatch['kind'], Record<string, Strength>>>;
  /** All findings of a report by their severity, also those that the page has no room for. */
  severities: Record<Severity, number>;
  /** Findings that the page has no room for, by code. */
  leftOut: Record<string, number>;
}

/** Characters of JSON that findings may take. The whole page stays below 5 MB whatever the log holds. */
const ROOM = 3_000_000;
/** Names and connections of a finding that are shown where there are more findings than room for all of them in full. */
const SHORT = 10;

/** What the page shows of a report: everything where there is room, else shorter lists, else the most important findings. */
export function pageData(report: Report, overview: Overview): PageData {
  const inFull = report.findings.map((finding) => ({ finding, size: JSON.stringify(finding).length }));
  const fits = inFull.reduce((sum, { size }) => sum + size, 0) <= ROOM;
  const shown: Finding[] = [];
  const leftOut: Record<string, number> = {};
  let taken = 0;
  for (const { finding } of inFull) {
    const entry = fits ? finding : shortened(finding);
    taken += JSON.stringify(entry).length;
    if (taken <= ROOM) shown.push(entry);
    else leftOut[finding.code] = (leftOut[finding.code] ?? 0) + 1;
  }
  const lanes = overview.lanes.slice(0, shown.length).map((ofFinding, i) => ofFinding.filter(({ affected }) => affected < (shown[i]?.affected.length ?? 0)));
  return { report: { ...report, findings: shown }, overview: { ...overview, lanes }, strengths: strengthsOf(shown, overview), severities: severitiesOf(report), leftOut };
}

function severitiesOf({ findings }: Report): PageData['severities'] {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)])) as PageData['severities'];
}

function shortened(finding: Finding): Finding {
  const { sources, users, clients, affected, omitted } = finding;
  const rest = (list: readonly unknown[]) => Math.max(0, list.length - SHORT);
  return {
    ...finding,
    sources: sources.slice(0, SHORT),
    users: users.slice(0, SHORT),
    clients: clients.slice(0, SHORT),
    affected: affected.slice(0, SHORT),
    omitted: {
      ...omitted,
      sources: omitted.sources + rest(sources),
      users: omitted.users + rest(users),
      clients: omitted.clients + rest(clients),
      affected: omitted.affected + rest(affected),
    },
  };
}

function strengthsOf(findings: readonly Finding[], { agreements }: Overview): PageData['strengths'] {
  const strengths: PageData['strengths'] = {};
  const add = (kind: ListMismatch['kind'], names: readonly string[] = []) => {
    for (const name of names) {
      const strength = strengthOf(kind, name);
      if (strength !== undefined) (strengths[kind] ??= {})[name] = strength;
    }
  };
  for (const { negotiation } of findings) {
    for (const { kind, clientOffer, serverOffer } of negotiation ? [negotiation, ...negotiation.next] : []) {
      add(kind, clientOffer);
      add(kind, serverOffer);
    }
  }
  for (const { agreed } of agreements) {
    for (const [kind, names] of Object.entries(agreed) as [ListMismatch['kind'], { name: string }[]][]) add(kind, names.map(({ name }) => name));
  }
  return strengths;
}
