import { findAlgorithm } from '../../openssh/algorithms.js';
import { cryptoPolicyApplies } from '../../openssh/crypto-policy.js';
import { isCertificate } from '../../openssh/host-keys.js';
import { directiveFor, directiveKnown } from '../../openssh/configuration.js';
import { defaultThroughout } from '../../openssh/default-proposals.js';
import { allBefore, allFrom, describeRange, type Release } from '../../openssh/version.js';
import { bestForServer, hopelessLists, isPoor } from './candidates.js';
import { serverIsOutdated } from './outdated.js';
import type { Setting } from './setting.js';
import { enumerate, NAMES } from './words.js';

/** Why these two lists do not meet, the likeliest first. Every sentence follows from lists in the log and the release tables. */
export function explainCauses(found: Setting): string[] {
  const { clientOffer, kind, truncated, rekey } = found.negotiation;
  const renewal = rekey ? ['The session was working: this happened when its keys were renewed, so the login itself is in order.'] : [];
  if (!clientOffer || rekey) return renewal;
  if (kind === 'compression') return compression(found, clientOffer);
  // From a list that was cut nothing follows about what was not offered.
  if (truncated?.includes('client')) return configured(found, clientOffer);
  return [...tooNew(found, clientOffer), ...removed(found, clientOffer), ...dropped(found, clientOffer), ...perhapsGone(found, clientOffer), ...configured(found, clientOffer), ...verdict(found, clientOffer), ...hopeless(found), ...forSome(found)];
}

/** Groups of names by a release that the table gives for them. */
function byRelease(names: readonly string[], release: (name: string) => Release | undefined): Map<Release, string[]> {
  const groups = new Map<Release, string[]>();
  for (const name of names) {
    const key = release(name);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return groups;
}

function tooNew(found: Setting, offer: readonly string[]): string[] {
  const { kind } = found.negotiation;
  const groups = byRelease(offer, (name) => {
    const since = findAlgorithm(kind, name)?.since;
    return since !== undefined && allBefore(found.range, since) ? since : undefined;
  });
  return [...groups].map(([since, names]) =>
    `The server (OpenSSH ${describeRange(found.range)}) is older than what the client insists on: ${enumerate(names)} came with ${since}.`);
}

function removed(found: Setting, offer: readonly string[]): string[] {
  const { kind } = found.negotiation;
  const groups = byRelease(offer, (name) => {
    const release = findAlgorithm(kind, name)?.removedIn;
    return release !== undefined && allFrom(found.range, release) ? release : undefined;
  });
  return [...groups].map(([release, names]) => `OpenSSH removed ${enumerate(names)} in ${release}: no setting of this server can bring ${names.length === 1 ? 'it' : 'them'} back.`);
}

function dropped(found: Setting, offer: readonly string[]): string[] {
  const { kind } = found.negotiation;
  const groups = byRelease(offer, (name) => {
    const algorithm = findAlgorithm(kind, name);
    const release = algorithm?.notDefaultServerSince;
    if (release === undefined || !allFrom(found.range, release)) return undefined;
    return algorithm?.removedIn !== undefined && allFrom(found.range, algorithm.removedIn) ? undefined : release;
  });
  return [...groups].map(([release, names]) => {
    const why = findAlgorithm(kind, names[0] ?? '')?.why;
    return `OpenSSH ${release} took ${enumerate(names)} out of the server's default list${why && names.length === 1 ? ` (${why.replace(/\.$/, '')})` : ''}.`;
  });
}

/** What a newer release would explain, where the log leaves it open whether this is one. */
function perhapsGone(found: Setting, offer: readonly string[]): string[] {
  const { negotiation: { kind }, range } = found;
  if (found.configured !== undefined || found.known) return [];
  const openAt = (release: Release | undefined) =>
    (release !== undefined && !allFrom(range, release) && !allBefore(range, release) ? release : undefined);
  const left = byRelease(offer, (name) => openAt(findAlgorithm(kind, name)?.notDefaultServerSince));
  const gone = byRelease(offer, (name) => {
    const algorithm = findAlgorithm(kind, name);
    return algorithm?.notDefaultServerSince === undefined ? openAt(algorithm?.removedIn) : undefined;
  });
  return [
    ...[...left].map(([release, names]) => `OpenSSH ${release} took ${enumerate(names)} out of the server's default list, and this server may be as new.`),
    ...[...gone].map(([release, names]) => `OpenSSH ${release} removed ${enumerate(names)}, and this server may be as new.`),
  ];
}

function configured(found: Setting, offer: readonly string[]): string[] {
  const { kind, serverOffer } = found.negotiation;
  const directive = directiveFor(kind);
  const release = describeRange(found.range);
  if (found.configured === false) return [`The server's list is the default of OpenSSH ${release}: the client, not the server, is out of the ordinary.`];
  if (found.configured !== true) return [];
  const usual = defaultThroughout(kind, found.range).filter((name) => offer.includes(name));
  const source = directiveKnown(kind, found.range) === 'no'
    ? `the vendor's build, or a ${directive} that the vendor brought to this release,`
    : cryptoPolicyApplies(found.family, found.range) === 'no' ? `${directive} in sshd_config` : `${directive} in sshd_config, or a system-wide crypto policy,`;
  const setter = found.known ? `the configuration of this server` : source;
  const lost = usual.length > 0 ? ` By default this release would accept ${enumerate(usual)}, which the client offers.` : '';
  return [`The server's list is not the default of OpenSSH ${release}: ${setter} sets it.${serverOffer ? '' : ' The list itself is not in this log.'}${lost}`];
}

function hopeless(found: Setting): string[] {
  const lost = hopelessLists(found);
  if (lost.length === 0) return [];
  const names = enumerate(lost.map(({ kind }) => NAMES[kind]));
  return [`No setting of the server lets this client in: for the ${names}, which would fail next, it offers nothing that this release has.`];
}

function forSome({ nextForSome }: Setting): string[] {
  const names = [...new Set(nextForSome.map(({ kind }) => NAMES[kind]))];
  return names.length === 0 ? [] : [`Some of these clients, not all, would fail next at the ${enumerate(names)}.`];
}

/** There is no table of releases behind it: both sides say yes or no. */
function compression({ negotiation: { serverOffer } }: Setting, offer: readonly string[]): string[] {
  return [
    `The client insists on compression (${enumerate(offer)}); most clients list none as well.`,
    ...(serverOffer?.every((name) => name === 'none') ? ['The server does not compress: Compression no.'] : []),
    ...(offer.includes('zlib') ? ['Servers offer zlib, which compresses before the login, no longer since 7.4; zlib@openssh.com begins after it.'] : []),
  ];
}

/** A clear word where nothing good can come of it. */
function verdict(found: Setting, offer: readonly string[]): string[] {
  const { kind } = found.negotiation;
  const { best, strength, guessed } = bestForServer(found);
  if (best === undefined && kind === 'hostkey' && offer.some(isCertificate)) {
    return ['The client accepts host certificates only: the server needs a key that a CA of the client has signed, and a HostCertificate line.'];
  }
  if (best === undefined) return [`Nothing that the client offers is a ${NAMES[kind]} of this server's release: only a change of the client, or another release, helps.`];
  if (isPoor(strength) && !guessed) return [`The best that the client has to offer, ${best}, is ${strength}: ${serverIsOutdated(found) ? 'the server is too old for anything better' : 'the client is what needs repair'}.`];
  return [];
}
