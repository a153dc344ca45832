import { type Attempt, firstOf } from '../../../attempts/attempt.js';
import type { Mismatch } from '../../../connections/negotiation.js';
import type { OfferedList } from '../../../connections/proposals.js';
import type { AlgorithmKind, KexinitList, Wording } from '../../../events.js';
import type { Negotiation } from '../../../finding.js';
import { compareReleases, parseRelease } from '../../../openssh/version.js';
import type { Proof } from '../../diagnoser.js';

/** The list that failed, as far as the log of the client shows it, and the lines that prove it. */
export interface Observed {
  negotiation: Negotiation;
  proofs: [Proof, ...Proof[]];
  /** Both proposals were in the log (-vv), so `next` is all that would fail. */
  replayed: boolean;
  /** The wording of the verdict, which tells the release where nothing else does. */
  wording: Wording | undefined;
}

/** ssh names one list, the first that failed; the two proposals of -vv tell the rest. */
export function observe(attempt: Attempt): Observed | undefined {
  const event = firstOf(attempt, 'negotiation.failed');
  // Lists of the first exchange do not explain a failure at a later one.
  const rekey = event !== undefined && attempt.authenticated;
  const kind = (rekey ? undefined : firstForServer(attempt)) ?? event?.fields.kind ?? (attempt.authenticated ? undefined : attempt.mismatches[0]?.kind);
  if (kind === undefined) return undefined;
  const verdict = event?.fields.kind === kind ? event.fields : undefined;
  const replayed = rekey ? undefined : attempt.mismatches.find((mismatch) => mismatch.kind === kind);
  const logged = rekey ? {} : loggedLists(attempt, kind);
  const client = verdict?.clientOffer ?? replayed?.client.algorithms ?? logged.client?.algorithms;
  const server = verdict?.serverOffer ?? replayed?.server.algorithms ?? logged.server?.algorithms;
  const proofs: Proof[] = event ? [{ record: event.record }] : [];
  if (replayed) proofs.push({ record: replayed.client.record }, { record: replayed.server.record });
  const [first, ...rest] = proofs;
  if (!first) return undefined;
  return {
    negotiation: {
      kind,
      direction: replayed?.direction ?? (kind === 'kex' || kind === 'hostkey' ? 'both' : 'unknown'),
      ...(client && { clientOffer: client }),
      ...(server && { serverOffer: server }),
      common: client && server ? client.filter((name) => server.includes(name)) : [],
      offerTruncated: event?.record.cut ?? false,
      ...(event?.record.cut && { truncated: ['server'] as const }),
      ...(rekey && { rekey }),
      next: rekey ? [] : attempt.mismatches.filter((mismatch) => mismatch !== replayed && mismatch.kind !== kind).map(asList),
    } as Negotiation,
    proofs: [first, ...rest],
    replayed: attempt.exchange !== undefined && !rekey,
    wording: event?.wording,
  };
}

/**
 * Where several lists fail and the server looks at them in another order than this client (kex first, from 7.2 on), its log
 * names that one: so does this.
 */
function firstForServer({ mismatches, serverSoftware }: Attempt): AlgorithmKind | undefined {
  const server = serverSoftware === undefined ? undefined : parseRelease(serverSoftware);
  if (server === undefined || compareReleases(server, '7.2') < 0) return undefined;
  return (mismatches.find(({ kind }) => kind === 'kex') ?? mismatches.find(({ kind }) => kind === 'hostkey') ?? mismatches[0])?.kind;
}

function asList({ kind, direction, client, server }: Mismatch): Negotiation['next'][number] {
  return { kind, direction, clientOffer: client.algorithms, serverOffer: server.algorithms };
}

function loggedLists({ exchange }: Attempt, kind: AlgorithmKind): { client?: OfferedList; server?: OfferedList } {
  if (!exchange) return {};
  const list: KexinitList = kind === 'kex' || kind === 'hostkey' ? kind : `${kind}-ctos`;
  const client = exchange.client[list];
  const server = exchange.server[list];
  return { ...(client && !client.cut && { client }), ...(server && !server.cut && { server }) };
}
