import { loginDiagnoser } from '../login-problem.js';
import { runOnServer, setInConfig } from '../server-change.js';

export const accountLocked = loginDiagnoser(
  {
    code: 'account-locked',
    category: 'access',
    severity: 'error',
    summary: 'the account is locked',
    explain: `
The password field of the account in /etc/shadow has the mark of a locked account (an exclamation mark on Linux). Without PAM sshd
takes that for "nobody may log in", with keys as well, and goes on as if the user did not exist.

## Usual causes
- useradd made the account and no password was ever set: the field is then \`!\`. Keys alone do not open it.
- An administrator locked it (passwd -l, usermod -L).
- UsePAM was switched off: with PAM sshd leaves this to PAM, and keys work with a locked password.

## How to fix it
For logins by key only, a field that fits no password but does not lock:

\`\`\`
usermod -p '*' fred
\`\`\`

For logins by password: \`passwd fred\`, or \`passwd -u fred\` where it was locked on purpose and may be opened. With PAM:

\`\`\`
UsePAM yes
\`\`\`

## What the log cannot tell
Who locked it, and when.`,
  },
  (suspect) => ({
    'access.denied'(event, connection) {
      if (event.fields.reason !== 'account-locked') return;
      suspect(event, connection, {
        title: 'the account is locked',
        user: event.fields.user,
        advise: ({ who, name, where }) => ({
          summary: `${who} cannot log in: the account is locked in shadow, and without PAM sshd refuses it, with keys as well.`,
          causes: [
            'The account never had a password: useradd writes an exclamation mark.',
            'It was locked with passwd -l or usermod -L.',
            'UsePAM no: with PAM a key would do.',
          ],
          fixes: [
            runOnServer('see the state of the account: L or LK is locked', [`passwd -S ${name}`]),
            runOnServer(
              'for logins by key only: no password, and no lock',
              [`usermod -p '*' ${name}`],
              'Only if the account was not locked on purpose.',
            ),
            runOnServer('for logins by password: set one, which unlocks', [`passwd ${name}`]),
            setInConfig(where, 'or leave accounts to PAM, which lets keys in', ['UsePAM yes']),
          ],
          unknowns: ['Who locked the account, and when: the log of passwd and usermod may tell.'],
        }),
      });
    },
  }),
);
