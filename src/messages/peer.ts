import type { Peer } from '../events.js';
import { isIPv4, isIPv6 } from '../ip-address.js';

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
/** What sshd prints when the socket no longer tells who is at the other end; the port is then 65535 and means nothing. */
const NOBODY = 'UNKNOWN';

/** The group of a match, or an empty string where it took no part. */
export function group(match: RegExpExecArray, index: number): string {
  return match[index] ?? '';
}

/** An IP address as text, IPv4-mapped ones reduced to IPv4; undefined for host names, UNKNOWN and anything else. */
export function ipAddress(text: string): string | undefined {
  // Each has its own long regex, and compiling the one for IPv6 takes a millisecond: most logs need it never.
  if (!text.includes(':')) return isIPv4(text) ? text : undefined;
  return isIPv6(text) ? (MAPPED.exec(text)?.[1] ?? text) : undefined;
}

/**
 * What people write over an address before they show a log: `<ip>`, `[redacted]`, `x.x.x.x`, `192.0.2.***`, `aaa.bbb.ccc.ddd`, `REMOVED`, `my-ip`.
 * None of it is a name that a resolver could give, so that a text with a name in it stays what it was.
 */
const WITHHELD = [
  /^[<[({][^<>[\](){}]{0,64}[>\])}]$/,
  /^(?=[^xXyYzZnN*#?]{0,44}[xXyYzZnN*#?])[\dA-Fa-fxXyYzZnN*#?.:]{1,45}$/,
  /^([a-z])\1{0,2}\.([a-z])\2{0,2}\.([a-z])\3{0,2}\.([a-z])\4{0,2}$/i,
  /^[A-Z][A-Z\d]{1,20}(?:[_.-][A-Z\d]{1,20}){0,4}$/,
  /^(?:redacted|removed|hidden|masked|(?:[a-z]{1,10}[_.-]?)?ip(?:[_.-]?addr(?:ess)?)?)$/i,
];

/** Whether an address stood here that somebody has taken out. */
function isWithheld(text: string): boolean {
  return WITHHELD.some((mask) => mask.test(text));
}

/** Whether this stands where sshd wrote an address: `UNKNOWN` too, when the peer is gone already, and what somebody put over it. */
export function isAddress(text: string): boolean {
  return text === NOBODY || ipAddress(text) !== undefined || isWithheld(text);
}

/** The other end by address and port; what is unknown is left out. */
export function peerAt(address: string, port?: string): Peer {
  const ip = ipAddress(address);
  const peer: Peer = {};
  if (ip !== undefined) peer.ip = ip;
  if (port !== undefined && address !== NOBODY) peer.port = Number(port);
  return peer;
}

/** The other end by address, port and account, as the most frequent lines name it: made at once, which is cheaper than bit by bit. */
export function accountAt(address: string, port: string, user: string, validUser: boolean): Peer & { user: string; validUser: boolean } {
  const ip = ipAddress(address);
  return ip === undefined ? about(peerAt(address, port), { user, validUser }) : { ip, port: Number(port), user, validUser };
}

/**
 * Source of a regex for the account and the address as 7.5 and later write them; four groups, as `peerWho` takes them.
 * The name is greedy, so that the address is the last one. Some releases forget the space after `authenticating`.
 */
export const WHO = String.raw`(authenticating ?|invalid |)user (.*) (\S+) port (\d{1,5})`;

/**
 * The other end with the account that sshd names before the address since 7.5: `authenticating user X`,
 * `invalid user X`, or `user X` once logged in. `standing` is what precedes the word `user`.
 */
export function peerWho(standing: string, user: string, address: string, port: string): Peer {
  return accountAt(address, port, user, !standing.startsWith('invalid'));
}

/** `base` with further fields, in place: spreading it into a new object costs V8 twenty times as much per line. */
export function about<A extends object, B extends object>(base: A, fields: B): A & B {
  return Object.assign(base, fields);
}
