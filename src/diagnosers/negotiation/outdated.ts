import { isSupported } from '../../openssh/algorithms.js';
import { clientDefaultList, isDefault } from '../../openssh/default-proposals.js';
import { NEWEST_RELEASE, type Release } from '../../openssh/version.js';
import type { Setting } from './setting.js';

/** Whether a newer server would accept by itself what this one is too old to know. */
export function serverIsOutdated({ negotiation: { kind, clientOffer = [] }, range }: Setting): boolean {
  return clientOffer.some((name) => isDefault(kind, name, NEWEST_RELEASE) && isSupported(kind, name, range) === 'no');
}

/** Whether the client's list is not the one that its release offers by itself; undefined where the log cut it. */
export function clientIsNarrowed({ negotiation: { kind, clientOffer, truncated } }: Setting, client: Release): boolean | undefined {
  if (!clientOffer || truncated?.includes('client')) return undefined;
  // known_hosts reorders host keys, so lists are compared as sets. Distributions add names; a narrowed list lacks some.
  return clientDefaultList(kind, client).some((name) => !clientOffer.includes(name));
}
