import { definePattern, type Pattern } from './define.js';
import { module } from './pam-authentication.js';
import { group } from './peer.js';

/** Modules that ask another machine, and got no answer. */
export const pamBackends: readonly Pattern[] = [
  definePattern({
    id: 'pam-sss-unavailable',
    emits: 'pam.backend-unavailable',
    level: 'info',
    heads: ['pam_…:auth', 'pam_…:account'],
    regex: new RegExp(
      String.raw`^${module('(?:auth|account)')}((?:received|Access denied) for user .*: 9 \([^()]{1,200}\)|Request to sssd failed\. .{1,200})$`,
      's',
    ),
    decode: (m) => ({ module: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: 'pam_sss(sshd:auth): received for user fred: 9 (Authentication service cannot retrieve authentication info)',
        fields: {
          module: 'pam_sss',
          detail: 'received for user fred: 9 (Authentication service cannot retrieve authentication info)',
        },
      },
      {
        text: 'pam_sss(sshd:account): Access denied for user fred: 9 (Authentication service cannot retrieve authentication info)',
        fields: {
          module: 'pam_sss',
          detail: 'Access denied for user fred: 9 (Authentication service cannot retrieve authentication info)',
        },
      },
      {
        text: 'pam_sss(sshd:account): Request to sssd failed. Connection refused',
        fields: { module: 'pam_sss', detail: 'Request to sssd failed. Connection refused' },
      },
    ],
  }),
  definePattern({
    id: 'pam-ldap-unavailable',
    emits: 'pam.backend-unavailable',
    heads: ['pam_…:auth', 'pam_…:account'],
    regex: new RegExp(
      String.raw`^${module('(?:auth|account)')}(Authentication service cannot retrieve authentication info; user=.*|error opening connection to nslcd: .{1,200})$`,
      's',
    ),
    decode: (m) => ({ module: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: 'pam_ldap(sshd:auth): Authentication service cannot retrieve authentication info; user=fred',
        fields: { module: 'pam_ldap', detail: 'Authentication service cannot retrieve authentication info; user=fred' },
      },
      {
        text: 'pam_ldap(sshd:auth): error opening connection to nslcd: No such file or directory',
        fields: { module: 'pam_ldap', detail: 'error opening connection to nslcd: No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'pam-winbind-unavailable',
    emits: 'pam.backend-unavailable',
    heads: ['pam_…:auth', 'pam_…:account'],
    regex: new RegExp(
      String.raw`^${module('(?:auth|account)')}(request wbcLogonUser failed: WBC_ERR_\w{1,40}, PAM error: PAM_AUTHINFO_UNAVAIL \(9\)[!,].{0,300})$`,
      's',
    ),
    decode: (m) => ({ module: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: 'pam_winbind(sshd:auth): request wbcLogonUser failed: WBC_ERR_AUTH_ERROR, PAM error: PAM_AUTHINFO_UNAVAIL (9), NTSTATUS: NT_STATUS_NO_LOGON_SERVERS, Error message was: No logon servers',
        fields: {
          module: 'pam_winbind',
          detail: 'request wbcLogonUser failed: WBC_ERR_AUTH_ERROR, PAM error: PAM_AUTHINFO_UNAVAIL (9), NTSTATUS: NT_STATUS_NO_LOGON_SERVERS, Error message was: No logon servers',
        },
      },
    ],
  }),
  // The older pam_ldap, which names no service.
  definePattern({
    id: 'pam-ldap-no-contact',
    emits: 'pam.backend-unavailable',
    heads: ['pam_ldap:'],
    regex: /^(pam_ldap): ([a-z_]{1,40}:? Can't contact LDAP server)$/,
    decode: (m) => ({ module: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: "pam_ldap: ldap_simple_bind Can't contact LDAP server",
        fields: { module: 'pam_ldap', detail: "ldap_simple_bind Can't contact LDAP server" },
      },
    ],
  }),
  // Accounts, which sshd itself looks up: who is known to the directory alone does not exist while it is away.
  definePattern({
    id: 'nss-ldap-unavailable',
    emits: 'pam.backend-unavailable',
    level: 'info',
    heads: ['nss_ldap:'],
    regex: /^(nss_ldap): ((?:could not (?:connect to any|search)|failed to bind to) LDAP server .{1,400})$/,
    decode: (m) => ({ module: group(m, 1), detail: group(m, 2) }),
    samples: [
      {
        text: "nss_ldap: could not connect to any LDAP server as (null) - Can't contact LDAP server",
        fields: { module: 'nss_ldap', detail: "could not connect to any LDAP server as (null) - Can't contact LDAP server" },
      },
      {
        text: "nss_ldap: failed to bind to LDAP server ldap://ldap.example.org/: Can't contact LDAP server",
        fields: { module: 'nss_ldap', detail: "failed to bind to LDAP server ldap://ldap.example.org/: Can't contact LDAP server" },
      },
      {
        text: 'nss_ldap: could not search LDAP server - Server is unavailable',
        fields: { module: 'nss_ldap', detail: 'could not search LDAP server - Server is unavailable' },
      },
    ],
  }),
  definePattern({
    id: 'nss-ldap-reconnecting',
    emits: 'pam.notice',
    level: 'info',
    heads: ['nss_ldap:'],
    regex: /^(nss_ldap): (reconnect(?:ing|ed) to LDAP server.{0,300})$/,
    decode: (m) => ({ module: group(m, 1), phase: 'account', text: group(m, 2) }),
    samples: [
      {
        text: 'nss_ldap: reconnecting to LDAP server (sleeping 1 seconds)...',
        fields: { module: 'nss_ldap', phase: 'account', text: 'reconnecting to LDAP server (sleeping 1 seconds)...' },
      },
      {
        text: 'nss_ldap: reconnected to LDAP server ldap://ldap.example.org/ after 1 attempt',
        fields: { module: 'nss_ldap', phase: 'account', text: 'reconnected to LDAP server ldap://ldap.example.org/ after 1 attempt' },
      },
    ],
  }),
];
