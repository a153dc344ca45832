import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { loginDiagnoser, type Told } from '../login-problem.js';
import { runOnServer } from '../server-change.js';

export const pamAccountDenied = loginDiagnoser(
  {
    code: 'pam-account-denied',
    category: 'access',
    severity: 'error',
    summary: 'PAM does not let the account in',
    explain: `
Password or key were right, and then the account phase of PAM said no: this user may not log in here or now. sshd ends the
connection with "Access denied for user … by PAM account configuration". The reason, if any, stands in a line of the module just
before, such as pam_access(sshd:account) or pam_sss(sshd:account).

## Usual causes
- pam_access: no rule in /etc/security/access.conf lets the user in from there.
- pam_nologin: /etc/nologin or /run/nologin exists; the module writes no line of its own.
- sssd or LDAP: the access provider (simple_allow_groups, ad_gpo, HBAC) does not list the user or host.
- pam_time: not at this hour.
- pam_listfile or pam_succeed_if with a list or group that lacks the user.
- A module that is missing, or an SELinux denial.

## How to fix it
Let PAM answer without sshd, as root, and look at its log:

\`\`\`
pamtester sshd fred acct_mgmt
sssctl user-checks -s sshd -a acct fred
\`\`\`

Modules log more with \`debug\` behind their name in /etc/pam.d/sshd.

## What the log cannot tell
Modules that write nothing leave only sshd's own line. LogLevel DEBUG3 adds the number and text that pam_acct_mgmt returned.`,
  },
  (suspect) => {
    // The module and sshd speak of the same try.
    const refusals = new WeakMap<Connection, Refusal>();
    const denied = (event: { record: LogRecord }, connection: Connection | undefined, user?: string, by: Refusal = {}) => {
      if (!connection) return;
      const again = refusals.has(connection);
      if (by.module !== undefined || !again) refusals.set(connection, by);
      suspect(event, connection, {
        title: 'PAM does not let the account in',
        user,
        ...(again && { attempts: 0 }),
        advise: (told) => {
          const { module: named, failed, anyPhase } = refusals.get(connection) ?? {};
          return {
            summary: named === undefined && anyPhase
              ? `${told.who} was refused by a module of PAM, which does not say why; it is no matter of the password.`
              : `${told.who} was refused by ${named ?? 'the account phase of PAM'}; what was proven by password or key does not matter.`,
            causes: named === 'pam_access' ? ['No rule of /etc/security/access.conf lets the user in from there.']
              : named === 'pam_sss' && failed ? ['sssd failed when it was to decide (System error): a GPO or a rule that it cannot read, or a server that does not answer; its log says why.']
              : named === 'pam_sss' ? ['The access provider of sssd does not let this user in (groups, GPO, HBAC).']
              : ['pam_nologin: /etc/nologin or /run/nologin exists.',
                'pam_access, pam_time, pam_listfile or pam_succeed_if: a rule does not let the user in.',
                'sssd, LDAP: the access provider does not let the user in.',
                'An expired or locked account that the module does not name.'],
            fixes: [...ofModule(named, told), runOnServer('let PAM answer without sshd', [`pamtester sshd ${told.name} acct_mgmt`])],
            unknowns: named === undefined ? [
              'Which module refused: modules that are silent log with "debug" in /etc/pam.d/sshd; '
                + 'LogLevel DEBUG3 shows what pam_acct_mgmt returned.',
            ] : [],
          };
        },
      });
    };
    return {
      'pam.account-denied': (event, connection) => denied(event, connection, event.fields.user),
      'pam.account-refused'(event, connection) {
        const { reason, user, module } = event.fields;
        const failed = reason === 'module-failed';
        if (failed || reason === 'access-rule' || reason === 'other') denied(event, connection, user, { module: copyText(module), failed });
      },
      'pam.account-checked'(event, connection) {
        if (event.fields.result === 'permission-denied') denied(event, connection);
      },
      'pam.login-refused'(event, connection) {
        if (event.fields.result === 'permission-denied') denied(event, connection, event.fields.user, { anyPhase: true });
      },
    };
  },
);

/** The module that refused, where its own line says so, and whether it failed rather than decided. */
interface Refusal {
  module?: string;
  failed?: boolean;
  /** With keyboard-interactive sshd says the same of a module that refuses before the account phase. */
  anyPhase?: boolean;
}

function ofModule(module: string | undefined, { name, pattern }: Told): Fix[] {
  switch (module) {
    case 'pam_access':
      return [{
        side: 'server', summary: 'let the user in, above the rule that refuses', action: 'set', file: '/etc/security/access.conf',
        lines: [`+:${pattern}:ALL`],
        caution: 'The first rule that matches decides; it counts from the next login on.' }];
    case 'pam_sss': return [runOnServer('ask sssd', [`sssctl user-checks -s sshd -a acct ${name}`])];
    case undefined: return [
      runOnServer(
        'see whether a nologin file exists, and which modules are asked',
        ['ls -l /etc/nologin /run/nologin', "grep -E '^(-?account|@include)' /etc/pam.d/sshd", "grep -sE '^-?account' /etc/pam.d/common-account /etc/pam.d/password-auth"],
      ),
    ];
    default: return [
      runOnServer('see the rules of the module', [`grep -rn ${/^pam_\w+$/.test(module) ? module : 'pam_'} /etc/pam.d`]),
    ];
  }
}
