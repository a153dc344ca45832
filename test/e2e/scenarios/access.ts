import { existsSync, writeFileSync } from 'node:fs';
import { ssh, sshCommand, sshPassword } from '../support/clients.js';
import type { Client, Scenario } from '../support/scenario.js';
import { connectSsh2 } from '../support/ssh2.js';
import { GROUP, PASSWORD } from '../support/world.js';

/** PAM as a minimal system has it, with lines in front of the account or authentication part. */
const pam = (...lines: string[]) => [
  "cat > /etc/pam.d/sshd <<'PAM'", ...lines, 'auth required pam_unix.so', 'account required pam_unix.so', 'session required pam_unix.so', 'PAM', '',
].join('\n');
const WITH_PAM = { config: ['UsePAM yes'], syslog: true };

const root = (...options: string[]) => sshCommand(options, ['true'], 'root');

/** The right password, behind wrong ones the first time. */
const guessesFirst: Client = async (port) => {
  if (!existsSync('/srv/guessed')) {
    writeFileSync('/srv/guessed', '');
    for (let i = 0; i < 3; i++) await connectSsh2({ port, username: 'fred', password: 'wrong' });
  }
  return sshPassword()(port);
};

export const ACCESS: readonly Scenario[] = [
  {
    code: 'user-not-in-allowusers', config: ['AllowUsers ann'],
    fixes: ['let the user in from everywhere', 'or only from this address'],
  },
  {
    code: 'user-not-in-allowusers', name: 'in a configuration with Match',
    config: ['AllowUsers ann', 'Match User ann', '    X11Forwarding no'], syslog: true,
    fixes: ['let the user in from everywhere'],
  },
  {
    code: 'user-in-denyusers', config: ['DenyUsers ann fre*'],
    fixes: [{ summary: 'take it out', edit: `sed -i '/^DenyUsers/d' /etc/ssh/sshd_config` }],
  },
  {
    code: 'group-not-in-allowgroups', config: ['AllowGroups adm'],
    fixes: [
      { summary: 'make the user a member of a group that is listed', fill: { GROUP: 'adm' } },
      { summary: 'or list one of the groups that the user has', fill: { GROUP } },
    ],
  },
  {
    code: 'group-in-denygroups', config: [`DenyGroups ${GROUP}`],
    fixes: [{ summary: 'take the user out of the group that is denied', fill: { GROUP } }],
  },
  {
    code: 'account-expired', before: 'chage -E 2020-01-01 fred',
    fixes: [{ summary: 'give the account a new date', fill: { 'YYYY-MM-DD': '2099-01-01' } }],
  },
  {
    code: 'account-expired', name: 'by PAM', ...WITH_PAM, before: `${pam()}chage -E 2020-01-01 fred`,
    fixes: [{ summary: 'give the account a new date', fill: { 'YYYY-MM-DD': '2099-01-01' } }],
  },
  {
    code: 'account-locked', before: 'usermod -L fred',
    fixes: [
      'for logins by key only',
      { summary: 'for logins by password', answers: `${PASSWORD}\n${PASSWORD}\n` },
      { summary: 'or leave accounts to PAM', first: pam() },
    ],
  },
  { code: 'password-expired', before: 'chage -d 0 fred', client: sshPassword(), fixes: ['let the password never age'] },
  { code: 'password-expired', name: 'by PAM', ...WITH_PAM, before: `${pam()}chage -d 2020-01-01 -M 30 fred`, fixes: ['let the password never age'] },
  { code: 'nologin-file', before: 'echo maintenance > /etc/nologin', fixes: ['take it away'] },
  {
    code: 'nologin-shell', ...WITH_PAM,
    before: `${pam('account required pam_succeed_if.so shell notin /sbin/nologin:/usr/sbin/nologin:/bin/false')}usermod -s /usr/sbin/nologin fred`,
    fixes: ['if a person shall log in, give the account a shell'],
  },
  { code: 'shell-missing', before: 'usermod -s /bin/nosuchshell fred', fixes: ['give the account a shell that exists'] },
  {
    code: 'shell-not-executable', before: 'cp /bin/sh /srv/shell; chmod 644 /srv/shell; usermod -s /srv/shell fred',
    fixes: ['see what it is, and make it executable', 'or give the account another shell'],
  },
  {
    code: 'pam-account-denied', ...WITH_PAM,
    before: `${pam('account required pam_access.so')}echo '-:ALL:ALL' > /etc/security/access.conf`,
    fixes: ['let the user in, above the rule that refuses'],
  },
  {
    code: 'pam-locked-out', ...WITH_PAM, client: guessesFirst,
    before: pam(
      'auth required pam_faillock.so preauth deny=2', 'auth sufficient pam_unix.so', 'auth [default=die] pam_faillock.so authfail deny=2',
      'account required pam_faillock.so',
    ),
    fixes: ['let the user in again'],
  },
  {
    code: 'root-login-not-permitted', config: ['PermitRootLogin no'], client: root(),
    fixes: [
      'or let root in with keys, and only with keys',
      { summary: 'for jobs', first: `sed -i 's/^/command="true" /' .ssh/authorized_keys` },
    ],
  },
  {
    code: 'root-login-not-permitted', name: 'at DEBUG2 through syslog', config: ['PermitRootLogin no'], client: root(),
    logLevel: 'DEBUG2', syslog: true,
    fixes: ['or let root in with keys, and only with keys'],
  },
  { code: 'tcp-wrappers-denied', syslog: true, before: `echo 'sshd: ALL' > /etc/hosts.deny`, fixes: ['let them in, if they may'] },
  {
    code: 'no-auth-methods-enabled',
    config: ['AuthenticationMethods publickey', 'Match User fred', '    PubkeyAuthentication no'],
    fixes: ['enable the methods'],
  },
  {
    code: 'no-auth-methods-enabled', name: 'AuthenticationMethods asks for what is off',
    config: ['PubkeyAuthentication no', 'AuthenticationMethods publickey'], down: true,
    fixes: ['enable the methods'], client: ssh(),
  },
];
