import type { SimulatedClient, SimulatedLogin, Simulation } from '../simulate/simulation.js';
import { printable } from './safe-text.js';
import {
  algorithmNames, asNegotiation, changeName, clientName, failureTitle, headline, loginName, seen, where,
} from './simulation-words.js';
import { palette, type Style } from './style.js';
import { negotiationBlocks } from './text/algorithms.js';
import { evidenceBlock } from './text/evidence.js';
import { fixBlocks } from './text/fixes.js';
import { header, serverName } from './text/header.js';
import { names, plural } from './wording.js';
import { labelled, wrap } from './wrap.js';

/** Names of one client or login that people read; `verbose` shows all that are kept. */
const SHOWN = 3;
/** Clients and logins that get in are told in a line each, up to so many. */
const SHORT = 10;

/** The simulation for people: who is locked out, and why, in full; the others in short; the verdict last. */
export function formatSimulationText(simulation: Simulation, style: Style, { verbose = false, quiet = false } = {}): string {
  const { clients, logins } = simulation;
  const locked = clients.filter(({ verdict }) => verdict === 'locked-out');
  const full = verbose ? locked : locked.filter(({ today }) => today !== 'locked-out');
  const blocks = [
    ...full.map((client) => lockedOut(client, simulation, style, verbose)),
    ...logins.filter(({ verdict }) => verdict === 'locked-out').map((login) => lockedLogin(login, simulation, style, verbose)),
    list('locked out today, and then', locked.filter((client) => !full.includes(client)).map((client) => `${clientName(client)}: ${reason(client)}; ${seen(client, SHOWN)}`), style, verbose),
    list('cannot tell', [
      ...clients.filter(({ verdict }) => verdict === 'cannot-tell').map((client) => `${clientName(client)}: ${seen(client, SHOWN)}. ${client.unknowns.join(' ')}`),
      ...logins.filter(({ verdict }) => verdict === 'cannot-tell').map((login) => `${loginName(login)}: ${reasons(login)}`),
    ], style, verbose),
    list('weaker than today', clients.filter(({ weaker }) => weaker.length > 0).map((client) =>
      `${clientName(client)}: ${client.weaker.map(({ from, to }) => `${to} instead of ${from}`).join(', ')}; ${seen(client, SHOWN)}`), style, verbose),
    list('connects', clients.filter(({ verdict }) => verdict === 'connects').map(connecting), style, verbose),
    verbose ? list('still logs in', logins.filter(({ verdict }) => verdict === 'connects').map(loginName), style, verbose) : '',
    quiet ? '' : list('taken for granted', simulation.assumptions, style, true),
    quiet ? '' : verdict(simulation, style),
  ].filter((block) => block !== '');
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function lockedOut(client: SimulatedClient, { servers }: Simulation, style: Style, verbose: boolean): string {
  const title = `${clientName(client)}: ${reason(client)}`;
  const negotiation = asNegotiation(client.failures);
  const places = client.failures.map(({ setting }) => `${setting.keyword}, ${where(setting)}`);
  return paragraphs([
    [...header({ severity: 'error', code: 'locked-out', title }, style), ...evidenceOf(client, serverName(client.host, servers), style, verbose, seen(client, verbose ? Infinity : SHOWN))],
    ...(negotiation ? negotiationBlocks(negotiation, style) : []),
    labelled('set by', places.map(printable), style.width, palette(style).label),
    labelled('cannot tell', client.unknowns.map(printable), style.width, palette(style).label),
    ...fixBlocks(client.exceptions, style),
  ]);
}

/** The list that sshd would name. */
function reason({ failures: [first] }: SimulatedClient): string {
  return first ? failureTitle(first) : 'locked out';
}

function lockedLogin(login: SimulatedLogin, { servers }: Simulation, style: Style, verbose: boolean): string {
  const { sources, omitted, count } = login;
  const from = sources.length === 0 ? '' : ` from ${names(sources.map(({ name }) => name), verbose ? Infinity : SHOWN, omitted.sources)}`;
  return paragraphs([
    [
      ...header({ severity: 'error', code: 'locked-out', title: `the login of ${loginName(login)} is refused` }, style),
      ...evidenceOf(login, serverName(login.host, servers), style, verbose, `${plural(count, 'login')}${from}`),
    ],
    labelled('why', login.reasons.map(({ text, setting }) => printable(`${text} (${where(setting)})`)), style.width, palette(style).label),
  ]);
}

function evidenceOf({ evidence }: Pick<SimulatedClient, 'evidence'>, server: string, style: Style, verbose: boolean, note: string): string[] {
  const { lines, gutter } = evidenceBlock({ evidence: [evidence], omitted: { evidence: 0 } }, () => server, style, verbose);
  const indent = ' '.repeat(gutter + 1);
  return [...lines, ...wrap(printable(note), style.width, `${indent}= `, `${indent}  `)];
}

function reasons({ reasons: all }: SimulatedLogin): string {
  return all.map(({ text, setting }) => `${text} (${where(setting)})`).join('; ');
}

function connecting(client: SimulatedClient): string {
  const chosen = algorithmNames(client.after);
  return `${clientName(client)}${chosen === '' ? '' : `: ${chosen}`}; ${plural(client.count, 'connection')}`;
}

function list(title: string, items: readonly string[], style: Style, verbose: boolean): string {
  if (items.length === 0) return '';
  const shown = verbose ? items : items.slice(0, SHORT);
  const hidden = items.length - shown.length;
  return [
    palette(style).label(title),
    ...shown.flatMap((item) => wrap(printable(item), style.width, '  - ', '    ')),
    ...(hidden > 0 ? [`  and ${plural(hidden, 'other')} (-v shows all)`] : []),
  ].join('\n');
}

function verdict(simulation: Simulation, style: Style): string {
  const { title, severity } = palette(style);
  const { clients, logins } = simulation.summary;
  const paint = clients.lockedOut - clients.alreadyLockedOut + logins.lockedOut > 0 ? severity.error : title;
  const { omitted } = simulation;
  const nobody = simulation.clients.length === 0 ? ['the log shows no client: is this the right log?'] : [];
  const left = omitted.clients + omitted.logins > 0 ? [`${plural(omitted.clients + omitted.logins, 'connection')} of further clients and users left out: too many different ones`] : [];
  return [
    ...wrap(printable(`${changeName(simulation)}: ${headline(simulation)}`), style.width, '', '  ').map((line) => paint(line)),
    ...[...nobody, ...left].flatMap((note) => wrap(note, style.width, '  ', '    ')),
  ].join('\n');
}

function paragraphs(blocks: readonly (readonly string[])[]): string {
  return blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n');
}
