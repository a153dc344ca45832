import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer, setInConfig } from '../server-change.js';
import { shellName } from '../user-name.js';

export const acceptedNone = defineDiagnoser({
  meta: {
    code: 'accepted-none',
    category: 'authentication',
    severity: 'warning',
    summary: 'someone logged in without any proof',
    explain: `
A user was let in with the method \`none\`: no password, no key. That happens where the account has an empty password and
\`PermitEmptyPasswords yes\` is set, or where PAM asks for nothing.

## How to fix it
Unless it is meant (an anonymous service in a chroot, with a forced command):

\`\`\`
passwd -l fred
\`\`\`

and in sshd_config

\`\`\`
PermitEmptyPasswords no
\`\`\`

\`awk -F: '$2 == "" { print $1 }' /etc/shadow\` lists the accounts with an empty password.`,
  },
  create: (context) => ({
    'auth.accepted'({ record, fields }, connection) {
      if (!connection || fields.method !== 'none') return;
      const user = copyText(fields.user);
      const name = shellName(user);
      context.report(loginProblem(record, connection, {
        key: user,
        title: `${user} logged in without password or key`,
        advise: ({ where }) => ({
          summary: 'Anybody who reaches the server can log in as this user.',
          causes: ['an empty password and PermitEmptyPasswords yes', 'a PAM stack that asks for nothing'],
          fixes: [
            setInConfig(where, 'accept no empty passwords', ['PermitEmptyPasswords no']),
            ...(name === undefined ? [] : [runOnServer('lock the password, or set one', [`passwd -l ${name}`])]),
          ],
          unknowns: [],
        }),
      }));
    },
  }),
});
