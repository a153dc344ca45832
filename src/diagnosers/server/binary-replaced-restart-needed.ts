import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord, SshEvent } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';

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

A reload is enough in most cases, a restart always. Sessions survive both. Keep yours open until a new one has worked.

Where sshd says that sshd-session (9.8) or sshd-auth (10.0) does not exist, a restart does not help: it does not start without them. The package is
installed only in part: reinstall it. An image, a chroot or an initramfs that was made for an older release lacks them too: put them in.

OpenSSL that is not the one sshd was built with gives the same: reinstall openssh and openssl from one release.`,
  },
  create: (context) => {
    return {
      'server.rexec-failed'(event, connection) {
        const { path, reason } = event.fields;
        if (path !== undefined && reason === undefined) reportMissing(event.record, copyText(path));
        else report(event, connection);
      },
      'server.restart-failed': report,
      'server.start-failed'(event, connection) {
        if (event.fields.reason === 'library-mismatch') report(event, connection);
      },
    };

    /** sshd looks for the programs that it needs before it listens, so that this one does not run. */
    function reportMissing(record: LogRecord, path: string): void {
      const quoted = quotePath(path);
      context.report({
        host: record.host,
        key: path,
        title: `sshd does not start: ${path} is missing`,
        proofs: [{ record, look: path }],
        advise: () => ({
          summary: `sshd needs ${path} for each connection, and does not start without it.`,
          causes: [
            'The package is installed only in part: sshd-session came with 9.8, sshd-auth with 10.0.',
            'A container image, a chroot or an initramfs was made for an older release, and lacks the new program.',
          ],
          fixes: [runOnServer('look whether it is there and can be run, and install the package again', [
            ...(quoted === undefined ? [] : [`ls -l ${quoted}`]),
            'apt-get install --reinstall openssh-server    # Debian, Ubuntu',
            'dnf reinstall openssh-server   # Fedora, Red Hat',
            'sshd -t',
            ...startCommands(whereabouts(record, undefined)),
          ], 'In an image, a chroot or an initramfs: add the program to what is copied there (dracut: inst_binary).')],
          unknowns: [],
        }),
      });
    }

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
          causes: ['An upgrade replaced sshd, and the service was not restarted.', 'The OpenSSL library is another one than sshd was built with.'],
          fixes: [runOnServer('check the new program, then restart the service; sessions that are open survive', ['sshd -t', ...startCommands(where)], 'Keep the present connection open until a new one has worked.')],
          unknowns: [],
        }),
      });
    }
  },
});
