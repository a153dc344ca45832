import type { AlgorithmKind } from '../events.js';

/** What two logs say differently of what must be one connection. */
export type Difference =
  | { what: 'client-software' | 'server-software' | 'client-offer' | 'server-offer' | 'place'; client: string; server: string }
  | { what: 'algorithms'; kind: AlgorithmKind; client: string; server: string };

const NAMES: Record<AlgorithmKind, string> = { kex: 'key exchange method', hostkey: 'host key algorithm', cipher: 'cipher', mac: 'MAC', compression: 'compression' };
/** Enough to see where two lists part. */
const MAX_TEXT = 200;

/** A sentence on each difference, for whoever reads the finding. */
export function describeDifference(difference: Difference): string {
  const [client, server] = [shorten(difference.client), shorten(difference.server)];
  switch (difference.what) {
    case 'client-software':
      return `the client calls itself ${client}, and the server saw ${server}: something between them speaks SSH itself (a proxy or a firewall that inspects it)`;
    case 'server-software':
      return `the client saw the server ${client}, and that one calls itself ${server}: something between them speaks SSH itself (a proxy or a firewall that inspects it)`;
    case 'client-offer': case 'server-offer':
      return `the ${difference.what === 'client-offer' ? 'client' : 'server'}'s list is ${client} in the client's log and ${server} in the server's: something between them changes it`;
    case 'algorithms':
      return `the client agreed on the ${NAMES[difference.kind]} ${client}, the server on ${server}: these are two connections, joined by something between them`;
    case 'place':
      return `the client connected to ${client}, and the connection came in at ${server}: something between them passes it on (port forwarding, a relay, a load balancer, address translation)`;
  }
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
