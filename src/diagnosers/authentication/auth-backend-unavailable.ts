import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { type Advice, defineDiagnoser, type Seen } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';

export const authBackendUnavailable = defineDiagnoser({
  meta: {
    code: 'auth-backend-unavailable',
    category: 'authentication',
    severity: 'error',
    summary: 'the service that knows passwords is down',
    explain: `
The password is not checked by this machine but by another: LDAP, Active Directory, Kerberos, RADIUS. The PAM module that asks
it got no answer, or could not be loaded. Right passwords fail then like wrong ones.

## Usual causes
- The directory server is down or not reachable, its name does not resolve, or a firewall is in between.
- The machine has lost its membership of the domain: an expired machine password or keytab.
- The clock is off by more than five minutes: Kerberos refuses then.
- sssd or winbind does not run, or its cache has expired.
- The certificate of the directory server has expired.

## How to fix it
\`\`\`
getent passwd fred
systemctl status sssd
sssctl domain-status example.com
timedatectl
\`\`\`

## What the log cannot tell
Why the service did not answer. The log of sssd (/var/log/sssd), winbind or the module says more.`,
  },
  create: (context) => {
    return {
      'pam.backend-unavailable': ({ record, fields }, connection) => found(record, connection, fields.module, fields.detail),
      'pam.login-refused'({ record, fields }, connection) {
        if (fields.result === 'authinfo-unavailable') found(record, connection, 'pam', fields.reason);
      },
    };

    function found(record: LogRecord, connection: Connection | undefined, named: string, text: string): void {
      const module = copyText(named);
      const detail = copyText(text);
      const reason = {
        key: module,
        title: `the service behind ${module === 'pam' ? 'PAM' : module} does not answer`,
        look: text,
        attempts: 1,
        advise: ({ users, moreUsers }: Seen) => adviceFor(module, detail, moreUsers || users.length > 1 ? undefined : users[0]),
      };
      if (connection) context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, { ...reason, advise: ({ seen }) => reason.advise(seen) }));
      else context.report({ ...reason, host: record.host, proofs: [{ record, look: text }] });
    }
  },
});

/** @param user whom alone it has hit */
function adviceFor(module: string, detail: string, user: string | undefined): Advice {
  if (module === 'pam_duo') {
    return {
      summary: `A second factor is asked of Duo, and that failed (${detail}). Right passwords and keys fail too.`,
      causes: ['the server does not reach Duo: firewall, proxy, name service', 'the clock is off: Duo refuses the signature then', 'ikey, skey or host in pam_duo.conf is not that of the application'],
      fixes: [runOnServer('see whether Duo answers', ['curl -sS "https://$(sed -n \'s/^host *= *//p\' /etc/duo/pam_duo.conf)/auth/v2/ping"', 'timedatectl'])],
      unknowns: ['Whether the password was right.'],
    };
  }
  return {
    summary: module === 'nss_ldap'
      ? `Accounts are looked up in a directory that did not answer (${detail}). Whoever is known there alone does not exist meanwhile.`
      : `Passwords are checked by a service that did not answer (${detail}). Right ones fail too.`,
    causes: [
      'the directory server is down or not reachable',
      'the daemon that asks it (sssd, winbind, nslcd) does not run',
      'the clock is off, or the machine account has expired',
    ],
    fixes: [runOnServer('see whether the service answers', [`getent passwd ${shellName(user) ?? 'USER'}`, 'systemctl status sssd winbind nslcd', 'timedatectl'])],
    unknowns: ['Whether the password was right.'],
  };
}
