import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, whereabouts } from '../server-change.js';
import { internalSftp } from './subsystem-line.js';

export const subsystemProgramMissing = defineDiagnoser({
  meta: {
    code: 'subsystem-program-missing',
    category: 'session',
    severity: 'error',
    summary: 'the program of a subsystem does not exist',
    explain: `
sshd_config names a program for a subsystem, most often sftp-server, that is not at that path. Systems keep it in different places:
/usr/lib/openssh/sftp-server (Debian), /usr/libexec/openssh/sftp-server (Red Hat), /usr/lib/ssh/sftp-server (SUSE, Arch), /usr/libexec/sftp-server
(the BSDs). A configuration that was copied from another system, or a package that is not installed, gives this. Inside a ChrootDirectory the
path counts from the new root.

## How to fix it
\`\`\`
Subsystem sftp internal-sftp
\`\`\`

It is part of sshd and needs no file anywhere.

## What the log cannot tell
After 5.3 sshd names the missing path at DEBUG1 only. At INFO there is a login and an end.`,
  },
  create: (context) => ({
    'subsystem.program-missing'(event, connection) {
      const { record, fields } = event;
      context.report({
        host: record.host,
        key: fields.path,
        title: 'the program of a subsystem cannot be found',
        proofs: [{ record, look: fields.path }],
        connection,
        advise: () => ({
          summary: `The login succeeded, but the program that sshd_config names for the subsystem is not there (${fields.reason}).`,
          causes: [
            'The path is the one of another system: each keeps sftp-server in a place of its own.',
            'The package that brings the program is not installed.',
            'The user is in a ChrootDirectory: the path counts from there.',
          ],
          fixes: [
            internalSftp(whereabouts(record, connection), 'use the sftp server that is part of sshd: it needs no path'),
            runOnServer('or find the program, and name its path', ['find /usr -name sftp-server -type f']),
          ],
          unknowns: [],
        }),
      });
    },
  }),
});
