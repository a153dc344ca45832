import type { Finding, ServerReport } from '../../../finding.js';
import type { Lane } from '../overview.js';
import type { PageData } from '../page-data.js';
import { howOften, names, release, timeSpan } from '../../wording.js';
import { affectedTable } from './affected.js';
import { el } from './dom.js';
import { evidenceBlock } from './evidence.js';
import { fixList } from './fixes.js';
import { swimlanes } from './lanes.js';
import { negotiationBlock } from './negotiation.js';
import { severityBadge } from './severity.js';

const NAMES = 5;

/** `server, OpenSSH 5.3`. */
function serverName(host: string | undefined, servers: readonly ServerReport[]): string {
  const releases = servers.filter((server) => server.host === host).map(({ openssh }) => release(openssh));
  const known = [...new Set(releases)].filter((name) => name !== undefined).join(' and ');
  return [host ?? '', known].filter((part) => part !== '').join(', ');
}

function occurrence(finding: Finding): string {
  const { users, sources, clients, omitted } = finding;
  const who = [
    howOften(finding),
    users.length === 0 ? '' : `as ${names(users.map(({ name }) => name), NAMES, omitted.users)}`,
    sources.length === 0 ? '' : `from ${names(sources.map(({ ip }) => ip), NAMES, omitted.sources)}`,
    clients.length === 0 ? '' : `with ${names(clients.map(({ name }) => name), NAMES, omitted.clients)}`,
  ].filter((part) => part !== '').join(' ');
  return [who, timeSpan(finding.firstSeen, finding.lastSeen) ?? ''].filter((part) => part !== '').join(', ');
}

function list(title: string, items: readonly string[]): HTMLElement | false {
  return items.length > 0 && el('div', {}, el('h4', {}, title), el('ul', {}, ...items.map((item) => el('li', {}, item))));
}

function body(finding: Finding, lanes: readonly Lane[], { report, strengths }: PageData): HTMLElement {
  const { summary, title, negotiation, causes, unknowns, fixes, affected, code } = finding;
  return el('div', { class: 'finding-body' },
    summary !== title && el('p', { class: 'lead' }, summary),
    el('p', { class: 'occurrence' }, occurrence(finding)),
    evidenceBlock(finding, serverName(finding.host, report.servers)),
    negotiation && negotiationBlock(negotiation, strengths),
    // A single moment is no course.
    lanes.reduce((sum, { steps }) => sum + steps.length, 0) > 1 && swimlanes(finding, lanes),
    list('Why', causes),
    fixes.length > 0 && fixList(fixes),
    list('What the log cannot tell', unknowns),
    affected.length > 0 && affectedTable(finding),
    el('p', { class: 'note' }, 'More about it: ', el('code', {}, `sshlog explain ${code}`)));
}

/** One finding, folded; what is inside is made when it is first unfolded. */
export function findingItem(finding: Finding, lanes: readonly Lane[], data: PageData): HTMLDetailsElement {
  const { severity, title, code, absorbedBy } = finding;
  const attack = absorbedBy === undefined ? undefined : data.report.findings.find(({ fingerprint }) => fingerprint === absorbedBy)?.code;
  const item = el('details', { class: `finding f-${severity}` },
    el('summary', {}, severityBadge(severity), el('h3', {}, title),
      el('span', { class: 'meta' }, el('code', {}, code), attack !== undefined && ` part of ${attack}`, ` ${[howOften(finding), finding.host ?? ''].filter((part) => part !== '').join(' · ')}`)));
  item.addEventListener('toggle', () => {
    if (item.open && item.childElementCount === 1) item.append(body(finding, lanes, data));
  });
  return item;
}

/** Unfolds it at once, as `open` alone does so only a moment later. */
export function unfold(item: HTMLDetailsElement, finding: Finding, lanes: readonly Lane[], data: PageData): void {
  if (item.childElementCount === 1) item.append(body(finding, lanes, data));
  item.open = true;
}
