import type { SimulatedClient, SimulatedLogin, Simulation } from '../simulate/simulation.js';
import { code, fence, inline, table } from './markdown-text.js';
import { algorithmNames, changeName, clientName, failureTitle, headline, loginName, seen, VERDICTS, where } from './simulation-words.js';

/** Names of one client that people read. */
const SHOWN = 3;
/** Rows of a table that people read; the other formats have all. */
const ROWS = 100;

/** The simulation for a pull request: the verdict, who is locked out and what lets them in, and tables of all others. */
export function formatSimulationMarkdown(simulation: Simulation): string {
  const { clients, logins, assumptions } = simulation;
  const locked = clients.filter(({ verdict, today }) => verdict === 'locked-out' && today !== 'locked-out');
  const lost = logins.filter(({ verdict }) => verdict === 'locked-out');
  const others = clients.filter((client) => !locked.includes(client));
  const blocks: string[][] = [
    [`## sshlog simulate: ${inline(changeName(simulation))}`],
    [`${locked.length + lost.length > 0 ? '**Locks out.** ' : ''}${inline(headline(simulation))}.`],
    ...locked.flatMap(lockedOut),
    ...(lost.length === 0 ? [] : [['### Logins that are refused'], table(['login', '#logins', 'why'], lost.slice(0, ROWS).map(loginRow))]),
    ...(others.length === 0 ? [] : [['### Other clients'], table(['verdict', 'client', '#connections', 'algorithms, or what is missing'], others.slice(0, ROWS).map(clientRow))]),
    ...hidden(others.length - ROWS),
    ...unknownLogins(logins.filter(({ verdict }) => verdict === 'cannot-tell')),
    ...(assumptions.length === 0 ? [] : [['### Taken for granted'], assumptions.map((text) => `- ${inline(text)}`)]),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function lockedOut(client: SimulatedClient): string[][] {
  const { failures, exceptions, evidence, unknowns } = client;
  return [
    [`### Locked out: ${code(clientName(client))}`],
    [`${inline(seen(client, SHOWN))}. Last proof: ${code(`${evidence.file}:${evidence.line}`)}.`],
    ...failures.flatMap((failure) => [
      [`${inline(failureTitle(failure))}, ${code(`${failure.setting.keyword}, ${where(failure.setting)}`)}:`],
      fence([`client offers   ${failure.clientOffer?.join(',') ?? '?'}`, `server accepts  ${failure.serverOffer.join(',')}`]),
    ]),
    ...exceptions.flatMap(({ side, summary, lines = [], commands = [], strength, caution }) => [
      [`On the ${side}${strength === undefined ? '' : ` (${strength})`}: ${inline(summary.replace(/\.$/, ''))}.${caution === undefined ? '' : ` ${inline(caution)}`}`],
      ...(lines.length + commands.length > 0 ? [fence([...lines, ...commands])] : []),
    ]),
    ...(unknowns.length > 0 ? [[inline(unknowns.join(' '))]] : []),
  ];
}

function loginRow(login: SimulatedLogin): string[] {
  return [code(loginName(login)), String(login.count), login.reasons.map(({ text, setting }) => `${inline(text)} (${code(where(setting))})`).join('; ')];
}

function clientRow(client: SimulatedClient): string[] {
  const { verdict, today, weaker, unknowns, failures, count } = client;
  const weak = weaker.map(({ from, to }) => `${code(to)} instead of ${code(from)}`).join(', ');
  const details = verdict === 'connects'
    ? `${code(algorithmNames(client.after))}${weak === '' ? '' : ` weaker: ${weak}`}`
    : inline(failures[0] ? failureTitle(failures[0]) : unknowns.join(' '));
  return [verdict === 'locked-out' && today === 'locked-out' ? 'locked out today, too' : VERDICTS[verdict], code(clientName(client)), String(count), details];
}

function unknownLogins(logins: readonly SimulatedLogin[]): string[][] {
  if (logins.length === 0) return [];
  return [['### Logins of which it cannot be told'], table(['login', '#logins', 'why'], logins.slice(0, ROWS).map(loginRow)), ...hidden(logins.length - ROWS)];
}

function hidden(count: number): string[][] {
  return count > 0 ? [[`and ${count} more`]] : [];
}
