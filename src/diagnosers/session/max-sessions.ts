import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';

export const maxSessions = defineDiagnoser({
  meta: {
    code: 'max-sessions',
    category: 'session',
    severity: 'warning',
    summary: 'a connection wanted more sessions than allowed',
    explain: `
One connection can carry several sessions (shells, commands, sftp): ControlMaster, and many libraries and IDEs, do that. MaxSessions, by default
10, is how many at once. The next one was refused; the connection goes on.

## How to fix it
\`\`\`
MaxSessions 30
\`\`\`

It may stand in a Match block. MaxSessions 1 turns sharing off, MaxSessions 0 all sessions, so that only forwarding is left.
On the client, \`ssh -o ControlPath=none\` opens a connection of its own.`,
  },
  create: (context) => ({
    'session.refused'(event, connection) {
      const { record, fields } = event;
      if (fields.reason !== 'max-sessions') return;
      context.report({
        host: record.host,
        key: 'max-sessions',
        title: 'a connection wanted more sessions than MaxSessions allows',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: 'A further session on the same connection was refused, because MaxSessions are open already; the others go on.',
          causes: ['A shared connection (ControlMaster) with many windows or jobs.', 'A program that opens a session for each file or command and does not close them.', 'MaxSessions was lowered.'],
          fixes: [
            setInConfig(whereabouts(record, connection), 'allow more sessions on one connection (default 10)', ['MaxSessions 30']),
            runOnClient('or open another connection', ['ssh -o ControlMaster=no -o ControlPath=none SERVER']),
          ],
          unknowns: ['How many are allowed: sshd -T | grep -i maxsessions'],
        }),
      });
    },
  }),
});
