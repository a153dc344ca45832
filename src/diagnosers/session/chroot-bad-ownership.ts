import type { Fix } from '../../finding.js';
import { allBefore, allFrom } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { patternName } from '../user-name.js';
import { runOnServer, setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
import { pathComponents, quotePath } from '../shell.js';

const HOME = /^\/home\/([^/]+)\/?$/;
/** What ChrootDirectory takes literally, and without quotes. */
const PLAIN_PATH = /^\/[\w@+=:,./-]*$/;

/** The root is root's, and the session begins in a directory of the user's name in it, which is his. */
function ownDirectory(path: string, user: string | undefined, where: Whereabouts): Fix {
  const root = path.replace(/\/+$/, '');
  // Each user has a root of his own where it bears his name.
  const roots = user !== undefined && root.endsWith(`/${user}`) ? root.replace(/[^/]*$/, '%u') : root;
  // Through 6.1 the sftp server does not take -d, and ends.
  const canBegin = !allBefore(where.range, '6.2');
  const change = setInConfig(
    where,
    canBegin ? 'and let the session begin in a directory of the user in it' : 'and give him a directory of his own in it',
    [user === undefined ? 'Match Group sftponly' : `Match User ${user}`, `    ChrootDirectory ${roots}`, `    ForceCommand internal-sftp${canBegin ? ' -d %u' : ''}`],
    `Where another Match block gives him his ChrootDirectory, change that one: of two blocks sshd takes the first.${canBegin && !allFrom(where.range, '6.2') ? ' internal-sftp -d needs 6.2; leave it out before.' : ''}`,
  );
  const owner = user ?? 'USER';
  // Not every system gives each user a group of his name.
  return { ...change, commands: [`install -d -o ${owner} -g "$(id -gn ${owner})" -m 750 ${root}/${owner}`, ...(change.commands ?? [])] };
}

export const chrootBadOwnership = defineDiagnoser({
  meta: {
    code: 'chroot-bad-ownership',
    category: 'session',
    severity: 'error',
    summary: 'ChrootDirectory is not root\'s alone',
    explain: `
The login succeeded, and then sshd ended the session: ChrootDirectory, or a directory above it, does not belong to root, or its group or
others may write to it. Every component of the path, from / down to the directory itself, must be root's, and nobody else may write
to it. Otherwise the user could move files of the system into a place of his own. StrictModes does not change this.

## How to fix it
\`\`\`
chown root:root /srv /srv/sftp /srv/sftp/fred
chmod go-w /srv /srv/sftp /srv/sftp/fred
install -d -o fred -g fred /srv/sftp/fred/upload
\`\`\`

The user then writes below the root, not in it. To let him start in a directory of his own, give him one in the root that has his name,
/home/fred/fred, and begin there (\`internal-sftp -d\`). He sees nothing else of the system:

\`\`\`
Match Group sftponly
    ChrootDirectory /home/%u
    ForceCommand internal-sftp -d %u
\`\`\`

Keys are read before the chroot, from the home directory in passwd: put authorized_keys where that is, or name a place of its own in
AuthorizedKeysFile. The client only sees "Broken pipe" or "Connection reset by peer".

\`namei -l /srv/sftp/fred\` shows owner and mode of each component. An ACL that lets others write counts as the group's mode.`,
  },
  create: (context) => ({
    'chroot.failed'(event, connection) {
      const { record, fields } = event;
      if (fields.reason !== 'ownership') return;
      const path = fields.path ?? '';
      const quoted = (/^\/+$/.test(path) ? ['/'] : pathComponents(path)).map(quotePath);
      const known = quoted.length > 0 && !quoted.includes(undefined);
      const all = quoted.join(' ');
      const user = patternName(connection?.user ?? HOME.exec(path)?.[1]);
      // Of a directory above the root nothing says what the root is, but one that bears the name of its user is as good.
      const isRoot = fields.component !== true || (user !== undefined && path.replace(/\/+$/, '').endsWith(`/${user}`));
      context.report({
        host: record.host,
        key: path,
        title: 'the user was logged in, but his ChrootDirectory is not root\'s alone',
        proofs: [{ record, ...(path !== '' && { look: path }) }],
        connection,
        advise: () => ({
          summary: `${fields.component === true ? 'A directory above the ChrootDirectory' : 'The ChrootDirectory'} does not belong to root, or others may write to it: sshd ends the session right after the login.`,
          causes: [
            'The directory belongs to the user himself, as a home directory does.',
            'Its group or others may write to it (mode 775, 777, or an ACL).',
            'A directory above it is not root\'s.',
          ],
          fixes: [
            ...(known ? [runOnServer('give every component of the path to root, and let nobody else write to it', [`namei -l ${quoted.at(-1) ?? ''}`, `chown root:root ${all}`, `chmod go-w ${all}`],
              'The user can no longer write in the root itself: give him a directory below it, e.g. with install -d -o USER -g GROUP.')] : []),
            ...(isRoot && PLAIN_PATH.test(path) ? [ownDirectory(path, user, whereabouts(record, connection))] : []),
          ],
          unknowns: ['Whether owner or mode is wrong: namei -l shows both for each component.'],
        }),
      });
    },
  }),
});
