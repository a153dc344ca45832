import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';
import { runOnServer } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';

export const sftpStreamPolluted = defineDiagnoser({
  meta: {
    code: 'sftp-stream-polluted',
    category: 'session',
    severity: 'error',
    summary: 'a start-up script prints into sftp sessions',
    explain: `
sftp and scp speak a binary protocol over standard input and output. A script that runs at each login and prints something breaks it: the
client reads the text as a length and says "Received message too long 1400204832" (the four bytes are letters) or just closes. The server
sees an ordinary end. Only at DEBUG3 sshd shows that the session wrote something that it threw away.

## Usual causes
- /etc/ssh/sshrc or ~/.ssh/rc with echo, or a program that prints.
- ~/.bashrc, ~/.profile, ~/.cshrc or /etc/profile.d: some shells read them for commands too.

## How to find it
\`\`\`
ssh SERVER true | od -c | head
\`\`\`

prints nothing where all is well. Rc scripts must not print at all, or to standard error, a file or the system's log (\`>&2\`, \`| logger\`).
The same holds on the client for LocalCommand and whatever ProxyCommand or ProxyJump run. In ~/.bashrc, stop early where no terminal is there:

\`\`\`
case $- in *i*) ;; *) return ;; esac
\`\`\`

\`Subsystem sftp internal-sftp\` with ForceCommand internal-sftp runs no shell and none of its files; \`PermitUserRC no\` (6.7) no rc script.`,
  },
  create: (context) => {
    const sftp = context.perConnection<true>();
    const discarded = context.perConnection<{ record: LogRecord; times: number }>();
    const works = (_event: unknown, connection: Connection | undefined) => {
      if (connection) discarded.delete(connection);
    };
    return {
      'subsystem.requested'({ fields }, connection) {
        if (connection && fields.subsystem === 'sftp') sftp.set(connection, true);
      },
      'session.started'({ fields }, connection) {
        if (connection && fields.kind === 'subsystem' && fields.command === 'sftp') sftp.set(connection, true);
      },
      'session.output-discarded'({ record }, connection) {
        if (!connection || !sftp.has(connection)) return;
        const before = discarded.get(connection);
        if (before) before.times++;
        else discarded.set(connection, { record: ownRecord(record), times: 1 });
      },
      // A session that carries out requests was not broken by it.
      'sftp.file-opened': works,
      'sftp.performed': works,
      connectionEnded(connection) {
        const found = discarded.get(connection);
        if (!found) return;
        context.report({
          host: found.record.host,
          key: connection.user ?? '',
          title: 'an sftp session wrote something that is not sftp',
          proofs: [{ record: found.record }],
          connection,
          attempts: found.times,
          advise: () => ({
            summary: 'A script that runs at login prints during sftp sessions. What goes to standard output breaks them: the client says "Received message too long".',
            causes: ['/etc/ssh/sshrc or ~/.ssh/rc prints something.', 'A start-up file of the shell (~/.bashrc, ~/.cshrc, /etc/profile.d) prints without asking for a terminal.'],
            fixes: [
              runOnClient('see what is printed: nothing should be', ['ssh SERVER true | od -c | head']),
              runOnServer('find the rc scripts, and let them write nothing to standard output: to the system\'s log (| logger), a file or standard error (>&2)', ['ls -l /etc/ssh/sshrc /root/.ssh/rc /home/*/.ssh/rc']),
            ],
            unknowns: ['Whether it went to standard output too: what is thrown away here is standard error alone, which does no harm by itself.'],
          }),
        });
      },
    };
  },
});
