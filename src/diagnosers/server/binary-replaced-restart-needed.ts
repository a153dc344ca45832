import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';

export const binaryReplacedRestartNeeded = defineDiagnoser({
  meta: {
    code: 'binary-replaced-restart-needed',
    category: 'server',
    severity: 'error',
    summary: 'sshd was replaced and must be restarted',
    explain: `
The listener that runs is older than the files on the disk: an upgrade replaced or removed them. It starts the new program for each connection, the
two do not understand each other, and every new login fails. Sessions that are open go on.

## How to fix it
\`\`\`
systemctl restart sshd
\`\`\`

A reload is enough in most cases, a restart always. Sessions survive both. Keep yours open until a new one has worked. Where sshd-session
(9.8) or sshd-auth (10.0) is missing, the package is installed only in part: reinstall it.

OpenSSL that is not the one sshd was built with gives the same: reinstall openssh and openssl from one release.`,
  },
  create: (context) => {
    return {
      'server.rexec-failed': report,
      'server.restart-failed': report,
      'server.start-failed'(event, connection) {
        if (event.fields.reason === 'library-mismatch') report(event, connection);
      },
    };

    function report({ record }: SshEvent, connection: Connection | undefined): void {
      const where = whereabouts(record, connection);
      context.report({
        host: record.host,
        key: 'binary-replaced',
        title: 'sshd or its libraries were replaced while it ran',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: 'The running listener does not fit the programs on the disk: new connections fail until sshd is restarted.',
          causes: ['An upgrade replaced sshd, and the service was not restarted.', 'The package is installed only in part: sshd-session (9.8) or sshd-auth (10.0) is missing.', 'The OpenSSL library is another one than sshd was built with.'],
          fixes: [runOnServer('check the new program, then restart the service; sessions that are open survive', ['sshd -t', ...startCommands(where)], 'Keep the present connection open until a new one has worked.')],
          unknowns: [],
        }),
      });
    }
  },
});
