import { isAead } from '../openssh/algorithms.js';
import { directionOf, kindOf, NEGOTIATED, type NegotiatedList } from './lists.js';
import { IMPLICIT, type Offer } from './observation.js';
import type { ServerList, ServerProposal } from './server-proposal.js';

/**
 * What is known of a client's list: its names in its order, or only which one it agreed on with a server that offered
 * `instead` (undefined: the log does not show what that server offered).
 */
export type ClientList = { offer: Offer } | { agreed: string; instead: readonly string[] | undefined };
export type ClientLists = Partial<Record<NegotiatedList, ClientList>>;

/**
 * How a list comes out. `name` is the choice where it is certain. `unknown` says whose list is not known well enough:
 * the client's needs another LogLevel, the server's a release or its host keys.
 */
export type ListResult =
  | { state: 'meets'; name?: string }
  | { state: 'fails' }
  | { state: 'unknown'; whose: 'client' | 'server' };

export type NegotiationResult = Record<NegotiatedList, ListResult>;

/**
 * Negotiates as RFC 4253 section 7.1 prescribes: in each list the first name of the client's that the server has too. A
 * guess that the client may have sent along changes no choice. That key exchange and host key fit together needs no check:
 * all that sshd has sign. Where something is not known, all that it may be is tried.
 */
export function negotiate(client: ClientLists, server: ServerProposal): NegotiationResult {
  const result = {} as NegotiationResult;
  for (const list of NEGOTIATED) {
    const met = meet(client[list], server[kindOf(list)]);
    result[list] = kindOf(list) === 'mac' ? withImplicitMac(met, wasImplicit(client[list]), ciphersOf(list, client, server)) : met;
  }
  return result;
}

/** The first list in the server's order that certainly fails. */
export function firstFailure(result: NegotiationResult): NegotiatedList | undefined {
  return NEGOTIATED.find((list) => result[list].state === 'fails');
}

function meet(client: ClientList | undefined, server: ServerList): ListResult {
  if (server.possible.length === 0) return { state: 'fails' };
  if (client === undefined) return { state: 'unknown', whose: 'client' };
  return 'offer' in client ? meetOffer(client.offer, server) : meetAgreed(client.agreed, client.instead, server);
}

function meetOffer({ names, cut }: Offer, { sure, possible }: ServerList): ListResult {
  const at = names.findIndex((name) => sure.includes(name));
  const before = names.slice(0, at < 0 ? undefined : at).some((name) => possible.includes(name));
  if (at >= 0) return before ? { state: 'meets' } : certain(names[at]);
  if (cut) return { state: 'unknown', whose: 'client' };
  return before ? { state: 'unknown', whose: 'server' } : { state: 'fails' };
}

/** Names in front of the agreed one were none of that server's: a choice is certain where the new one has only those, too. */
function meetAgreed(agreed: string, instead: readonly string[] | undefined, { sure, possible }: ServerList): ListResult {
  if (!sure.includes(agreed)) return { state: 'unknown', whose: possible.includes(agreed) ? 'server' : 'client' };
  const known = instead ?? [agreed];
  return possible.every((name) => known.includes(name)) ? certain(agreed) : { state: 'meets' };
}

function certain(name: string | undefined): ListResult {
  return { state: 'meets', ...(name !== undefined && { name }) };
}

/** The ciphers that may be chosen in the direction of a MAC list. */
function ciphersOf(list: NegotiatedList, client: ClientLists, server: ServerProposal): readonly string[] {
  const cipherList = `cipher-${directionOf(list)}` as NegotiatedList;
  const met = meet(client[cipherList], server.cipher);
  if (met.state === 'meets' && met.name !== undefined) return [met.name];
  const known = client[cipherList];
  const { possible } = server.cipher;
  if (!known || 'agreed' in known || known.offer.cut) return possible;
  const common = known.offer.names.filter((name) => possible.includes(name));
  // Where no cipher meets, the MAC is in vain, unless the client has no cipher that would need one.
  return common.length > 0 ? common : known.offer.names;
}

function wasImplicit(mac: ClientList | undefined): boolean {
  return mac !== undefined && 'agreed' in mac && mac.agreed === IMPLICIT;
}

/**
 * An AEAD cipher (RFC 5647) needs no MAC: what the MAC lists hold then does not matter. A client that did without a MAC today
 * still does where its cipher is still offered.
 */
function withImplicitMac(met: ListResult, implicitToday: boolean, ciphers: readonly string[]): ListResult {
  if (ciphers.length > 0 && ciphers.every(isAead)) return certain(IMPLICIT);
  if (!ciphers.some(isAead)) return met;
  if (met.state === 'meets' || implicitToday) return { state: 'meets' };
  return { state: 'unknown', whose: met.state === 'unknown' ? met.whose : 'client' };
}
