import { strengthOf } from '../openssh/algorithms.js';
import { withheldMethods } from '../openssh/client-bugs.js';
import type { ReleaseRange } from '../openssh/version.js';
import type { ClientProfile } from './clients.js';
import { directionOf, kindOf, listsOf, NEGOTIATED, type NegotiatedList } from './lists.js';
import { type ClientLists, firstFailure, negotiate, type NegotiationResult } from './negotiate.js';
import { IMPLICIT, type Observation, type Offers } from './observation.js';
import { settingOf, type Plan, type ServerList, type ServerProposal } from './server-proposal.js';
import type { Chosen, FailingList, SimulatedClient, Verdict, Weakening } from './simulation.js';

/** The lists of a client as far as the log shows them. @param today what the server offers today, where that is known */
export function clientLists({ proposals, agreed, failed }: Observation, today: ServerProposal | undefined): ClientLists {
  const lists: ClientLists = {};
  for (const list of NEGOTIATED) {
    const offer = proposals?.client[list];
    const name = agreed[list];
    const instead = proposals?.server[list]?.names ?? today?.[kindOf(list)].sure;
    if (offer) lists[list] = { offer };
    else if (name !== undefined) lists[list] = { agreed: name, instead };
  }
  // The verdict does not say in which direction: where the lists differ, it may be the other.
  const [first] = failed?.client ? listsOf(failed.kind) : [];
  if (first && failed?.client) lists[first] ??= { offer: failed.client };
  return lists;
}

/** What this client is offered: sshd leaves out what it knows the client to get wrong. */
export function offeredTo(client: string | undefined, proposal: ServerProposal, range: ReleaseRange): ServerProposal {
  if (client === undefined) return proposal;
  const { sure, perhaps } = withheldMethods(client, range);
  const kex: ServerList = {
    sure: proposal.kex.sure.filter((name) => !perhaps.includes(name)),
    possible: proposal.kex.possible.filter((name) => !sure.includes(name)),
  };
  return { ...proposal, kex };
}

/** One list that fails decides, whatever is unknown of the others: all must meet. */
export function verdictOf(result: NegotiationResult): Verdict {
  if (firstFailure(result) !== undefined) return 'locked-out';
  return NEGOTIATED.every((list) => result[list].state === 'meets') ? 'connects' : 'cannot-tell';
}

/** The algorithms that are certain. */
export function chosen(result: NegotiationResult): Chosen {
  return Object.fromEntries(NEGOTIATED.flatMap((list) => {
    const met = result[list];
    return met.state === 'meets' && met.name !== undefined ? [[list, met.name]] : [];
  }));
}

/** What both agreed on today: as sshd logged it, otherwise as the two proposals prescribe. */
export function chosenToday({ agreed, proposals }: Observation): Chosen {
  return { ...(proposals && chosen(replay(proposals.client, proposals.server))), ...agreed };
}

/** How the client fares today: by what the log shows of its end, otherwise as the two proposals prescribe. */
export function today({ observation, passed }: ClientProfile): SimulatedClient['today'] {
  const { agreed, failed, proposals } = observation;
  if (failed) return 'locked-out';
  if (passed || agreed['cipher-stoc'] !== undefined) return 'connects';
  if (!proposals) return 'unknown';
  const verdict = verdictOf(replay(proposals.client, proposals.server));
  return verdict === 'cannot-tell' ? 'unknown' : verdict;
}

/** Lists of one server in both directions; what its line lost may have held anything. */
function replay(client: Offers, server: Offers): NegotiationResult {
  const result = {} as NegotiationResult;
  const lists = clientLists({ proposals: { client, server }, agreed: {}, failed: undefined, passed: false, keyAlgorithm: undefined, partial: [] }, undefined);
  for (const direction of ['ctos', 'stoc'] as const) {
    const of = (list: NegotiatedList): ServerList => {
      const offer = server[list];
      return { sure: offer?.names ?? [], possible: offer && !offer.cut ? offer.names : [...(offer?.names ?? []), ...(client[list]?.names ?? [])] };
    };
    const proposal: ServerProposal = {
      kex: of('kex'), hostkey: of('hostkey'), cipher: of(`cipher-${direction}`), mac: of(`mac-${direction}`), compression: of(`compression-${direction}`),
    };
    const replayed = negotiate(lists, proposal);
    for (const list of NEGOTIATED) if (directionOf(list) === direction || directionOf(list) === 'both') result[list] = replayed[list];
  }
  return result;
}

const RANK = { recommended: 0, ok: 1, weak: 2, broken: 3 } as const;

/** Lists in which the choice is worse than today's by the strength of the two names. */
export function weakenings(before: Chosen, after: Chosen): Weakening[] {
  return NEGOTIATED.flatMap((list) => {
    const [from, to] = [before[list], after[list]];
    if (from === undefined || to === undefined || from === to) return [];
    const [was, is] = [rankOf(list, from), rankOf(list, to)];
    return was !== undefined && is !== undefined && is > was ? [{ list, from, to }] : [];
  });
}

/** An AEAD cipher is at least as good as any MAC; names that nobody knows cannot be compared. */
function rankOf(list: NegotiatedList, name: string): number | undefined {
  const strength = name === IMPLICIT ? 'recommended' : strengthOf(kindOf(list), name);
  return strength !== undefined ? RANK[strength] : undefined;
}

/** The lists that fail, both directions of the same two lists as one. */
export function failuresOf(result: NegotiationResult, client: ClientLists, server: ServerProposal, plan: Plan, { proposals }: Observation): FailingList[] {
  const failures: FailingList[] = [];
  for (const list of NEGOTIATED) {
    if (result[list].state !== 'fails') continue;
    const kind = kindOf(list);
    const known = client[list];
    const clientOffer = known && 'offer' in known ? [...known.offer.names] : undefined;
    const directionShown = proposals !== undefined || directionOf(list) === 'both';
    const twin = failures.find((other) => other.kind === kind && other.clientOffer?.join() === clientOffer?.join());
    if (twin) twin.direction = 'both';
    else failures.push({ kind, direction: directionShown ? directionOf(list) : 'unknown', ...(clientOffer && { clientOffer }), serverOffer: [...server[kind].possible], setting: settingOf(plan, kind) });
  }
  return failures;
}
