import { copyText } from '../../connections/text.js';
import { loginDiagnoser, type SuspectedReason } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';

export const nologinFile = loginDiagnoser(
  {
    code: 'nologin-file',
    category: 'access',
    severity: 'error',
    summary: 'a nologin file keeps everybody out',
    explain: `
While /etc/nologin, /run/nologin or /var/run/nologin exists, only root may log in. The file's text is shown to those who try.

## Usual causes
- The system is booting: systemd writes /run/nologin and takes it away when it is up (systemd-user-sessions). A boot that hangs
  leaves it there.
- A shutdown is scheduled: it appears five minutes before.
- An administrator made /etc/nologin for maintenance and forgot it.

## How to fix it
\`\`\`
ls -l /etc/nologin /run/nologin
rm /etc/nologin
\`\`\`

For /run/nologin ask first why: \`systemctl list-jobs\`, \`shutdown -c\` takes a scheduled shutdown back.

## What the log cannot tell
With PAM the module pam_nologin refuses without a line of its own: the log then shows no more than "denied by PAM account
configuration".`,
  },
  (suspect) => {
    const problem = (path: string | undefined): SuspectedReason => ({
      title: 'a nologin file keeps everybody but root out',
      key: path ?? '',
      ofServer: true,
      // Without PAM sshd looks for the file once the user is logged in.
      stays: true,
      advise: () => ({
        summary: `While ${path ?? 'a nologin file'} exists, nobody but root may log in.`,
        causes: ['The system is booting, or hangs in it.', 'A shutdown is scheduled.', 'A file from maintenance was forgotten.'],
        fixes: [
          runOnServer(
            'see the file and whether a boot or a shutdown is going on',
            ['ls -l /etc/nologin /run/nologin /var/run/nologin', 'systemctl list-jobs'],
          ),
          runOnServer(
            'if nothing of that kind is going on, take it away',
            [`rm ${quotePath(path ?? '/etc/nologin') ?? 'FILE'}`],
          ),
        ],
        unknowns: [],
      }),
    });
    return {
      'access.denied'(event, connection) {
        const { reason, path } = event.fields;
        if (reason === 'nologin-file') suspect(event, connection, problem(path === undefined ? undefined : copyText(path)));
      },
      'pam.account-refused'(event, connection) {
        if (event.fields.reason === 'nologin') suspect(event, connection, problem(undefined));
      },
    };
  },
);
