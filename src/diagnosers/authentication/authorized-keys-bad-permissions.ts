import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { EventOf, LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer, type Whereabouts } from '../server-change.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { pathFix, relabel } from './file-of-keys.js';

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
    return { 'authorized-keys.bad-permissions': look };

    function look({ record, fields }: EventOf<'authorized-keys.bad-permissions'>, connection: Connection | undefined): void {
      if (!connection || (fields.path === undefined && named.has(connection))) return;
      named.set(connection, true);
      if (fields.path === undefined || fields.detail !== undefined) return onWindows(record, fields, connection);
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
          fixes: repair(path, isFile, ownerOf(path, connection.user), where),
          unknowns: ['Whether the key is in the file, and whether another path is wrong too: sshd stops at the first.'],
        }),
      }));
    }

    function onWindows(record: LogRecord, fields: EventOf<'authorized-keys.bad-permissions'>['fields'], connection: Connection): void {
      const path = fields.path === undefined ? undefined : copyText(fields.path);
      const account = fields.detail === undefined ? undefined : copyText(fields.detail);
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: path ?? 'windows',
        title: `sshd reads no keys: others have rights to ${path ?? 'the file of keys'}`,
        look: path ?? 'Authentication refused.',
        advise: () => ({
          summary: `StrictModes: ${account ?? 'somebody else than the user, SYSTEM and Administrators'} has rights to ${path ?? 'the file of keys'}, so that no key in it works.`,
          causes: ['The file was created in an editor or by another account, and has the rights of its directory (inheritance).'],
          fixes: WINDOWS.filter(({ ofMachine }) => path === undefined || ofMachine === path.endsWith('/administrators_authorized_keys')).map(({ summary, command }) => runOnServer(summary, [command])),
          unknowns: [
            'Whether the key is in the file: sshd did not look.',
            ...(path === undefined ? ['Which file it was, and who has the rights: LogLevel DEBUG3 shows both.'] : []),
          ],
        }),
      }));
    }
  },
});

/** Administrators by their number, as their name is another one in each language. */
const WINDOWS = [
  {
    ofMachine: true,
    summary: 'of a member of Administrators: leave the file of the machine to Administrators and SYSTEM',
    command: String.raw`icacls "C:\ProgramData\ssh\administrators_authorized_keys" /inheritance:r /grant "*S-1-5-32-544:F" /grant "SYSTEM:F"`,
  },
  {
    ofMachine: false,
    summary: 'of any other user: leave his file to him and SYSTEM',
    command: String.raw`icacls "C:\Users\USER\.ssh\authorized_keys" /inheritance:r /grant "USER:F" /grant "SYSTEM:F"`,
  },
];

/** Whose the path is to be: the user's, where it is his home or his .ssh. What is above a home is not his. */
function ownerOf(path: string, user: string | undefined): string | undefined {
  const name = shellName(user);
  return name !== undefined && (path.endsWith(`/${name}`) || path.includes(`/${name}/.ssh`)) ? name : undefined;
}

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
