import { loginDiagnoser } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { WEIGHT } from '../weight.js';

/** A rule of pam_succeed_if that looks at the shell and has one of those in it that let nobody in. */
const SHELL_RULE = /^shell\b.*\/(?:nologin|false)\b/;

export const nologinShell = loginDiagnoser(
  {
    code: 'nologin-shell',
    category: 'access',
    severity: 'error',
    summary: 'the account has a shell that lets nobody in',
    explain: `
The login shell of the account is nologin or false. sshd accepts the login, runs the shell, and that ends at once: the client
sees "This account is currently not available." and is disconnected. Commands and sftp-server end the same way; only
internal-sftp and forwarding (ssh -N) do without a shell. A PAM rule (pam_succeed_if on the shell) may refuse such accounts
earlier.

## Usual causes
- A service account that is not meant for people.
- An account that was closed this way.
- An account for sftp only, without internal-sftp as its subsystem.

## How to fix it
For people: \`usermod -s /bin/bash fred\`. For sftp only:

\`\`\`
Subsystem sftp internal-sftp
Match User fred
    ForceCommand internal-sftp
\`\`\`

## What the log cannot tell
sshd itself never writes which shell it ran, at no LogLevel. A login that is accepted and ends within a second is no proof.`,
  },
  (suspect) => ({
    'pam.requirement-unmet'(event, connection) {
      const { requirement, user } = event.fields;
      if (!SHELL_RULE.test(requirement)) return;
      suspect(event, connection, {
        title: 'the account has a shell that lets nobody in',
        user,
        weight: WEIGHT.exact,
        advise: ({ who, name }) => ({
          summary: `${who} cannot log in: the login shell is one that lets nobody in, and a PAM rule refuses it.`,
          causes: ['A service account that is not meant for people.', 'An account that was closed by its shell.'],
          fixes: [
            runOnServer('see the shell of the account', [`getent passwd ${name}`]),
            runOnServer('if a person shall log in, give the account a shell', [`usermod -s /bin/sh ${name}`]),
            runOnServer(
              'see the PAM rule',
              [
                'grep -rn succeed_if /etc/pam.d',
              ],
            ),
          ],
          unknowns: [],
        }),
      });
    },
  }),
);
