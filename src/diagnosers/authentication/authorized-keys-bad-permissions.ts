import { copyText } from '../../connections/text.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import type { Whereabouts } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { accessListProblem } from './access-list.js';
import { ownerOf, pathFix, relabel } from './file-of-keys.js';

export const authorizedKeysBadPermissions = defineDiagnoser({
  meta: {
    code: 'authorized-keys-bad-permissions',
    category: 'authentication',
    severity: 'error',
    summary: 'others could write the file of keys',
    explain: `
Who can write to authorized_keys, to the directory that it is in, or to any directory above it up to the home, can let himself
in as that user. With StrictModes (the default) sshd checks owner and mode of each of them, and reads no key where one belongs
to somebody else or is writable for group or others. The log names the first path that is wrong.

## Usual causes
- The home directory is writable for its group (umask 002, a shared directory, \`chmod 777\` in despair).
- authorized_keys or .ssh was created by root, or copied from another machine, and belongs to another user.
- A file system that shows every file as writable (CIFS, NTFS, some NFS exports).

## How to fix it
\`\`\`
chown -R fred: /home/fred/.ssh
chmod go-w /home/fred
chmod 700 /home/fred/.ssh
chmod 600 /home/fred/.ssh/authorized_keys
\`\`\`

\`StrictModes no\` is no repair: it lets the door stand open.

On Windows nobody but the user, SYSTEM and Administrators may have rights to the file, and inherited ones count. Who is an administrator has his keys
in the file of the machine, as the sshd_config that comes with it says (\`Match Group administrators\`):
\`\`\`
icacls "C:\\ProgramData\\ssh\\administrators_authorized_keys" /inheritance:r /grant "*S-1-5-32-544:F" /grant "SYSTEM:F"
\`\`\`

## What the log cannot tell
Whether the key that was offered is in the file: sshd did not look. And only the first wrong path is named; after it is
repaired another may follow. \`namei -l\` shows them all.`,
  },
  create: (context) => {
    // The line that Windows says at every level follows the one that names the file.
    const named = context.perConnection<true>();
    return {
      'authorized-keys.bad-permissions'({ record, fields }, connection) {
        if (!connection || (fields.path === undefined && named.has(connection))) return;
        named.set(connection, true);
        if (fields.path === undefined || fields.detail !== undefined) {
          const [path, account] = [fields.path, fields.detail].map((text) => (text === undefined ? undefined : copyText(text)));
          context.suspect(connection, WEIGHT.circumstance, accessListProblem(record, connection, path, account));
          return;
        }
        const path = copyText(fields.path);
        const isFile = fields.of === 'file';
        context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
          key: path,
          title: `sshd reads no keys: others can write ${path}, or it belongs to someone else`,
          look: path,
          advise: ({ where }) => ({
            summary: `StrictModes: ${path} has a wrong owner or mode, so that no key of this user works.`,
            causes: [
              'the group or everybody can write there',
              'it belongs neither to the user nor to root: created by another account, or copied',
            ],
            fixes: repair(path, isFile, ownerOf(path, isFile, connection.user), where),
            unknowns: ['Whether the key is in the file, and whether another path is wrong too: sshd stops at the first.'],
          }),
        }));
      },
    };
  },
});

function repair(path: string, isFile: boolean, owner: string | undefined, where: Whereabouts): Fix[] {
  // sshd reads as the user: a file of root's in a place of the system has to stay readable.
  const mode = isFile && (owner !== undefined || path.includes('/.ssh/')) ? 'chmod 600' : path.endsWith('/.ssh') ? 'chmod 700' : 'chmod go-w';
  return pathFix(path, 'give the path to its user and take write permission from all others', (quoted) => [
    `namei -l ${quoted}`,
    ...(owner === undefined ? [] : [`chown ${owner} ${quoted}`]),
    `${mode} ${quoted}`,
    ...relabel(where, quoted),
  ], owner === undefined ? 'Where namei shows a wrong owner: chown it to the user whose home it is.' : undefined);
}
