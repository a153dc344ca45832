import type { AlgorithmKind } from '../events.js';
import { kindOf, NEGOTIATED } from './lists.js';
import type { ClientLists, NegotiationResult } from './negotiate.js';
import type { Observation } from './observation.js';
import type { Verdict } from './simulation.js';

const WHAT: Readonly<Record<AlgorithmKind, string>> = {
  kex: 'key exchange methods', hostkey: 'host key algorithms', cipher: 'ciphers', mac: 'MACs', compression: 'compression methods',
};

/** What cannot be told of a client, and what would tell. */
export function unknownsOf(verdict: Verdict, result: NegotiationResult, { proposals, failed }: Observation, client: ClientLists): string[] {
  if (verdict === 'locked-out') return failed && !proposals ? ['Which lists would fail next: both proposals, at LogLevel DEBUG2, would tell.'] : [];
  const of = (whose: 'client' | 'server') => kinds(NEGOTIATED.filter((list) => {
    const met = result[list];
    return met.state === 'unknown' && met.whose === whose;
  }).map(kindOf));
  const cut = NEGOTIATED.some((list) => {
    const known = client[list];
    return known && 'offer' in known && known.offer.cut && result[list].state === 'unknown';
  });
  const [ofClient, ofServer] = [of('client'), of('server')];
  return [
    ...(ofClient.length > 0 && !cut ? [`Which ${enumerate(ofClient)} the client offers: sshd logs both proposals at LogLevel DEBUG2.`] : []),
    ...(cut ? ['The end of a list of the client, which the log cut: sshd -E FILE cuts later than syslog.'] : []),
    ...ofServer.map((kind) => (kind === 'hostkey'
      ? 'Which host keys the server has: HostKey lines of the new configuration would tell, or today\'s log at LogLevel DEBUG1.'
      : `Whether the server offers what the client does: its ${WHAT[kind]} depend on the release; --target or --openssh VERSION tells it.`)),
    ...(verdict === 'connects' ? undecided(result) : []),
  ];
}

function undecided(result: NegotiationResult): string[] {
  const open = kinds(NEGOTIATED.filter((list) => {
    const met = result[list];
    return met.state === 'meets' && met.name === undefined;
  }).map(kindOf));
  return open.length === 0 ? [] : [`Which of the common ${enumerate(open)} the two choose: the client's order, at LogLevel DEBUG2, would tell.`];
}

function kinds(all: readonly AlgorithmKind[]): AlgorithmKind[] {
  return [...new Set(all)];
}

function enumerate(all: readonly AlgorithmKind[]): string {
  const words = all.map((kind) => WHAT[kind]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
