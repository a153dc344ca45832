import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { loginDiagnoser } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { WEIGHT } from '../weight.js';

export const accountExpired = loginDiagnoser(
  {
    code: 'account-expired',
    category: 'access',
    severity: 'error',
    summary: 'the account has expired',
    explain: `
The account has an expiry date (field 8 of /etc/shadow), and it has passed. Password and key do not matter any more. It is not the
password that has expired: that is password-expired, and can be changed.

sshd says so itself where it works without PAM; with PAM the module does (pam_unix: account … has expired), and sshd then denies
access "by PAM account configuration".

## Usual causes
- A temporary account (student, contractor) whose time is over.
- An expiry date that was set by mistake, or by the tool that made the account.
- The clock of the server is wrong.

## How to fix it
\`\`\`
chage -l fred
chage -E 2030-12-31 fred
\`\`\`

\`chage -E -1 fred\` takes the date away for good. An account of a directory is extended there.

## What the log cannot tell
The date itself: chage -l shows it.`,
  },
  (suspect) => {
    // sshd and the PAM modules may all speak of the same try.
    const told = new WeakSet<Connection>();
    const expired = (event: { record: LogRecord }, connection: Connection | undefined, user?: string, summedUp = false) => {
      const again = connection !== undefined && told.has(connection);
      if (connection) told.add(connection);
      suspect(event, connection, {
        title: 'the account has expired',
        user,
        ...(again && { attempts: 0 }),
        ...(summedUp && { weight: WEIGHT.circumstance }),
        advise: ({ who, name }) => ({
          summary: `${who} cannot log in: the account has expired. What was proven by password or key does not matter.`,
          causes: [
            'The expiry date of a temporary account has passed.',
            'The date was set by mistake.',
            'The clock of the server is wrong.',
            ...(summedUp ? ['Another rule of the account phase of PAM (pam_access, sssd, nologin): with keyboard-interactive sshd may say so of any.'] : []),
          ],
          fixes: [
            runOnServer('see the expiry date, and the clock', [`chage -l ${name}`, 'date']),
            runOnServer(
              'give the account a new date',
              [`chage -E YYYY-MM-DD ${name}`],
              '-1 instead of a date lets it never expire. Accounts of a directory are extended there.',
            ),
          ],
          unknowns: [summedUp
            ? 'Whether it has expired: sshd sums up what a module refused, and the line of the module is not here. chage -l shows the date.'
            : 'The date on which it expired: chage -l shows it.'],
        }),
      });
    };
    return {
      'account.expired': (event, connection) => expired(event, connection, event.fields.user),
      'pam.account-refused'(event, connection) {
        if (event.fields.reason === 'account-expired') expired(event, connection, event.fields.user);
      },
      'pam.account-checked'(event, connection) {
        if (event.fields.result === 'account-expired') expired(event, connection);
      },
      'pam.login-refused'(event, connection) {
        // With keyboard-interactive, this is what sshd makes of nearly every refusal of the account phase.
        if (event.fields.result === 'account-expired') expired(event, connection, event.fields.user, true);
      },
    };
  },
);
