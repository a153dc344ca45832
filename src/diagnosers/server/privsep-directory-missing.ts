import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';

export const privsepDirectoryMissing = defineDiagnoser({
  meta: {
    code: 'privsep-directory-missing',
    category: 'server',
    severity: 'error',
    summary: 'the privilege separation directory is missing',
    explain: `
The process that speaks with a client before the login is locked into an empty directory. That directory (/run/sshd on Debian and Ubuntu,
/var/empty/sshd or /usr/share/empty.sshd on others) does not exist, or others than root may write to it, and sshd does not start.

## Usual causes
- sshd was started by hand, or in a container: on Debian the unit makes /run/sshd (RuntimeDirectory), and /run is empty after each boot.
- Somebody cleaned up /var/empty.

## How to fix it
\`\`\`
install -d -o root -g root -m 755 /run/sshd
\`\`\`

In a container: in the image's start script, before sshd. On systemd: start the unit, not the program.`,
  },
  create: (context) => ({
    'server.start-failed'({ record, fields }, connection) {
      if (fields.reason !== 'privsep-directory-missing' && fields.reason !== 'privsep-directory-permissions') return;
      const quoted = quotePath(fields.path ?? '/run/sshd');
      const missing = fields.reason === 'privsep-directory-missing';
      context.report({
        host: record.host,
        key: 'privsep-directory',
        title: missing ? 'sshd does not start: its privilege separation directory is missing' : 'sshd does not start: others may write to its privilege separation directory',
        proofs: [{ record, ...(fields.path !== undefined && { look: fields.path }) }],
        connection,
        advise: () => ({
          summary: missing ? 'The empty directory into which sshd locks the process before the login does not exist: sshd does not start.' : 'The directory into which sshd locks the process before the login must be root\'s alone: sshd does not start.',
          causes: missing ? ['sshd was started by hand or in a container, without the unit that makes the directory.', '/run is empty after each boot; somebody cleaned up /var/empty.'] : ['A recursive chown or chmod.'],
          fixes: quoted === undefined ? [] : [runOnServer('make the directory root\'s alone, and start sshd', [`install -d -o root -g root -m 755 ${quoted}`, 'sshd -t', ...startCommands(whereabouts(record, connection))])],
          unknowns: [],
        }),
      });
    },
  }),
});
