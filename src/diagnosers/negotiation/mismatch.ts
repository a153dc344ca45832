import { releaseOf, type Server } from '../../connections/server.js';
import type { AlgorithmKind } from '../../events.js';
import type { FindingMeta, Fix, Negotiation } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import type { KnownConfiguration } from '../known-configuration.js';
import { bestForServer, hopelessLists } from './candidates.js';
import { explainCauses } from './causes.js';
import { clientFixes } from './client-fixes.js';
import { fromProposals, fromVerdict, type Observed } from './observed.js';
import { serverFixes } from './server-fixes.js';
import { showListsFix } from './show-lists.js';
import { setting, type Setting, withNegotiation } from './setting.js';
import { listUnknowns } from './unknowns.js';
import { enumerate, NAMES } from './words.js';

/**
 * The diagnoser of one list of the negotiation. It speaks at sshd's verdict, or when a connection ends without one
 * although its two proposals have nothing in common.
 */
export function mismatchDiagnoser(kind: AlgorithmKind, meta: FindingMeta): Diagnoser {
  const title = `client and server share no ${NAMES[kind]}`;
  return defineDiagnoser({
    meta,
    create: (context) => {
      const report = (observed: Observed, server: Server, connection: Parameters<typeof context.report>[0]['connection']) => {
        const { negotiation, proofs, replayed, wording } = observed;
        const { file, pid } = proofs[0].record;
        const hasPids = pid !== undefined;
        context.report({
          host: server.host,
          key: [kind, negotiation.clientOffer?.join(',') ?? '?', negotiation.serverOffer?.join(',') ?? '?'].join(' '),
          title,
          proofs,
          connection,
          negotiation,
          replayed,
          advise: (seen) => advise(setting({
            negotiation: complete(seen.negotiation ?? negotiation, server, context.configuration()), server, wording, clients: seen.clients, file, hasPids, nextForSome: seen.nextForSome,
            known: context.configuration()?.knows(server.host) ?? false,
          }), seen),
        });
      };
      return {
        'negotiation.failed'(event, connection) {
          if (event.fields.kind === kind && connection) report(fromVerdict(event, connection), connection.server, connection);
        },
        connectionEnded(connection) {
          const first = connection.mismatches[0];
          if (first?.kind === kind && !connection.negotiated) report(fromProposals(connection, first), connection.server, connection);
        },
      };
    },
  });
}

function advise(found: Setting, seen: Seen): Advice {
  const onServer = serverFixes(found);
  const onClient = clientFixes(found, onServer);
  const { negotiation } = found;
  const said = { summary: summarize(negotiation, seen), causes: explainCauses(found), unknowns: listUnknowns(found, seen), negotiation };
  // The two agreed when the session began, so there is nothing to set; what changed since only the lists can tell.
  if (found.negotiation.rekey) return { ...said, fixes: [showListsFix(found)] };
  return {
    ...said,
    fixes: [...[...onServer, ...onClient].sort((a, b) => rank(a) - rank(b)), ...fixesOfNext(found)],
  };
}

/** What the log does not show of the server's list, its configuration may. */
function complete(negotiation: Negotiation, server: Server, configuration: KnownConfiguration | undefined): Negotiation {
  const { kind, clientOffer, serverOffer, truncated, rekey } = negotiation;
  if (rekey || (serverOffer && !truncated?.includes('server'))) return negotiation;
  const offer = configuration?.offer(server.host, kind, releaseOf(server));
  // Where the two would meet, the configuration is not the one that the server had.
  if (offer === undefined || clientOffer?.some((name) => offer.includes(name))) return negotiation;
  const { truncated: _truncated, ...rest } = negotiation;
  const isCut = truncated?.includes('client') ?? false;
  return { ...rest, serverOffer: [...offer], offerTruncated: isCut, ...(isCut && { truncated: ['client'] }) };
}

/** A good line first, then an upgrade; an exception for weak algorithms, which holds for every client, comes last. */
function rank({ lines, strength }: Fix): number {
  if (strength === 'broken') return 3;
  if (strength === 'weak') return 2;
  return lines ? 0 : 1;
}

/** Lists that would fail next are repaired in the same edit: what to write, without saying again how to bring it in. */
function fixesOfNext(found: Setting): Fix[] {
  return found.negotiation.next.flatMap((next) => {
    const there = { ...found, ...withNegotiation({ ...next, common: [], offerTruncated: false, next: [] }, found.range) };
    const onServer = bestForServer(found).best === undefined || hopelessLists(found).length > 0 ? [] : serverFixes(there);
    const fixes = [...onServer, ...clientFixes(there, [])].filter(({ lines }) => lines);
    return fixes.map(({ commands, caution, summary, ...fix }) => ({ ...fix, summary: `in the same edit, as the ${NAMES[next.kind]} would fail next: ${summary}` }));
  });
}

function summarize({ kind, clientOffer, serverOffer, direction, truncated }: Negotiation, { ips, moreIps }: Seen): string {
  const who = ips.length === 1 ? `The client at ${ips[0]}` : ips.length > 1 ? `Clients at ${howMany(ips, moreIps)} addresses` : 'A client';
  const way = direction === 'ctos' ? ' from client to server' : direction === 'stoc' ? ' from server to client' : '';
  const verb = ips.length > 1 ? 'offer' : 'offers';
  const only = truncated?.includes('client') ? 'at least' : 'only';
  const client = clientOffer ? `${who} ${verb} ${clientOffer.length === 0 ? 'no name at all' : `${only} ${enumerate(clientOffer)}`}${way}` : `${who} and this server share no ${NAMES[kind]}`;
  const server = serverOffer ? `; this server accepts ${truncated?.includes('server') ? 'at least' : 'only'} ${enumerate(serverOffer)}.` : clientOffer ? '; this server accepts none of them.' : '.';
  return client + server;
}

