import type { Finding, Severity } from '../../../finding.js';

/** What the reader wants to see; an empty text admits everything. */
export interface Filter {
  severities: ReadonlySet<Severity>;
  code: string;
  host: string;
  user: string;
  address: string;
  text: string;
}

const has = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

/** Everything that can be read in a finding, for a search. */
function textOf(finding: Finding): string {
  const { code, category, title, summary, host = '', sources, users, clients, evidence, causes, unknowns, fixes, negotiation } = finding;
  return [
    code, category, title, summary, host, ...sources.map(({ ip }) => ip), ...users.map(({ name }) => name), ...clients.map(({ name }) => name),
    ...evidence.flatMap(({ file, text }) => [file, text]), ...causes, ...unknowns, ...(negotiation?.clientOffer ?? []), ...(negotiation?.serverOffer ?? []),
    ...fixes.flatMap(({ summary: said, file = '', lines = [], commands = [], caution = '' }) => [said, file, ...lines, ...commands, caution]),
  ].join('\n');
}

/** Whether a finding is to be seen. Names fit by a part of them, addresses by their beginning, in whatever case. */
export function admits({ severities, code, host, user, address, text }: Filter, finding: Finding): boolean {
  return severities.has(finding.severity)
    && (code === '' || finding.code === code)
    && (host === '' || finding.host === host)
    && (user === '' || [...finding.users.map(({ name }) => name), ...finding.affected.map((one) => one.user ?? '')].some((name) => has(name, user)))
    && (address === '' || [...finding.sources, ...finding.affected].some(({ ip }) => ip?.toLowerCase().startsWith(address.toLowerCase())))
    && (text === '' || has(textOf(finding), text));
}
