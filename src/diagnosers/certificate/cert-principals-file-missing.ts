import type { LogRecord } from '../../events.js';
import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import { loginDiagnoser } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented } from './presented.js';

export const certPrincipalsFileMissing = loginDiagnoser(
  {
    code: 'cert-principals-file-missing',
    category: 'certificate',
    severity: 'error',
    summary: 'no usable principals file for the user',
    explain: `
AuthorizedPrincipalsFile is set, and for this account the file does not exist or cannot be read. Then no certificate is good
for the account: sshd does not fall back to comparing the login name.

## Usual causes
- The account is new and has no file yet: /etc/ssh/auth_principals/fred.
- The path has %h or %u in the wrong place.
- The file, or a directory above it, cannot be read by the user, as whom sshd reads it.

## How to fix it
\`\`\`
echo fred > /etc/ssh/auth_principals/fred
chmod 644 /etc/ssh/auth_principals/fred
\`\`\`

The file holds the principals that may use the account, one a line. It must belong to root or the user.

## What the log cannot tell
At INFO only that no principal is authorized; DEBUG1 shows the path that was tried.`,
  },
  (suspect) => {
    const unusable = (
      event: { record: LogRecord },
      connection: Connection | undefined,
      file: string,
      user: string | undefined,
      error: string | undefined,
    ) => {
      const path = copyText(file);
      const reason = error === undefined ? undefined : copyText(error);
      suspect(event, connection, {
        title: 'the account has no usable file of principals',
        key: path,
        weight: WEIGHT.exact,
        user,
        advise: (told) => {
          const quoted = quotePath(path);
          return {
            summary: `${path} ${reason === undefined ? 'does not exist' : `cannot be read (${reason})`}, `
              + `and so ${describe(presented(told))} of ${holder(told)} is good for nothing here.`,
            causes: reason === undefined
              ? [
                'The account has no file of principals yet.',
                'AuthorizedPrincipalsFile has its tokens (%u, %h) in the wrong place.',
              ]
              : ['The user, as whom sshd reads the file, may not read it or a directory above it.'],
            fixes: [
              ...(quoted === undefined ? [] : [
                reason === undefined
                  ? runOnServer(
                    'make the file: one principal a line',
                    [`echo PRINCIPAL >> ${quoted}`, `chown root ${quoted}`, `chmod 644 ${quoted}`],
                  )
                  : runOnServer('let it be read, and nobody else write it', [`chmod 644 ${quoted}`, `namei -l ${quoted}`]),
              ]),
              LOOK,
              runOnServer('see what AuthorizedPrincipalsFile names', ['sshd -T | grep -i authorizedprincipalsfile']),
            ],
            unknowns: ['The principals of the certificate: ssh-keygen -L shows them.'],
          };
        },
      });
    };
    return {
      'principals-file.missing': (event, connection) => unusable(
        event,
        connection,
        event.fields.path,
        event.fields.user,
        undefined,
      ),
      'principals-file.unreadable': (event, connection) => unusable(
        event,
        connection,
        event.fields.path,
        event.fields.user,
        event.fields.reason,
      ),
      'principals-file.not-regular': (event, connection) => unusable(
        event,
        connection,
        event.fields.path,
        event.fields.user,
        'not a regular file',
      ),
    };
  },
);
