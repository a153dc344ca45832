import type { Connection } from '../../connections/connection.js';
import type { Mismatch } from '../../connections/negotiation.js';
import type { OfferedList } from '../../connections/proposals.js';
import type { AlgorithmKind, EventOf, KexinitList, Wording } from '../../events.js';
import type { ListMismatch, Negotiation } from '../../finding.js';
import type { Proof } from '../diagnoser.js';

/** A list that failed, as far as the log shows it, and the lines that prove it. */
export interface Observed {
  negotiation: Negotiation;
  proofs: [Proof, ...Proof[]];
  /** Both proposals were in the log. */
  replayed: boolean;
  /** The wording of the verdict; undefined where there is none. */
  wording: Wording | undefined;
}

/** From sshd's own verdict, completed by what the connection logged before it. */
export function fromVerdict(event: EventOf<'negotiation.failed'>, connection: Connection | undefined): Observed {
  const { record, fields } = event;
  const { kind } = fields;
  // Lists of the first exchange do not explain a failure at a later one (rekey): there the verdict stands alone.
  const rekey = connection?.keyed ?? false;
  const first = rekey ? undefined : connection;
  const replayed = first?.mismatches.find((m) => m.kind === kind && agrees(m.client, fields.clientOffer, record.cut));
  const verdict = {
    client: inVerdict(fields.clientOffer, record.cut && fields.serverOffer === undefined),
    server: inVerdict(fields.serverOffer, record.cut),
  };
  const logged = loggedLists(kind, first);
  const client = best(replayed?.client, verdict.client, logged.client);
  const server = best(replayed?.server, verdict.server, logged.server);
  const direction = replayed?.direction ?? (kind === 'kex' || kind === 'hostkey' ? 'both' : 'unknown');
  const proofs: [Proof, ...Proof[]] = [{ record, ...(fields.clientOffer?.length && { look: fields.clientOffer.join(',') }) }];
  if (replayed && !(fields.clientOffer && fields.serverOffer)) proofs.push(...listProofs(replayed));
  const negotiation = describe(kind, direction, client, server, others(first, replayed, kind));
  return { negotiation: rekey ? { ...negotiation, rekey } : negotiation, proofs, replayed: first?.proposed ?? false, wording: event.wording };
}

/** From two proposals alone: the log has no verdict, but the lists cannot meet. */
export function fromProposals(connection: Connection, mismatch: Mismatch): Observed {
  const rest = others(connection, mismatch, mismatch.kind);
  const [client, server] = listProofs(mismatch);
  return {
    negotiation: describe(mismatch.kind, mismatch.direction, mismatch.client, mismatch.server, rest),
    proofs: [client, server],
    replayed: true,
    wording: undefined,
  };
}

type Shown = Pick<OfferedList, 'algorithms' | 'cut'>;

function describe(
  kind: AlgorithmKind, direction: Negotiation['direction'], client: Shown | undefined, server: Shown | undefined, next: Mismatch[],
): Negotiation {
  const truncated = ([['client', client], ['server', server]] as const).flatMap(([side, list]) => (list?.cut ? [side] : []));
  return {
    kind,
    direction,
    ...(client && { clientOffer: client.algorithms }),
    ...(server && { serverOffer: server.algorithms }),
    common: client && server ? client.algorithms.filter((name) => server.algorithms.includes(name)) : [],
    offerTruncated: truncated.length > 0,
    ...(truncated.length > 0 && { truncated }),
    next: next.map(asList),
  };
}

function asList(mismatch: Mismatch): ListMismatch {
  return {
    kind: mismatch.kind,
    direction: mismatch.direction,
    clientOffer: mismatch.client.algorithms,
    serverOffer: mismatch.server.algorithms,
  };
}

function others(connection: Connection | undefined, reported: Mismatch | undefined, kind: AlgorithmKind): Mismatch[] {
  return (connection?.mismatches ?? []).filter((m) => m !== reported && (reported !== undefined || m.kind !== kind));
}

function listProofs({ client, server }: Mismatch): [Proof, Proof] {
  const proof = ({ record, algorithms }: OfferedList): Proof => ({ record, look: algorithms.join(',') });
  return [proof(client), proof(server)];
}

/** The end of a cut list is the end of no name. */
function inVerdict(names: string[] | undefined, cut: boolean): Shown | undefined {
  return names && { algorithms: cut ? names.slice(0, -1) : names, cut };
}

/** Lists of the connection that neither verdict nor replay could use: cut, or the server's keys at DEBUG1. */
function loggedLists(kind: AlgorithmKind, connection: Connection | undefined): { client?: Shown; server?: Shown } {
  if (!connection) return {};
  const list: KexinitList = kind === 'kex' || kind === 'hostkey' ? kind : `${kind}-ctos`;
  const client = connection.exchange?.client[list];
  const server = connection.exchange?.server[list] ?? (kind === 'hostkey' ? connection.hostKeys : undefined);
  return { ...(client && { client }), ...(server && { server }) };
}

/** The first that is complete, else the first that is there. */
function best(...lists: (Shown | undefined)[]): Shown | undefined {
  return lists.find((list) => list && !list.cut) ?? lists.find((list) => list !== undefined);
}

function agrees(replayed: OfferedList, said: string[] | undefined, cut: boolean): boolean {
  if (!said) return true;
  const sure = cut ? said.slice(0, -1) : said;
  return sure.every((name, i) => name === replayed.algorithms[i]) && (cut || sure.length === replayed.algorithms.length);
}
