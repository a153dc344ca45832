import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { statusDiagnoser } from './status.js';

export const sftpPermissionDenied = statusDiagnoser('Permission denied', {
  code: 'sftp-permission-denied',
  category: 'sftp',
  severity: 'info',
  summary: 'sftp: permission denied',
  explain: `
The sftp server runs with the rights of the user, and the system did not let it read or write what the client asked for; or -R (read-only) or -P
(requests that are denied) on its command line forbids it.

## Usual causes
- Owner and mode of the file, or of a directory above it.
- In a chroot, the root itself: it must be root's, so that the user can write only into a directory below it.
- SELinux: \`ausearch -m AVC -ts recent\`, \`restorecon\`.

## How to fix it
\`\`\`
namei -l /srv/sftp/fred/upload
chown fred /srv/sftp/fred/upload
\`\`\``,
}, 'sftp clients were denied by file permissions', (path) => {
  const quoted = path === undefined ? undefined : quotePath(path);
  return {
    summary: 'The system did not let a logged-in sftp client read or write what it asked for.',
    causes: ['Owner and mode of the file, or of a directory above it, do not let the user.', 'In a chroot the root itself belongs to root: only directories below it can be written.', 'The sftp server was started with -R or -P.'],
    fixes: quoted === undefined ? [] : [runOnServer('see owner and mode of each component; in a chroot the path counts from its root', [`namei -l ${quoted}`])],
    unknowns: path === undefined ? ['Which file: the sftp server names it with -l INFO or VERBOSE.'] : [],
  };
});
