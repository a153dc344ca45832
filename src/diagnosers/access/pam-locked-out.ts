import { copyText } from '../../connections/text.js';
import { loginDiagnoser } from '../login-problem.js';
import { runOnServer } from '../server-change.js';

export const pamLockedOut = loginDiagnoser(
  {
    code: 'pam-locked-out',
    category: 'access',
    severity: 'error',
    summary: 'too many failures: PAM locks the user out',
    explain: `
A PAM module (pam_faillock, pam_tally2) counts the failed logins of an account. There were too many in a row, and for a while it
refuses everything, the right password too. Keys are refused as well where the module also stands in the account phase.

## Usual causes
- Somebody guesses passwords of this account: the lock hits its owner.
- A job, a phone or a mounted share tries an old password again and again.
- The owner mistyped too often.

## How to fix it
\`\`\`
faillock --user fred
faillock --user fred --reset
\`\`\`

(pam_tally2: \`pam_tally2 -u fred -r\`.) Then find out where the failures came from: the first command lists their sources.
Limits stand in /etc/security/faillock.conf (deny, unlock_time).

## What the log cannot tell
How long the lock lasts: unlock_time.`,
  },
  (suspect) => ({
    'pam.locked-out'(event, connection) {
      const module = copyText(event.fields.module);
      suspect(event, connection, {
        title: 'PAM has locked the user out after failed logins',
        user: event.fields.user,
        advise: ({ who, name }) => ({
          summary: `${who} is locked out by ${module} after too many failed logins; for now even the right password fails.`,
          causes: [
            'Somebody guesses passwords of this account.',
            'A job or device tries an old password again and again.',
            'The owner mistyped too often.',
          ],
          fixes: [
            module === 'pam_tally2'
              ? runOnServer('see the count, and let the user in again', [`pam_tally2 -u ${name}`, `pam_tally2 -u ${name} -r`])
              : runOnServer('see where the failures came from, and let the user in again', [
                `faillock --user ${name}`,
                `faillock --user ${name} --reset`,
              ],
                'While somebody goes on guessing, the lock comes back: block the source first.'),
          ],
          unknowns: ['How long the lock lasts: unlock_time in /etc/security/faillock.conf or in the PAM files.'],
        }),
      });
    },
  }),
);
