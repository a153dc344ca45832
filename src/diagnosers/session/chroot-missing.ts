import type { ChrootProblem } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, setInConfig, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { patternName } from '../user-name.js';

const WORDS: Partial<Record<ChrootProblem, string>> = {
  missing: 'does not exist or cannot be entered',
  'not-a-directory': 'is not a directory',
  'not-absolute': 'does not begin with /',
  'not-privileged': 'cannot be entered, because sshd does not run as root',
  failed: 'could not be made the root',
};

export const chrootMissing = defineDiagnoser({
  meta: {
    code: 'chroot-missing',
    category: 'session',
    severity: 'error',
    summary: 'ChrootDirectory cannot be used',
    explain: `
The login succeeded, and then sshd ended the session: the ChrootDirectory does not exist, is no directory, or cannot be entered. %h (home
directory) and %u (user name) in sshd_config are replaced for each user: a user whose directory was never made ends here.

## How to fix it
\`\`\`
install -d -o root -g root -m 755 /srv/sftp/fred
install -d -o fred -g fred /srv/sftp/fred/upload
\`\`\`

All directories above it must be root's, and nobody else may write to them. sshd must run as root for it.`,
  },
  create: (context) => ({
    'chroot.failed'(event, connection) {
      const { record, fields } = event;
      const words = WORDS[fields.reason];
      if (words === undefined) return;
      const quoted = fields.path === undefined ? undefined : quotePath(fields.path);
      context.report({
        host: record.host,
        key: `${fields.reason} ${fields.path ?? ''}`,
        title: `the user was logged in, but his ChrootDirectory ${words}`,
        proofs: [{ record, ...(fields.path !== undefined && { look: fields.path }) }],
        connection,
        advise: () => ({
          summary: `The ChrootDirectory ${words}${fields.error === undefined ? '' : ` (${fields.error})`}: sshd ends the session right after the login.`,
          causes: fields.reason === 'not-privileged'
            ? ['sshd was started by a user other than root: it cannot change the root directory then.']
            : ['The directory of this user was never made: %u and %h in ChrootDirectory stand for a name that differs with each user.', 'A file system is not mounted.'],
          fixes: fields.reason === 'missing' && fields.path?.endsWith('/') === true
            // sshd looks from the root on, and writes the component where it stops with a slash.
            ? [runOnServer('make the whole path, root\'s alone: a directory above the ChrootDirectory is missing already', [
              `sshd -T -C user=${patternName(connection?.user) ?? 'USER'},host=${connection?.ip ?? 'HOST'},addr=${connection?.ip ?? 'ADDRESS'} | grep -i chrootdirectory`,
              'install -d -o root -g root -m 755 CHROOT',
            ], 'CHROOT is the path that the first command shows, with the name of the user for %u and his home for %h.')]
            : fields.reason === 'missing' && quoted !== undefined
            ? [runOnServer('make the directory, root\'s alone', [`install -d -o root -g root -m 755 ${quoted}`])]
            : [setInConfig(whereabouts(record, connection), 'name a directory that exists, from the root on', ['ChrootDirectory /srv/sftp/%u'])],
          unknowns: [],
        }),
      });
    },
  }),
});
