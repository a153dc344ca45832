import type { Server } from '../../connections/server.js';
import type { AlgorithmKind } from '../../events.js';
import type { FindingMeta, Fix, Negotiation } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type Seen } from '../diagnoser.js';
import { explainCauses } from './causes.js';
import { clientFixes } from './client-fixes.js';
import { fromProposals, fromVerdict, type Observed } from './observed.js';
import { serverFixes } from './server-fixes.js';
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
        const { negotiation, proofs, wording } = observed;
        context.report({
          host: server.host,
          key: [kind, negotiation.clientOffer?.join(',') ?? '?', negotiation.serverOffer?.join(',') ?? '?'].join(' '),
          title,
          proofs,
          connection,
          negotiation,
          advise: (seen) => advise(setting({ negotiation: seen.negotiation ?? negotiation, server, wording, clients: seen.clients, record: proofs[0].record }), seen),
        });
      };
      return {
        'negotiation.failed'(event, connection) {
          if (event.fields.kind === kind && connection) report(fromVerdict(event, connection), connection.server, connection);
        },
        connectionEnded(connection) {
          const [first] = connection.mismatches;
          if (first?.kind === kind && !connection.negotiated) report(fromProposals(connection, first), connection.server, connection);
        },
      };
    },
  });
}

function advise(found: Setting, seen: Seen): Advice {
  const onServer = serverFixes(found);
  const onClient = clientFixes(found, onServer);
  const weak = onServer.every(({ strength }) => strength === 'weak' || strength === 'broken');
  return {
    summary: summarize(found.negotiation, seen),
    causes: explainCauses(found),
    // An exception for weak algorithms holds for every client: repairing the one client comes first.
    fixes: [...(weak ? [...onClient, ...onServer] : [...onServer, ...onClient]), ...fixesOfNext(found)],
    unknowns: listUnknowns(found, seen),
  };
}

/** Lists that would fail next are repaired in the same edit: what to write, without saying again how to bring it in. */
function fixesOfNext(found: Setting): Fix[] {
  return found.negotiation.next.flatMap((next) => {
    const fixes = serverFixes({ ...found, ...withNegotiation({ ...next, common: [], offerTruncated: false, next: [] }, found.range) });
    return fixes.map(({ commands: _, caution: __, summary, ...fix }) => ({ ...fix, summary: `in the same edit, as the ${NAMES[next.kind]} would fail next: ${summary}` }));
  });
}

function summarize({ kind, clientOffer, serverOffer, direction }: Negotiation, { ips }: Seen): string {
  const who = ips.length === 1 ? `The client at ${ips[0]}` : ips.length > 1 ? `Clients at ${ips.length} addresses` : 'A client';
  const way = direction === 'ctos' ? ' from client to server' : direction === 'stoc' ? ' from server to client' : '';
  const verb = ips.length > 1 ? 'offer' : 'offers';
  const client = clientOffer ? `${who} ${verb} only ${enumerate(clientOffer)}${way}` : `${who} and this server share no ${NAMES[kind]}`;
  const server = serverOffer ? `; this server accepts only ${enumerate(serverOffer)}.` : clientOffer ? '; this server accepts none of them.' : '.';
  return client + server;
}

