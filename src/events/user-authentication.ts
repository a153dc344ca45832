import type { Peer, PublicKey } from './vocabulary.js';

/** The course of user authentication (RFC 4252) beyond its results. */
export interface UserAuthenticationEvents {
  /** AuthenticationMethods asks for what is switched off or unknown. */
  'auth.methods-misconfigured': {
    reason: 'method-disabled' | 'list-skipped' | 'no-list-left' | 'unsatisfiable' | 'method-unknown' | 'empty';
    method?: string;
    methods?: string[];
  };
  'auth.service-unknown': { service: string };
  'auth.user-name-too-long': Peer;
  /** The two halves of sshd disagree: a defect or an attack. */
  'auth.inconsistent': { reason: string; user?: string };
  /** What sshd does on the way, in the words of a step. */
  'auth.progress': { step: string; user?: string; method?: string; devices?: string };
  /** Says again, for the client or the developer, what another line says; nothing to count. */
  'auth.remark': { text: string };

  'gssapi.failed': { reason: string };
  'gssapi.authorized': { user: string; principal: string; by: string };
  'gssapi.progress': { step: string };
  'kerberos.password-failed': { reason: string };

  'hostbased.requested': { clientUser: string; clientHost: string; algorithm: string };
  'hostbased.name-mismatch': { ip?: string; clientHost: string; resolvedHost: string };
  'hostbased.allowed': object;
  'hostbased.no-hosts-files': object;
  'hostbased.known-host-searched': { host: string; found: boolean; path?: string; line?: number };
  /** The key of the client's host is accepted, for its user. */
  'hostbased.key-accepted': { key?: PublicKey; clientUser: string; clientHost: string };
}
