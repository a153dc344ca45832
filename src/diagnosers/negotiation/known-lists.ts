import type { Connection } from '../../connections/connection.js';
import { replayNegotiation } from '../../connections/negotiation.js';
import type { OfferedList, Proposal } from '../../connections/proposals.js';
import { releaseOf, type Server } from '../../connections/server.js';
import type { AlgorithmKind, KexinitList } from '../../events.js';
import type { Fix, Negotiation } from '../../finding.js';
import { checkCommand, reloadCommands } from '../../openssh/distributions.js';
import type { KnownConfiguration } from '../known-configuration.js';
import type { Setting } from './setting.js';
import { enumerate } from './words.js';

/** What the configuration adds to the lists in the log. */
export interface Completed {
  negotiation: Negotiation;
  /** The configuration is that of the server as it was. */
  known: boolean;
  /** Names that the configuration accepts, and the server did not: it ran with another one. */
  stale: readonly string[];
}

/** What the log does not show of the server's list, its configuration may. */
export function completeLists(negotiation: Negotiation, server: Server, configuration: KnownConfiguration | undefined): Completed {
  const { kind, clientOffer, serverOffer, truncated, rekey } = negotiation;
  const asLogged = { negotiation, known: configuration?.knows(server.host) ?? false, stale: [] };
  const offer = configuration?.offer(server.host, kind, releaseOf(server));
  if (rekey || offer === undefined) return asLogged;
  const common = clientOffer?.filter((name) => offer.includes(name)) ?? [];
  if (common.length > 0) return { negotiation, known: false, stale: common };
  if (serverOffer && !truncated?.includes('server')) return asLogged;
  const { truncated: _truncated, ...rest } = negotiation;
  const isCut = truncated?.includes('client') ?? false;
  return { ...asLogged, negotiation: { ...rest, serverOffer: [...offer], offerTruncated: isCut, ...(isCut && { truncated: ['client'] }) } };
}

/**
 * The connection with what would fail next in lists of the server that the log cut, and its configuration has. The same one
 * where that adds nothing.
 * @param failed the list that stays as it is logged: finding and fingerprint are the same without a configuration
 */
export function replayWhole(connection: Connection, failed: AlgorithmKind, configuration: KnownConfiguration | undefined): Connection {
  const { exchange, server } = connection;
  if (exchange === undefined || configuration === undefined) return connection;
  const range = releaseOf(server);
  const whole = (list: KexinitList, offered: OfferedList): OfferedList => {
    const kind = list.replace(/-.*/, '') as AlgorithmKind;
    const names = offered.cut && kind !== failed ? configuration.offer(server.host, kind, range) : undefined;
    // What is logged of it must be how it begins.
    const fits = names !== undefined && offered.algorithms.every((name, i) => name === names[i]);
    return fits ? { ...offered, algorithms: [...names], cut: false } : offered;
  };
  const lists = Object.entries(exchange.server).map(([list, offered]) => [list, whole(list as KexinitList, offered)]);
  return { ...connection, mismatches: replayNegotiation({ ...exchange, server: Object.fromEntries(lists) as Proposal }) };
}

export function staleCause({ stale }: Completed): string[] {
  if (stale.length === 0) return [];
  return [`The configuration accepts ${enumerate(stale)}, so the server ran with another one when this was logged: it was changed since, was not loaded, or options on sshd's command line outrank it.`];
}

/** The lines are there already: nothing is to be written. */
export function loadFix({ family, range }: Setting): Fix {
  return {
    side: 'server',
    summary: 'load the configuration, which accepts the client as it is, unless that was done since',
    action: 'run',
    commands: [checkCommand(family), ...reloadCommands(family, range)],
    strength: 'ok',
  };
}
