import type { Attempt } from '../attempts/attempt.js';
import { eventsOf, firstOf, hasReached, lastOf } from '../attempts/attempt.js';
import type { AlgorithmKind } from '../events.js';
import { compareReleases, parseRelease } from '../openssh/version.js';

/** How far a connection came, as one side tells it. `unknown`: that side's log is silent. */
export type Course = 'not-connected' | 'before-identification' | 'key-exchange' | 'authentication' | 'accepted' | 'unknown';

/** What the logs of both sides may say of one connection, in words that can be compared. Unknown is absent. */
export interface Facts {
  user?: string;
  /** Identification strings without `SSH-2.0-`. */
  client?: string;
  server?: string;
  /** Address and port of the server. */
  ip?: string;
  port?: number;
  /** First agreed algorithms, by kind. */
  agreed: Partial<Record<AlgorithmKind, readonly string[]>>;
  /** Which list had nothing in common, where the negotiation failed. */
  failedList?: AlgorithmKind;
  /** What each side offers in `failedList`. */
  offers: { client?: readonly string[]; server?: readonly string[] };
  /** Fingerprints of the keys that were offered. */
  keys: readonly string[];
  /** Fingerprint of the one that was accepted. */
  acceptedKey?: string;
  course: Course;
  /** The login was refused, not merely left unfinished. */
  refused: boolean;
  first: number | undefined;
  last: number | undefined;
}

/** What the client's log says of one run of ssh. */
export function factsOfAttempt(attempt: Attempt): Facts {
  const client = lastOf(attempt, 'client.own-version')?.fields.software ?? attempt.software;
  const { user, serverSoftware: server, ip, port } = attempt;
  const failed = firstOf(attempt, 'negotiation.failed')?.fields;
  const mismatch = attempt.mismatches[0];
  const accepted = isAccepted(attempt) ? lastOf(attempt, 'client.key-accepted')?.fields.key?.fingerprint : undefined;
  const failedList = failed?.kind ?? mismatch?.kind;
  const clientOffer = failed?.clientOffer ?? mismatch?.client.algorithms;
  const serverOffer = failed?.serverOffer ?? mismatch?.server.algorithms;
  return {
    ...(user !== undefined && { user }), ...(client !== undefined && { client }), ...(server !== undefined && { server }),
    ...(ip !== undefined && { ip }), ...(port !== undefined && { port }),
    agreed: agreedIn(attempt),
    ...(failedList !== undefined && { failedList }),
    offers: { ...(clientOffer && { client: clientOffer }), ...(serverOffer && { server: serverOffer }) },
    keys: eventsOf(attempt, 'client.key-offered').flatMap(({ fields }) => fields.key?.fingerprint ?? []),
    ...(accepted !== undefined && { acceptedKey: accepted }),
    course: courseOf(attempt),
    refused: isRefused(attempt),
    first: attempt.firstTime, last: attempt.lastTime,
  };
}

function agreedIn(attempt: Attempt): Facts['agreed'] {
  const agreed: Partial<Record<AlgorithmKind, string[]>> = {};
  const note = (kind: AlgorithmKind, name: string | undefined) => {
    if (name !== undefined && !agreed[kind]?.includes(name)) (agreed[kind] ??= []).push(name);
  };
  for (const { fields } of eventsOf(attempt, 'kex.agreed').slice(0, 2)) note(fields.kind, fields.algorithm);
  for (const { fields } of eventsOf(attempt, 'kex.agreed-direction').slice(0, 2)) {
    note('cipher', fields.cipher);
    note('mac', fields.mac);
    note('compression', fields.compression);
  }
  return agreed;
}

/** Only what the server lets in gets there. */
function isAccepted(attempt: Attempt): boolean {
  return attempt.authenticated || hasReached(attempt, 'session');
}

function isRefused(attempt: Attempt): boolean {
  return firstOf(attempt, 'client.permission-denied') !== undefined || eventsOf(attempt, 'client.disconnect-received').some(({ fields }) => fields.because === 'too-many-failures');
}

const EARLY = ['client.closed-by-server', 'client.connection-reset', 'client.timed-out'] as const;

function isEarly(attempt: Attempt): boolean {
  return firstOf(attempt, 'client.identification-invalid') !== undefined || EARLY.some((type) => eventsOf(attempt, type).some(({ fields }) => fields.duringIdentification));
}

function courseOf(attempt: Attempt): Course {
  if (isAccepted(attempt)) return 'accepted';
  if (isRefused(attempt)) return 'authentication';
  if (isEarly(attempt)) return attempt.proxied ? 'unknown' : 'before-identification';
  if (firstOf(attempt, 'negotiation.failed')) return 'key-exchange';
  const reached = hasReached(attempt, 'identification');
  if (!reached && (firstOf(attempt, 'client.connect-failed') || firstOf(attempt, 'client.name-not-resolved'))) return 'not-connected';
  // Without -v nothing tells how far it came.
  if (attempt.verbosity === 0) return 'unknown';
  if (!reached) return attempt.proxied ? 'unknown' : 'not-connected';
  if (hasReached(attempt, 'authentication')) return 'authentication';
  return hasReached(attempt, 'key-exchange') ? 'key-exchange' : 'before-identification';
}

/** Whether two strings name the same software; what ssh calls itself lacks what a distribution adds to the identification. */
export function sameSoftware(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long === short || long.startsWith(`${short} `)) return true;
  // To 9.9 or so the identification is `OpenSSH_8.8`, and ssh calls itself `OpenSSH_8.8p1`.
  const [one, other] = [parseRelease(a), parseRelease(b)];
  return one !== undefined && other !== undefined && compareReleases(one, other) === 0;
}
