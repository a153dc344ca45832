import { algorithmList } from '../configuration/index.js';
import type { AlgorithmKind } from '../events.js';
import type { Fix, Strength } from '../finding.js';
import { findAlgorithm } from '../openssh/algorithms.js';
import { type Candidates, isPoor, strongestOf } from '../openssh/candidates.js';
import { describeClient } from '../openssh/clients.js';
import { acceptsModifier, compressionLine, configurationLine, directiveFor } from '../openssh/configuration.js';
import { cryptoPolicyApplies, cryptoPolicyAdvice } from '../openssh/crypto-policy.js';
import type { DistributionFamily } from '../openssh/distributions.js';
import { describeRange, exactRelease, NEWEST_RELEASE } from '../openssh/version.js';
import { hostKeyException, withKeys } from './host-key-exception.js';
import { listsOf } from './lists.js';
import { type ClientLists, firstFailure, negotiate } from './negotiate.js';
import { type Plan, type ServerProposal, valueOf } from './server-proposal.js';
import type { FailingList } from './simulation.js';

/** Lines of the new configuration, commands that come with them, and what to know. */
export interface Exception {
  lines: string[];
  commands?: string[];
  notes: string[];
}

/**
 * What lets a locked-out client in, the smallest change of the new configuration first: for each list that fails, the strongest
 * algorithm that the client offers and the release has. It is negotiated again with that change before it is proposed.
 */
export function exceptionsFor(
  failures: readonly FailingList[], client: ClientLists, server: ServerProposal, plan: Plan, who: { client: string | undefined; family: DistributionFamily | undefined },
): Fix[] {
  const found = failures.map((failure) => ({ failure, candidates: strongestOf(failure.kind, offerFor(failure, plan), plan.range) }));
  const names = found.flatMap(({ failure, candidates: { best } }) => (best === undefined ? [] : [{ failure, best }]));
  const onClient = upgradeClient(who.client);
  if (names.length < failures.length || !letsIn(names, client, server)) return [hopeless(failures, found, plan), ...onClient];
  const exceptions = names.map(({ failure, best }) => exceptionFor(failure, best, plan));
  if (exceptions.some(({ lines, commands }) => lines.length === 0 && !commands)) return [hopeless(failures, found, plan), ...onClient];
  const strength = weakest(found.map(({ candidates }) => candidates.strength));
  const policy = cryptoPolicyApplies(who.family, plan.range) === 'yes' ? [cryptoPolicyAdvice(plan.range)] : [];
  const onServer: Fix = {
    side: 'server',
    summary: `${isPoor(strength) ? 'as an exception, ' : ''}let the new configuration accept ${names.map(({ best }) => best).join(' and ')}`,
    action: 'set',
    file: 'sshd_config',
    lines: exceptions.flatMap(({ lines }) => lines),
    ...(exceptions.some(({ commands }) => commands) && { commands: exceptions.flatMap(({ commands = [] }) => commands) }),
    ...(strength !== undefined && { strength }),
    caution: [...found.flatMap(({ failure, candidates }) => against(failure, candidates)), ...exceptions.flatMap(({ notes }) => notes), HOLDS_FOR_ALL, ...policy].join(' '),
  };
  // What is poor is better repaired where it comes from.
  return isPoor(strength) ? [...onClient, onServer] : [onServer, ...onClient];
}

/** Of host key algorithms those that the server has a key for, if there are any: the change is smaller. */
function offerFor({ kind, clientOffer = [] }: FailingList, plan: Plan): readonly string[] {
  return kind === 'hostkey' ? withKeys(clientOffer, plan) : clientOffer;
}

const HOLDS_FOR_ALL = 'It holds for every client: a Match block cannot contain it.';

/** Whether the client passes every list once these names are offered too; what is unknown of it stays so. */
function letsIn(names: readonly { failure: FailingList; best: string }[], client: ClientLists, server: ServerProposal): boolean {
  const changed = { ...server };
  for (const { failure: { kind }, best } of names) {
    changed[kind] = { sure: [...changed[kind].sure, best], possible: [...changed[kind].possible, best] };
  }
  const result = negotiate(client, changed);
  return firstFailure(result) === undefined && names.every(({ failure: { kind } }) => listsOf(kind).some((list) => result[list].state === 'meets'));
}

