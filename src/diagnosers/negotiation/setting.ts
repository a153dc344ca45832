import { releaseOf, type Server } from '../../connections/server.js';
import type { Wording } from '../../events.js';
import type { ListMismatch, Negotiation } from '../../finding.js';
import { defaultsIn, defaultThroughout, looksDefault } from '../../openssh/default-proposals.js';
import { type DistributionFamily, guessFamily } from '../../openssh/distributions.js';
import type { ReleaseRange } from '../../openssh/version.js';

/** Everything that causes and fixes are derived from. */
export interface Setting {
  negotiation: Negotiation;
  server: Server;
  range: ReleaseRange;
  family: DistributionFamily | undefined;
  clients: readonly string[];
  /** Whether the lines carry pids, which tie them to an address. */
  hasPids: boolean;
  nextForSome: readonly ListMismatch[];
  /** The configuration of the server is known: what it sets need not be guessed. */
  known: boolean;
  /** Whether the server's list is the one its release has without configuration; undefined: the log does not tell. */
  configured: boolean | undefined;
}

interface Facts {
  negotiation: Negotiation;
  server: Server;
  wording: Wording | undefined;
  clients: readonly string[];
  file: string;
  hasPids: boolean;
  nextForSome?: readonly ListMismatch[];
  known?: boolean;
}

export function setting({ negotiation, server, wording, clients, file, hasPids, nextForSome = [], known: isKnown = false }: Facts): Setting {
  const known = releaseOf(server);
  // Where the log proves no release (a pasted line, sshd -e), the verdict's own wording is the best there is for advice.
  const range = known.min === undefined && known.max === undefined ? rangeOf(wording) : known;
  const family = guessFamily({
    logFile: file,
    ...(server.software !== undefined && { softwareComment: server.software }),
  });
  return { ...withNegotiation(negotiation, range), server, range, family, clients, hasPids, nextForSome, known: isKnown };
}

/** The part of a setting that depends on the list. */
export function withNegotiation(negotiation: Negotiation, range: ReleaseRange): Pick<Setting, 'negotiation' | 'configured'> {
  return { negotiation, configured: isConfigured(negotiation, range) };
}

function rangeOf(wording: Wording | undefined): ReleaseRange {
  return {
    ...(wording?.since !== undefined && { min: wording.since }),
    ...(wording?.until !== undefined && { max: wording.until }),
  };
}

function isConfigured({ kind, serverOffer, truncated, clientOffer }: Negotiation, range: ReleaseRange): boolean | undefined {
  // Which host keys there are decides as much as any keyword; and Compression is a choice, not a list.
  if (kind === 'hostkey' || kind === 'compression') return undefined;
  if (range.min === undefined && range.max === undefined) return undefined;
  if (serverOffer) return truncated?.includes('server') ? undefined : !defaultsIn(kind, range).some((release) => looksDefault(kind, serverOffer, release));
  // The list is not in the log, but every release that can have written it would accept one of these by itself.
  const would = defaultThroughout(kind, range);
  return clientOffer?.some((name) => would.includes(name)) ? true : undefined;
}
