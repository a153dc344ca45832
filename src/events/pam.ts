import type { Peer } from './vocabulary.js';

/** A return code of PAM, by its name in the PAM headers without `PAM_`. */
export type PamResult =
  | 'success' | 'auth-error' | 'user-unknown' | 'authinfo-unavailable' | 'max-tries' | 'permission-denied'
  | 'account-expired' | 'new-token-required' | 'token-expired' | 'module-unknown' | 'system-error' | 'token-error'
  | 'credentials-error' | 'credentials-unavailable' | 'credentials-expired' | 'session-error' | 'conversation-error'
  | 'insufficient-credentials' | 'service-error' | 'abort';

/** Why the account phase of a module refuses an account that has proven itself; `module-failed`: it could not decide. */
export type PamAccountRefusal =
  | 'account-expired' | 'password-aged' | 'password-forced' | 'password-expired' | 'access-rule' | 'nologin'
  | 'module-failed' | 'other';

/** PAM modules log under sshd's header. `module` is the module, `host` the source where it is a name. */
export interface PamEvents {
  'pam.auth-failed': Peer & { module: string; host?: string; detail?: string };
  'pam.user-unknown': { module: string };
  'pam.more-failures': Peer & { failures: number; host?: string };
  'pam.retries-exceeded': { retries: number; limit: number };
  'pam.account-refused': {
    module: string; reason: PamAccountRefusal; user?: string; ip?: string; host?: string; detail?: string;
  };
  'pam.password-warning': { module: string; user: string; days: number };
  /** Often harmless: a rule of pam_succeed_if that only chooses which module comes next. */
  'pam.requirement-unmet': { module: string; requirement: string; user: string };
  /** A second factor, which a module asks for besides or instead of the password; `detail` says what stands against the secret, or what Duo said. */
  'pam.code-refused': { module: string; user: string; detail?: string };
  'pam.locked-out': { module: string; user?: string; failures?: number };
  'pam.session-opened': { module: string; user: string; uid?: number };
  'pam.session-closed': { module: string; user: string };
  /** A directory or a server that the module asks does not answer. */
  'pam.backend-unavailable': { module: string; detail: string };
  'pam.module-failed': { module?: string; path?: string; detail: string };
  /** Anything else that a module says; `phase` is auth, account, session or chauthtok. */
  'pam.notice': { module: string; phase: string; text: string };

  /** sshd's own line on what PAM answered for a login attempt. */
  'pam.login-refused': Peer & { host?: string; result?: PamResult; reason: string };
  /** The password or key was right and the account phase said no: the module's own line tells why. */
  'pam.account-denied': { user: string };
  /** What pam_acct_mgmt returned. */
  'pam.account-checked': { code: number; result?: PamResult; reason: string };
  /** A call of sshd's into PAM failed, such as `pam_open_session`. */
  'pam.call-failed': { call: string; reason?: string; result?: PamResult };
  'pam.user-changed': { user: string; previous: string };
}