function exceptionFor(failure: FailingList, name: string, plan: Plan): Exception {
  if (failure.kind === 'compression') {
    const line = compressionLine(name, plan.range);
    return { lines: line === undefined ? [] : [line], notes: [] };
  }
  if (failure.kind === 'hostkey') {
    // What keeps it out may be a HostKey line, which stays.
    const notes = valueOf(plan.configuration, 'HostKeyAlgorithms') === undefined ? [] : placeNotes(failure);
    return hostKeyException(name, plan, { line: () => lineWith('hostkey', name, plan), notes });
  }
  return { lines: [lineWith(failure.kind, name, plan)], notes: placeNotes(failure) };
}

/** The line that sets the list as it will be, with the name as well: `+` where it may, or at the end of what is there. */
function lineWith(kind: Exclude<AlgorithmKind, 'compression'>, name: string, { configuration, range, knowledge }: Plan): string {
  const keyword = directiveFor(kind);
  const text = valueOf(configuration, keyword);
  if (text === undefined && acceptsModifier('+', range)) return configurationLine(kind, [name], { add: true });
  if (text !== undefined && !text.startsWith('-') && name.length > 0) return `${keyword} ${text},${name}`;
  const release = exactRelease(range) ?? range.max ?? NEWEST_RELEASE;
  const shown = kind === 'hostkey' ? undefined : knowledge.lists[kind].at(-1);
  const names = text === undefined && shown ? shown : algorithmList(keyword, text, release).names;
  return configurationLine(kind, [...names.filter((other) => other !== name), name], { add: false });
}

/** sshd takes the first line of a keyword. */
function placeNotes({ setting: { keyword, file } }: FailingList): string[] {
  return file === undefined ? [] : [`It replaces the present ${keyword} line.`];
}

function against({ kind }: FailingList, { best = '', strength, guessed }: Candidates): string[] {
  const why = findAlgorithm(kind, best)?.why;
  return [
    ...(isPoor(strength) ? [`${best} is ${strength}${why === undefined ? '.' : `: ${why}`}`] : []),
    ...(guessed ? [`Whether the release has ${best} is not certain: sshd -t tells.`] : []),
  ];
}

function hopeless(failures: readonly FailingList[], found: readonly { failure: FailingList; candidates: Candidates }[], { range }: Plan): Fix {
  const lost = found.filter(({ candidates: { best } }) => best === undefined).map(({ failure }) => failure);
  const kinds = (lost.length > 0 ? lost : failures).map(({ kind }) => directiveFor(kind));
  const releases = [...new Set(lost.flatMap(({ kind, clientOffer = [] }) => clientOffer.flatMap((name) => {
    const removed = findAlgorithm(kind, name)?.removedIn;
    return removed === undefined ? [] : [`${name} went with ${removed}`];
  })))].slice(0, 3);
  return {
    side: 'client',
    summary: `no line of sshd_config lets this client in: of its ${[...new Set(kinds)].join(' and ')} OpenSSH ${describeRange(range)} has none${releases.length > 0 ? ` (${releases.join(', ')})` : ''}; upgrade the client, or change its own lists`,
    action: 'run',
  };
}

function upgradeClient(software: string | undefined): Fix[] {
  const known = software === undefined ? undefined : describeClient(software);
  return known?.upgrade === undefined ? [] : [{ side: 'client', summary: `${known.name}${known.version === undefined ? '' : ` ${known.version}`}: ${known.upgrade}`, action: 'run' }];
}

function weakest(strengths: readonly (Strength | undefined)[]): Strength | undefined {
  const order: Strength[] = ['recommended', 'ok', 'weak', 'broken'];
  return strengths.reduce((worst, strength) => (strength !== undefined && (worst === undefined || order.indexOf(strength) > order.indexOf(worst)) ? strength : worst), undefined);
}
