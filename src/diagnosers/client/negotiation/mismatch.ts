import type { Attempt } from '../../../attempts/attempt.js';
import type { AlgorithmKind, Wording } from '../../../events.js';
import type { FindingMeta, Negotiation } from '../../../finding.js';
import type { ReleaseRange } from '../../../openssh/version.js';
import { enumerate, NAMES } from '../../negotiation/words.js';
import type { Advice } from '../../diagnoser.js';
import { CLIENT_WEIGHT, type ClientContext, type ClientDiagnoser, defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern } from '../names.js';
import { describeTarget, hostWord } from '../target.js';
import { causes } from './causes.js';
import { fixes } from './fixes.js';
import { observe, type Observed } from './observed.js';
import type { View } from './view.js';

/** The diagnoser of one list of the negotiation, as the client's log shows its failure. */
export function clientMismatch(kind: AlgorithmKind, meta: FindingMeta): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt, context) {
      const observed = observe(attempt);
      if (observed?.negotiation.kind !== kind) return undefined;
      const { negotiation, proofs, replayed } = observed;
      return {
        weight: CLIENT_WEIGHT.named,
        key: [kind, negotiation.clientOffer?.join(',') ?? '?', negotiation.serverOffer?.join(',') ?? '?'].join(' '),
        title: `client and server share no ${NAMES[kind]}`,
        proofs,
        negotiation,
        replayed,
        advise: (seen) => advise(attempt, context, { ...observed, negotiation: seen.negotiation ?? negotiation }),
      };
    },
  });
}

function advise(attempt: Attempt, { client }: ClientContext, { negotiation, replayed, wording }: Observed): Advice {
  const range = client === undefined ? rangeOf(wording) : { min: client, max: client };
  const view: View = { negotiation, range, client, server: attempt.serverSoftware, host: hostWord(attempt), pattern: hostPattern(attempt), replayed };
  return { summary: summarize(attempt, negotiation), causes: causes(view), fixes: fixes(view), unknowns: unknowns(view, attempt), negotiation };
}

function rangeOf(wording: Wording | undefined): ReleaseRange {
  return { ...(wording?.since !== undefined && { min: wording.since }), ...(wording?.until !== undefined && { max: wording.until }) };
}

function summarize(attempt: Attempt, { kind, clientOffer, serverOffer, direction }: Negotiation): string {
  const way = direction === 'ctos' ? ' from client to server' : direction === 'stoc' ? ' from server to client' : '';
  const target = describeTarget(attempt);
  const name = attempt.hostName === undefined && attempt.ip === undefined ? 'The server' : target;
  const server = serverOffer === undefined ? `${name} and this client share no ${NAMES[kind]}${way}` : `${name} offers ${serverOffer.length === 0 ? `no ${NAMES[kind]} at all` : `only ${enumerate(serverOffer)}`}${way}`;
  if (serverOffer === undefined) return `${server}.`;
  return clientOffer === undefined ? `${server}; this client accepts none of them.` : `${server}; this client accepts only ${enumerate(clientOffer)}.`;
}

function unknowns({ negotiation, host, replayed, client, server }: View, attempt: Attempt): string[] {
  const { clientOffer, serverOffer, kind } = negotiation;
  const told: string[] = [];
  if (!serverOffer) told.push(`Which ${NAMES[kind]}s the two sides have: ssh -vv ${host} shows both lists.`);
  else if (!clientOffer) told.push(`What the client offers: ssh -vv ${host} shows it.`);
  if (!replayed && !negotiation.rekey) told.push(`Which lists would fail next: ssh names the first only. ssh -vv ${host} shows all of both sides.`);
  if (client === undefined) told.push('Which release the client is: ssh -V tells, and -v writes it into the log.');
  if (server === undefined && attempt.verbosity === 0) told.push('Which software the server is: ssh -v shows it.');
  return told;
}
