import type { Attempt, Certificate, PublicKey } from '../events.js';
import { about, group, ipAddress, isAddress, peerAt } from './peer.js';

/** `for <user> from <address> port <port> ssh2: <rest>` taken apart. */
export interface Account {
  user: string;
  validUser: boolean;
  ip?: string;
  port?: number;
}

/** One attempt from the words of the line; undefined where the address is none. `standing` is `invalid user ` or empty. */
export function attempt(method: string, standing: string, user: string, address: string, port: string): Attempt | undefined {
  const ip = ipAddress(address);
  const validUser = standing === '';
  if (ip !== undefined) return { ip, port: Number(port), method, user, validUser };
  return isAddress(address) ? about(peerAt(address, port), { method, user, validUser }) : undefined;
}

const INVALID = 'invalid user ';
const KEY_MARK = ' ssh2: ';
const ORIGIN = / from (\S{1,64}) port (\d{1,5})$/;
/** Twice what sshd ever writes in one line (1,020 bytes): nothing longer is its own, and no text can make the split slow. */
const LONGEST = 2048;
/** More than ` from `, a scoped IPv6 address and ` port 65535` need. */
const ORIGIN_LENGTH = 90;

function accountBefore(text: string, end: number): Account | undefined {
  const origin = ORIGIN.exec(text.slice(Math.max(0, end - ORIGIN_LENGTH), end));
  if (origin === null || !isAddress(group(origin, 1))) return undefined;
  const named = text.slice(0, end - origin[0].length);
  const validUser = !named.startsWith(INVALID);
  return about(peerAt(group(origin, 1), group(origin, 2)), { user: validUser ? named : named.slice(INVALID.length), validUser });
}

/**
 * Splits `[invalid user ]<user> from <address> port <port> ssh2: <rest>` where the rest can hold words of the peer, too
 * (the ID of a certificate, the user of a client host). A user that exists has an ordinary name, so the first place that
 * fits is sshd's; an invalid user can be anything, so the last one is.
 */
function splitAttempt<T>(
  text: string,
  read: (rest: string) => T | undefined,
): { account: Account; rest: T } | undefined {
  if (text.length > LONGEST) return undefined;
  const valid = !text.startsWith(INVALID);
  let found: { account: Account; rest: T } | undefined;
  for (let mark = text.indexOf(KEY_MARK); mark >= 0; mark = text.indexOf(KEY_MARK, mark + 1)) {
    const account = accountBefore(text, mark);
    if (account === undefined) continue;
    const rest = read(text.slice(mark + KEY_MARK.length));
    if (rest === undefined) continue;
    found = { account, rest };
    if (valid) break;
  }
  return found;
}

/** `RSA-CERT [<fingerprint> ]ID <id>`: what sshd says of a certificate before its serial number and CA. */
export interface CertificateHead {
  key: PublicKey;
  id: string;
}

const CERTIFICATE_HEAD = /^([A-Z0-9-]{1,32}-CERT) (?:(\S+) )?ID (.*)$/s;

function certificateHead(text: string): CertificateHead | undefined {
  const head = CERTIFICATE_HEAD.exec(text);
  if (head === null) return undefined;
  const [, type = '', fingerprint, id = ''] = head;
  return { key: fingerprint === undefined ? { type } : { type, fingerprint }, id };
}

/** An attempt with a certificate, from the text between `for ` and ` (serial`. */
export function certificateAttempt(
  method: string,
  text: string,
  withFingerprint: boolean,
  issued: { serial: string; ca: PublicKey },
): Attempt | undefined {
  const split = splitAttempt(text, certificateHead);
  if (split === undefined) return undefined;
  const { key, id } = split.rest;
  if ((key.fingerprint !== undefined) !== withFingerprint) return undefined;
  const certificate: Certificate = { id, serial: issued.serial, ca: issued.ca };
  return about(split.account, { method, key, certificate });
}

const HOST_KEY = /^(\S+) (\S+), (client user ".*", client host ".*)$/s;

/** A host-based attempt, from the text between `for ` and the closing quote; `detail` is the client's user and host. */
export function hostbasedAttempt(method: string, text: string): Attempt | undefined {
  const split = splitAttempt(text, (rest) => {
    const [, type, fingerprint, detail] = HOST_KEY.exec(rest) ?? [];
    if (type === undefined || fingerprint === undefined || detail === undefined) return undefined;
    return { key: { type, fingerprint }, detail: `${detail}"` };
  });
  return split && about(about(split.account, { method }), split.rest);
}
