import type { Peer } from './vocabulary.js';

/** Why sshd does not let an existing account in, whatever it could prove. */
export type AccessRefusal =
  | 'deny-users' | 'allow-users' | 'no-group' | 'deny-groups' | 'allow-groups'
  | 'shell-missing' | 'shell-not-executable' | 'account-locked' | 'nologin-file'
  | 'refuse-connection' | 'login-class' | 'login-time';

/** Why sshd itself, without PAM, takes a password for expired: too old, or the administrator wants a new one. */
export type PasswordExpiry = 'aged' | 'forced';

/** What does not fit between an address and the name that the reverse lookup gave for it. */
export type NameMismatch = 'name-has-no-address' | 'name-has-other-address' | 'name-is-an-address';

/** Who may log in: AllowUsers and its kin, shells, locked and expired accounts, root. */
export interface AccessEvents {
  /** `host` where the rules were compared with a name instead of an address; `path` is the shell or the nologin file. */
  'access.denied': Peer & { reason: AccessRefusal; host?: string; path?: string };
  /** A rule that sshd cannot read. */
  'access.pattern-invalid': { option: string; pattern: string };
  /** The administrator's rule for root (PermitRootLogin) refuses the method that had succeeded. */
  'root-login.refused': Peer & { user: string };
  'root-login.forced-command': object;
  'rhosts.refused': { user: string; reason: string; path?: string };

  'account.expired': { user: string };
  'password.expired': { user?: string; expiry?: PasswordExpiry };
  /** `dummy`: checked for a user who does not exist, so that a wrong password takes as long. Harmless. */
  'shadow.unavailable': { user?: string; dummy: boolean };
  'password.change-unsupported': object;

  'reverse-lookup.mismatch': { ip?: string; host: string; mismatch: NameMismatch };
}
