import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { Errno, LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import type { Whereabouts } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { ownerOf, pathFix, relabel } from './file-of-keys.js';

export const authorizedKeysUnreadable = defineDiagnoser({
  meta: {
    code: 'authorized-keys-unreadable',
    category: 'authentication',
    severity: 'error',
    summary: 'the file of keys cannot be read',
    explain: `
There is a file of keys, and sshd cannot open it. It opens the file with the rights of the user who logs in, not as root: what
the user cannot read, sshd cannot either.

## Usual causes
- The file belongs to root, or has no read permission for its user.
- The user may not enter a directory above it.
- SELinux or AppArmor: modes look right, and the label is wrong (after a restore, in a home outside /home).
- A home on the network that is not mounted, or needs a Kerberos ticket which nobody has before the login.
- The path is a directory, a device or a dangling link.

## How to fix it
\`\`\`
namei -l /home/fred/.ssh/authorized_keys
chown fred: /home/fred/.ssh/authorized_keys
chmod 600 /home/fred/.ssh/authorized_keys
restorecon -Rv /home/fred/.ssh
\`\`\`

## What the log cannot tell
Which key the file holds. Releases to 5.5 do not say that a file could not be opened.`,
  },
  create: (context) => {
    return {
      'authorized-keys.unreadable': ({ record, fields }, connection) => suspect(record, connection, fields.path, fields.reason, fields.errno),
      'authorized-keys.not-regular': ({ record, fields }, connection) =>
        suspect(record, connection, fields.path, 'not a regular file'),
      'authorized-keys.refused': ({ record, fields }, connection) =>
        suspect(record, connection, fields.path ?? '', fields.reason, fields.errno),
    };

    function suspect(record: LogRecord, connection: Connection | undefined, logged: string, why: string, errno?: Errno): void {
      if (!connection) return;
      const path = copyText(logged);
      const reason = copyText(why);
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: path,
        title: `sshd cannot read ${path === '' ? 'the file of keys' : path}: ${reason}`,
        look: why,
        advise: ({ where }) => ({
          summary: `sshd opens the file with the rights of the user, and the system answers: ${reason}.`,
          causes: [
            'owner or mode: the user himself cannot read the file, or not enter a directory above it',
            ...(errno === 'EACCES' ? ['modes look right: SELinux or AppArmor refuses, see the audit log'] : []),
            'a home on the network that is not there before the login',
          ],
          fixes: makeReadable(path, ownerOf(path, true, connection.user), where),
          unknowns: ['Whether the key is in the file.'],
        }),
      }));
    }
  },
});

function makeReadable(path: string, owner: string | undefined, where: Whereabouts): Fix[] {
  // In a place of the system the file is root's: whoever is to read it is neither its owner nor in its group.
  const isOwn = owner !== undefined || path.includes('/.ssh/');
  return pathFix(path, 'let the user read his file', (quoted) => [
    `namei -l ${quoted}`,
    ...(owner === undefined ? [] : [`chown ${owner} ${quoted}`]),
    `chmod ${isOwn ? 600 : 644} ${quoted}`,
    ...relabel(where, quoted),
  ], owner !== undefined ? undefined
    : isOwn ? 'Where namei shows a wrong owner: chown it to the user.' : 'The user must be able to enter each directory above it as well.');
}
