import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import { loginDiagnoser } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { WEIGHT } from '../weight.js';

export const revokedKeysFileMissing = loginDiagnoser(
  {
    code: 'revoked-keys-file-missing',
    category: 'certificate',
    severity: 'error',
    summary: 'the list of revoked keys cannot be read',
    explain: `
RevokedKeys names a file that does not exist, cannot be read, or is damaged. sshd cannot know which keys are revoked and plays
safe: **every** public key and certificate is refused, for everybody, until the file is there. Passwords still work.

## Usual causes
- The file was never made, or was removed by a tool that distributes it.
- A typing mistake in RevokedKeys.
- The file is half written: a download that broke off. Put new ones in place with mv.

## How to fix it
An empty file is a valid list:

\`\`\`
touch /etc/ssh/revoked_keys
\`\`\`

A key revocation list is made with \`ssh-keygen -kf /etc/ssh/revoked.krl keys.pub\`. \`RevokedKeys none\` does without. Keep
an open connection until a login with a key has worked.

## What the log cannot tell
To 6.7 the message itself does not name the file, and each key is then also called revoked, which it is not.`,
  },
  (suspect) => {
    const told = new WeakMap<Connection, string | undefined>();
    return {
      'revocation.unchecked'(event, connection) {
        const { path, reason, listMissing } = event.fields;
        // To 6.7 there is a second line for each key, without the path.
        const again = connection !== undefined && told.has(connection) && path === undefined;
        const list = path === undefined ? connection && told.get(connection) : copyText(path);
        if (connection) told.set(connection, list);
        const why = copyText(reason);
        suspect(event, connection, {
          title: 'no key is accepted: the list of revoked keys cannot be read',
          key: list ?? '',
          weight: WEIGHT.exact,
          ofServer: true,
          ...(again && { attempts: 0 }),
          advise: () => {
            const quoted = list === undefined ? undefined : quotePath(list);
            return {
              summary: `${list ?? 'The file that RevokedKeys names'} ${listMissing ? 'does not exist: until it does' : `cannot be used (${why}): until it can`}, `
                + 'no key and no certificate of anybody is accepted.',
              causes: listMissing ? ['The file was never made, or a tool removed it.', 'A typing mistake in RevokedKeys.'] : [
                'Owner or mode keep sshd from reading it.',
                'The file is damaged or half written.',
              ],
              fixes: [
                runOnServer('see which file RevokedKeys names', ['sshd -T | grep -i revokedkeys']),
                ...(quoted === undefined ? [] : [listMissing
                  ? runOnServer(
                    'put the list there again; an empty file is a valid list, and counts at once',
                    [`touch ${quoted}`, `chmod 644 ${quoted}`],
                    'An empty list revokes nothing: bring back the real one soon.',
                  )
                  : runOnServer('look at the list', [`ls -l ${quoted}`, `ssh-keygen -Qlf ${quoted}`])]),
              ],
              unknowns: [],
            };
          },
        });
      },
    };
  },
);
