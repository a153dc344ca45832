import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { isSftpServer } from '../../openssh/sftp-server.js';
import { type Advice, defineDiagnoser, type Proof } from '../diagnoser.js';
import { runOnServer, setInConfig, whereabouts } from '../server-change.js';

export const debugLoggingEnabled = defineDiagnoser({
  meta: {
    code: 'debug-logging-enabled',
    category: 'log',
    severity: 'info',
    summary: 'sshd logs at a DEBUG level',
    explain: `
LogLevel DEBUG1 to DEBUG3 is meant for the minutes in which a failure is looked into. sshd_config(5) says of it that logging
with a DEBUG level violates the privacy of users and is not recommended: host names, file names, environment and the course of
every session are written down, a hundred lines and more for each connection.

## How to go back
\`\`\`
LogLevel INFO
\`\`\`

Where it is needed for a while, narrow it and keep it apart. From 7.6 on a Match block takes it (\`Match User fred\` with
\`LogLevel DEBUG1\`), and syslog can put debug lines into a file of their own, which then has to be rotated too:

\`\`\`
auth.info      /var/log/authlog
auth.debug     /var/log/authdebug
\`\`\`

\`sshd -ddd -p 2222\` serves one connection and writes to the terminal; \`-E FILE\` (6.3) writes to a file. VERBOSE is the highest level for daily use: it adds the address of every connection and the fingerprint of every key.`,
  },
  create: (context) => {
    // A connection logs debug lines by the hundred, and counts once.
    const counted = context.perConnection<true>();
    return { line };

    function line(record: LogRecord, connection: Connection | undefined): void {
      if (record.level === 'info' || record.level === 'error' || record.level === 'fatal') return;
      if (!connection || counted.has(connection)) return;
      counted.set(connection, true);
      const { server } = connection;
      const problem = { host: record.host, proofs: [{ record }] satisfies [Proof], connection };
      if (isSftpServer(record.process)) context.report({ ...problem, key: 'sftp', title: 'the sftp server logs at a DEBUG level', advise: adviseOnSftp });
      else context.report({
        ...problem,
        key: 'debug',
        title: 'sshd logs at a DEBUG level',
        advise: () => ({
          summary: `${server.logLevel}: debug lines hold private data of every user and fill the disk. Set LogLevel back once the failure is understood.`,
          causes: [],
          fixes: [setInConfig(whereabouts(record, connection), 'go back to the default level', ['LogLevel INFO'])],
          unknowns: [],
        }),
      });
    }
  },
});

/** Its level is an option of the command that starts it, whatever LogLevel is. */
function adviseOnSftp(): Advice {
  return {
    summary: 'The sftp server is started with -l DEBUG: its debug lines hold the names of all files, and fill the disk. LogLevel of sshd is another matter.',
    causes: [],
    fixes: [runOnServer('find the line that starts it, and put -l INFO there, or leave -l out', ['grep -rn \'sftp.* -l\' /etc/ssh/'])],
    unknowns: [],
  };
}
