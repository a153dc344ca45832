import type { Chosen, FailingList, SimulatedClient, SimulatedLogin, Simulation, Verdict } from '../simulate/simulation.js';
import type { Negotiation } from '../finding.js';
import { directionName, KIND_NAMES, names, plural, timeSpan } from './wording.js';

/** Sentences about a simulation that every output has. Words of the log in them are not made safe yet. */

export const VERDICTS: Record<Verdict, string> = { connects: 'connects', 'locked-out': 'locked out', 'cannot-tell': 'cannot tell' };

/** `2 clients and 1 login locked out; 3 clients connect, 1 of them with weaker algorithms; 1 cannot be told`. */
export function headline({ summary: { clients, logins } }: Simulation): string {
  const newly = clients.lockedOut - clients.alreadyLockedOut;
  const lost = [newly > 0 ? plural(newly, 'client') : '', logins.lockedOut > 0 ? plural(logins.lockedOut, 'login') : ''].filter((part) => part !== '');
  const parts = [
    lost.length > 0 ? `${lost.join(' and ')} locked out` : 'nobody newly locked out',
    ...(clients.alreadyLockedOut > 0 ? [`${plural(clients.alreadyLockedOut, 'client')} locked out today and then`] : []),
    ...(clients.connects > 0 ? [`${plural(clients.connects, 'client connects', 'clients connect')}${clients.weaker > 0 ? `, ${clients.weaker} with weaker algorithms` : ''}`] : []),
    ...(logins.connects > 0 ? [`${plural(logins.connects, 'login passes', 'logins pass')} the rules for users, methods and keys`] : []),
    ...(clients.cannotTell + logins.cannotTell > 0
      ? [`of ${[clients.cannotTell > 0 ? plural(clients.cannotTell, 'client') : '', logins.cannotTell > 0 ? plural(logins.cannotTell, 'login') : ''].filter((part) => part !== '').join(' and ')} it cannot be told`]
      : []),
  ];
  return parts.join('; ');
}

/** What is tried: `new.conf on OpenSSH 10.0`. */
export function changeName({ change: { file, today, target } }: Simulation): string {
  const configuration = file ?? (today === undefined ? 'today\'s configuration' : `${today.file}, today's configuration,`);
  return `${configuration}${target === undefined ? '' : ` on OpenSSH ${target}`}`;
}

/** What the client calls itself, in a sentence. */
export function clientName({ client }: SimulatedClient): string {
  return client ?? 'a client whose software the log does not name';
}

/** `3 connections, 2 of them logged in, as fred from 192.0.2.30, 2026-11-20 21:02:07 UTC`. */
export function seen(client: SimulatedClient, shown: number): string {
  const { count, logins, users, sources, omitted, firstSeen, lastSeen } = client;
  const span = timeSpan(firstSeen, lastSeen);
  const who = [
    users.length === 0 ? '' : ` as ${names(users.map(({ name }) => name), shown, omitted.users)}`,
    sources.length === 0 ? '' : ` from ${names(sources.map(({ name }) => name), shown, omitted.sources)}`,
  ].join('');
  const loggedIn = logins === 0 ? 'none of them logged in' : logins === count ? 'all logged in' : `${logins} of them logged in`;
  return `${plural(count, 'connection')}${count === 1 && logins === 1 ? ', logged in' : count === 1 ? ', not logged in' : `, ${loggedIn}`}${who}${span === undefined ? '' : `, ${span}`}`;
}

/** `fred by publickey (RSA, rsa-sha2-512)`. */
export function loginName({ user, methods, key, ca }: SimulatedLogin): string {
  const details = [key?.type, key?.algorithm, ca === undefined ? undefined : `CA ${ca}`].filter((part) => part !== undefined);
  return `${user} by ${methods.join(' and ')}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

/** `nothing in common in the ciphers (client to server)`. */
export function failureTitle({ kind, direction }: FailingList): string {
  const way = directionName({ kind, direction });
  return `nothing in common in the ${KIND_NAMES[kind]}${kind === 'hostkey' || kind === 'mac' || kind === 'cipher' ? 's' : ''}${way === undefined ? '' : ` (${way})`}`;
}

/** The lists that fail as a finding has them, for what shows both sides. */
export function asNegotiation(failures: readonly FailingList[]): Negotiation | undefined {
  const [first, ...next] = failures.map(({ kind, direction, clientOffer, serverOffer }) => ({
    kind, direction, ...(clientOffer && { clientOffer }), serverOffer,
  }));
  return first && { ...first, common: [], offerTruncated: false, next };
}

/** `curve25519-sha256, ssh-ed25519, aes128-ctr, hmac-sha2-256`: both directions as one where they are equal. */
export function algorithmNames(chosen: Chosen): string {
  const of = (ctos: keyof Chosen, stoc: keyof Chosen) => [...new Set([chosen[ctos], chosen[stoc]])].filter((name) => name !== undefined && name !== '<implicit>' && name !== 'none').join('/');
  return [chosen.kex ?? '', chosen.hostkey ?? '', of('cipher-ctos', 'cipher-stoc'), of('mac-ctos', 'mac-stoc'), of('compression-ctos', 'compression-stoc')]
    .filter((name) => name !== '').join(', ');
}

/** `sshd_config:12: ` or `by default: `. */
export function where({ file, line }: FailingList['setting']): string {
  return file === undefined ? 'by default' : `${file}:${line}`;
}
