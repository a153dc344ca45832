import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { told } from '../login-problem.js';
import { ownRecord } from '../own-record.js';
import { runOnServer } from '../server-change.js';

interface Heard {
  record: LogRecord;
  user: string | undefined;
  enforced: boolean;
}

const REFUSALS = new Set(['password-aged', 'password-forced', 'password-expired']);

export const passwordExpired = defineDiagnoser({
  meta: {
    code: 'password-expired',
    category: 'access',
    severity: 'error',
    summary: 'the password has expired',
    explain: `
The password of the account is older than its policy allows, or an administrator asked for a new one at the next login. Password
or key were right and sshd lets the user in, but only to change the password: instead of the shell or the command passwd is run,
and the connection ends. File transfer and jobs fail, for they have no terminal to type a new password.

## Usual causes
- "root enforced": passwd -e, chage -d 0, or a new account whose first password must be changed.
- "password aged": PASS_MAX_DAYS is over.
- An account that uses keys only, with a password nobody remembers and that ages all the same.

## How to fix it
The user logs in with a terminal (\`ssh -t fred@server\`) and sets a new password. For accounts with keys only or for jobs:

\`\`\`
chage -M -1 fred
\`\`\`

Passwords of a directory are changed there. A warning days before is written by PAM, too.

## What the log cannot tell
Whether the password was changed then: look for lines of passwd(1) in the same log.`,
  },
  create: (context) => {
    // PAM speaks before the line that names the address: what it says is told when the connection ends, accepted or not.
    const heard = context.perConnection<Heard>();
    const expired = (
      { record }: { record: LogRecord },
      connection: Connection | undefined,
      name: string | undefined,
      enforced: boolean,
    ) => {
      if (!connection || heard.has(connection)) return;
      heard.set(connection, { record: ownRecord(record), user: name === undefined ? undefined : copyText(name), enforced });
    };
    const report = (connection: Connection, { record, user: name, enforced }: Heard) => {
      const user = name ?? connection.user;
      const { file } = record;
      context.report({
        host: record.host,
        key: user ?? '',
        title: enforced ? 'an administrator wants a new password first' : 'the password has expired',
        proofs: [{ record }],
        connection,
        advise: (seen) => {
          const { who, name: account } = told(user, file, connection, seen);
          return {
            summary: `${who} has to change the password before anything else: `
              + `${enforced ? 'an administrator asked for that' : 'its time is over'}. Without a terminal the login is no use.`,
            causes: enforced
              ? [
                'passwd -e or chage -d 0, or a new account with a first password.',
                'The date of the last change in shadow is 0 or missing.',
              ]
              : ['PASS_MAX_DAYS of the account is over.', 'An account for keys only, whose password ages all the same.'],
            fixes: [
              {
                side: 'client',
                summary: 'log in with a terminal and set a new password when asked',
                action: 'run',
                commands: [`ssh -t ${account}@SERVER`],
              },
              runOnServer('see the dates; an administrator can set a new password', [`chage -l ${account}`, `passwd ${account}`]),
              runOnServer('for an account that uses keys only or runs jobs: let the password never age', [
                `chage -M -1 -d "$(date +%F)" ${account}`,
              ],
                'Against a policy that wants passwords changed. Accounts of a directory are changed there.'),
            ],
            unknowns: ['Whether the password was changed then: lines of passwd in this log would tell.'],
          };
        },
      });
    };
    return {
      'password.expired': (event, connection) => expired(event, connection, event.fields.user, event.fields.expiry === 'forced'),
      'pam.account-refused'(event, connection) {
        const { reason, user } = event.fields;
        if (REFUSALS.has(reason)) expired(event, connection, user, reason === 'password-forced');
      },
      connectionEnded(connection) {
        const found = heard.get(connection);
        if (found) report(connection, found);
      },
    };
  },
});
