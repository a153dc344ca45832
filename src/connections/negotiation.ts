import type { AlgorithmKind, Direction, KexinitList } from '../events.js';
import { isAead } from '../openssh/algorithms.js';
import type { Exchange, OfferedList } from './proposals.js';

/** A list in which two proposals do not meet. `direction` is `both` for lists that have none (kex, hostkey). */
export interface Mismatch {
  kind: AlgorithmKind;
  direction: Direction | 'both';
  client: OfferedList;
  server: OfferedList;
}

interface Step {
  kind: AlgorithmKind;
  direction?: Direction;
  list: KexinitList;
}

const both: Step[] = [{ kind: 'kex', list: 'kex' }, { kind: 'hostkey', list: 'hostkey' }];
const perDirection: Step[] = (['ctos', 'stoc'] as const).flatMap((direction) =>
  (['cipher', 'mac', 'compression'] as const).map((kind): Step => ({ kind, direction, list: `${kind}-${direction}` })),
);
/** Through 7.1 sshd chose ciphers, MACs and compression first; 7.2 needs the kex method early, for ext-info-c. */
const ORDER_TO_7_1 = [...perDirection, ...both];
const ORDER_SINCE_7_2 = [...both, ...perDirection];

/**
 * Negotiates as RFC 4253 section 7.1 prescribes and the server does, but goes on behind the first list that fails.
 * Lists that fail in both directions with the same names are one mismatch. A list that the log cut is never said to fail.
 * @returns the mismatches in the server's order
 */
export function replayNegotiation(exchange: Exchange): Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const step of exchange.labelled ? ORDER_SINCE_7_2 : ORDER_TO_7_1) {
    const client = exchange.client[step.list];
    const server = exchange.server[step.list];
    if (!client || !server || client.cut || server.cut) continue;
    if (chosen(client, server) !== undefined) continue;
    if (step.kind === 'mac' && step.direction && macIsImplicit(exchange, step.direction)) continue;
    const twin = mismatches.find((m) => m.kind === step.kind && sameNames(m.client, client) && sameNames(m.server, server));
    if (twin) twin.direction = 'both';
    else mismatches.push({ kind: step.kind, direction: step.direction ?? 'both', client, server });
  }
  return mismatches;
}

/** The first name of the client's list that the server has too. */
function chosen(client: OfferedList, server: OfferedList): string | undefined {
  return client.algorithms.find((name) => server.algorithms.includes(name));
}

/** An AEAD cipher needs no MAC. Where no cipher was chosen yet, only a client that offers nothing else needs none. */
function macIsImplicit(exchange: Exchange, direction: Direction): boolean {
  const client = exchange.client[`cipher-${direction}`];
  const server = exchange.server[`cipher-${direction}`];
  if (!client || !server) return false;
  const cipher = chosen(client, server);
  return cipher === undefined ? client.algorithms.every(isAead) : isAead(cipher);
}

function sameNames(a: OfferedList, b: OfferedList): boolean {
  return a.algorithms.length === b.algorithms.length && a.algorithms.every((name, i) => name === b.algorithms[i]);
}
