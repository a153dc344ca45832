import { ALGORITHM_KINDS } from '../openssh/algorithm-types.js';
import type { Difference } from './difference.js';
import { type Course, type Facts, sameSoftware } from './facts.js';

/** How well what two logs say fits one connection. */
export interface Fit {
  /** The more, the more they have in common. */
  score: number;
  /** What does not agree although the connection may be the same: something stands between the two. */
  differences: Difference[];
}

/** From this on two logs can be said to speak of one connection. */
export const ENOUGH = 2;

/** Something between the two that speaks for itself makes all of these differ at once. */
const DIFFERENCES = -6;
/** A relay passes on what both say, and changes nothing but where they say it. */
const OTHER_PLACE = -1;
/** With less, nothing but that there is no other can speak for it. */
export const LEAST = OTHER_PLACE;
/** Two clocks that are right agree within this; in milliseconds. */
const CLOSE = 10_000;

const ORDER: readonly Course[] = ['before-identification', 'key-exchange', 'authentication', 'accepted'];

/** @returns undefined where the two cannot be one connection */
export function compare(client: Facts, server: Facts): Fit | undefined {
  if (client.course === 'not-connected') return undefined;
  if (client.user !== undefined && server.user !== undefined && client.user !== server.user) return undefined;
  const course = compareCourses(client, server);
  if (course === undefined) return undefined;
  let score = course;
  const differences: Difference[] = [];
  if (client.user !== undefined && client.user === server.user) score += 4;
  for (const side of ['client', 'server'] as const) {
    const [one, other] = [client[side], server[side]];
    if (one === undefined || other === undefined) continue;
    if (sameSoftware(one, other)) score += side === 'client' ? 3 : 2;
    else differences.push({ what: `${side}-software`, client: one, server: other });
  }
  const keys = compareKeys(client, server);
  if (keys === undefined) return undefined;
  score += keys + compareAlgorithms(client, server, differences) + compareTimes(client, server);
  if (differences.length > 0) score += DIFFERENCES;
  return { score: score + comparePlaces(client, server, differences), differences };
}

/** What the client saw must have been possible; the server's log may know less, and the client's may end before. */
function compareCourses(client: Facts, server: Facts): number | undefined {
  if (client.course === 'unknown' || server.course === 'unknown') return client.refused && server.course === 'accepted' ? undefined : 0;
  if (client.course === 'accepted' || server.course === 'accepted') return client.course === server.course ? 2 : undefined;
  const distance = Math.abs(ORDER.indexOf(client.course) - ORDER.indexOf(server.course));
  // A login that was refused on one side was not left before it began on the other.
  if (distance > 1 || (distance === 1 && (client.refused || server.refused))) return undefined;
  // Of several lists that fail, releases name another one first.
  if (client.failedList !== undefined && server.failedList !== undefined) return client.failedList === server.failedList ? 4 : 2;
  return distance === 0 ? 2 : 0;
}

function compareAlgorithms(client: Facts, server: Facts, differences: Difference[]): number {
  let same = 0;
  for (const kind of ALGORITHM_KINDS) {
    const [one, other] = [client.agreed[kind], server.agreed[kind]];
    if (!one?.length || !other?.length) continue;
    if ([...one].sort().join() === [...other].sort().join()) same++;
    else differences.push({ what: 'algorithms', kind, client: one.join(', '), server: other.join(', ') });
  }
  for (const side of ['client', 'server'] as const) {
    const [one, other] = [client.offers[side], server.offers[side]];
    if (!one || !other) continue;
    // A list may have been cut, and with it its last names.
    const length = Math.min(one.length, other.length);
    if (one.slice(0, length).join() === other.slice(0, length).join()) same += 2;
    else differences.push({ what: `${side}-offer`, client: one.join(','), server: other.join(',') });
  }
  return Math.min(same, 4);
}

/** Fingerprints are made in two ways; only those that are made in the same way can be compared. */
function compareKeys(client: Facts, server: Facts): number | undefined {
  if (client.acceptedKey !== undefined && client.acceptedKey === server.acceptedKey) return 8;
  const known = server.keys.filter(isSha256);
  const offered = client.keys.filter(isSha256);
  const common = known.filter((fingerprint) => offered.includes(fingerprint)).length;
  return known.length > 0 && offered.length > 0 && common === 0 ? undefined : Math.min(common * 4, 8);
}

/** Since 6.8; before, MD5, and a client that did not say which key it was. */
function isSha256(fingerprint: string): boolean {
  return fingerprint.startsWith('SHA256:');
}

function compareTimes(client: Facts, server: Facts): number {
  if (client.first === undefined || server.first === undefined) return 0;
  return Math.abs(client.first - server.first) <= CLOSE ? 5 : 0;
}

function comparePlaces(client: Facts, server: Facts, differences: Difference[]): number {
  const sameIp = client.ip !== undefined && server.ip !== undefined ? client.ip === server.ip : undefined;
  const samePort = client.port !== undefined && server.port !== undefined ? client.port === server.port : undefined;
  if (sameIp === false || samePort === false) {
    differences.push({ what: 'place', client: place(client), server: place(server) });
    return OTHER_PLACE;
  }
  // All connections of a server have that in common.
  return sameIp ? 1 : 0;
}

function place({ ip, port }: Facts): string {
  return `${ip ?? 'its server'}${port === undefined ? '' : ` port ${port}`}`;
}
