import type { Server } from '../../connections/server.js';
import type { AlgorithmKind } from '../../events.js';
import type { FindingMeta, Fix, Negotiation } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { allWithheld } from './all-withheld.js';
import { bestForServer, hopelessLists } from './candidates.js';
import { explainCauses } from './causes.js';
import { clientFixes } from './client-fixes.js';
import { type Completed, completeLists, loadFix, replayWhole, staleCause } from './known-lists.js';
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
          advise(seen) {
            const completed = completeLists(seen.negotiation ?? negotiation, server, context.configuration());
            const { clients, nextForSome } = seen;
            return advise(setting({ ...completed, server, wording, clients, file, hasPids, nextForSome }), seen, completed);
          },
        });
      };
      return {
        'negotiation.failed'(event, connection) {
          if (event.fields.kind === kind && connection) report(fromVerdict(event, replayWhole(connection, kind, context.configuration())), connection.server, connection);
        },
        'kex.proposal-empty'(event, connection) {
          if (event.fields.kind === kind && connection) context.report(allWithheld(event, connection));
        },
        connectionEnded(connection) {
          const first = connection.mismatches[0];
          if (first?.kind === kind && !connection.negotiated) report(fromProposals(connection, first), connection.server, connection);
        },
      };
    },
  });
}

function advise(found: Setting, seen: Seen, completed: Completed): Advice {
  const isStale = completed.stale.length > 0;
  const onServer = isStale ? [loadFix(found)] : serverFixes(found);
  const onClient = clientFixes(found, onServer);
  const { negotiation } = found;
  const said = { summary: summarize(negotiation, seen), causes: [...staleCause(completed), ...explainCauses(found)], unknowns: listUnknowns(found, seen), negotiation };
  // The two agreed when the session began, so there is nothing to set; what changed since only the lists can tell.
  if (found.negotiation.rekey) return { ...said, fixes: [showListsFix(found)] };
  return {
    ...said,
    fixes: [...[...onServer, ...onClient].sort((a, b) => rank(a) - rank(b)), ...(isStale ? [] : fixesOfNext(found))],
  };
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

