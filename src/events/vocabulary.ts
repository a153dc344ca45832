/** How a connection went. */
export type Outcome =
  | 'accepted' | 'auth_failed' | 'too_many_failures' | 'no_auth' | 'negotiation_failed' | 'no_identification'
  | 'bad_protocol' | 'timeout' | 'refused' | 'open';

export type AlgorithmKind = 'kex' | 'hostkey' | 'cipher' | 'mac' | 'compression';
/** RFC 4253 section 7.1: client to server, server to client. */
export type Direction = 'ctos' | 'stoc';
/** The lists of SSH_MSG_KEXINIT in the order of RFC 4253 section 7.1. */
export const KEXINIT_LISTS = [
  'kex', 'hostkey', 'cipher-ctos', 'cipher-stoc', 'mac-ctos', 'mac-stoc',
  'compression-ctos', 'compression-stoc', 'language-ctos', 'language-stoc',
] as const;
export type KexinitList = (typeof KEXINIT_LISTS)[number];

/** Who a line speaks of. Unknown is absent. `validUser` is false where sshd calls the user invalid. */
export interface Peer {
  ip?: string;
  port?: number;
  user?: string;
  validUser?: boolean;
}

/** An error of the system by its POSIX name, whatever words the library of that system has for it. */
export type Errno =
  | 'ENOENT' | 'EACCES' | 'EPERM' | 'EPIPE' | 'EADDRINUSE' | 'EADDRNOTAVAIL' | 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT'
  | 'ENETDOWN' | 'ENETUNREACH' | 'EHOSTDOWN' | 'EHOSTUNREACH';

export interface PublicKey {
  type: string;
  fingerprint?: string;
}

export interface Certificate {
  id: string;
  serial?: string;
  ca: PublicKey;
}

/** One authentication attempt as sshd reports it. */
export interface Attempt extends Peer {
  method: string;
  user: string;
  validUser: boolean;
  key?: PublicKey;
  certificate?: Certificate;
  /** What stands behind the key: GSSAPI principal, host-based client user and host. */
  detail?: string;
}
