import { CUT_NAME } from '../../connections/text.js';
import { isIP } from '../../ip-address.js';
import { createPseudonyms, type Pseudonyms, type Redactable } from './pseudonyms.js';

/** The pseudonyms of a run. A class that is not to be redacted gives names back as they are. */
export interface Names {
  classes: ReadonlySet<Redactable>;
  user(name: string): string;
  host(name: string): string;
  /** ID of a certificate. */
  id(text: string): string;
  fingerprint(text: string): string;
  /** Addresses that begin alike, as sshd's patterns have them: `10.1.2.*`. */
  network(pattern: string): string;
  tables: Record<'user' | 'host' | 'id' | 'fingerprint', Pseudonyms>;
}

/** Advice depends on who root is, and everybody has one. `NOUSER` is sshd's word for a user that does not exist. */
const USERS = new Set(['', 'root', 'NOUSER']);
const HOSTS = new Set(['', '*', 'localhost', 'UNKNOWN']);

/** Pseudonyms for what is to be redacted; all else stays as it is. */
export function createNames(classes: ReadonlySet<Redactable>): Names {
  // Some lines cut a name: what begins alike counts as one.
  const user = createPseudonyms((n) => `user-${n}`, USERS, (name) => name.slice(0, CUT_NAME));
  const host = createPseudonyms((n) => `host-${n}`, HOSTS);
  const id = createPseudonyms((n) => `id-${n}`, new Set(['']));
  const fingerprint = createPseudonyms((n) => `SHA256:key-${n}`, new Set(['']));
  // Networks for benchmarks (RFC 2544): addresses get them last.
  const network = createPseudonyms((n) => `198.${18 + (n >> 8) % 2}.${n & 255}.*`, new Set(['*', '?']));
  const users = classes.has('user');
  return {
    classes,
    user: (name) => (users ? user.of(name) : name),
    // A name that is an address is one.
    host: (name) => (classes.has('host') && isIP(name) === 0 ? host.of(name) : name),
    // IDs of certificates are names of people more often than not.
    id: (text) => (users || classes.has('key') ? id.of(text) : text),
    fingerprint: (text) => (classes.has('key') ? fingerprint.of(text) : text),
    network: (pattern) => (classes.has('ip') && /[\da-f]/i.test(pattern) ? network.of(pattern) : pattern),
    tables: { user, host, id, fingerprint },
  };
}
