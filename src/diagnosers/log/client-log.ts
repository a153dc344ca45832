import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';

export const clientLog = defineDiagnoser({
  meta: {
    code: 'client-log',
    category: 'log',
    severity: 'info',
    summary: 'lines of ssh, the client, in the log',
    explain: `
Some lines come from ssh, sftp or scp, the client (its messages, or its log with -v or -E), not from sshd. They tell the other side of the story:
what the client tried, and what it made of the server's answers.

## How to see the server's side
On the server: /var/log/auth.log (Debian, Ubuntu), /var/log/secure (Red Hat), or \`journalctl -u ssh -u sshd\`. Look for the client's address and the time.`,
  },
  create: (context) => ({
    'client-log.line'({ record }) {
      if (!record.bare) return;
      context.report({
        host: record.host,
        key: 'client',
        title: 'lines of ssh, the client, stand in this log',
        proofs: [{ record: ownRecord(record) }],
        advise: () => ({
          summary: 'This is, at least in part, the log of a client. It shows what the client saw; why the server refused something stands in the log of the server.',
          causes: [],
          fixes: [{ side: 'server', summary: 'look into the log of the server at the same time', action: 'run', commands: ['journalctl -u ssh -u sshd --since today'] }],
          unknowns: ['What the server made of it: only its own log tells.'],
        }),
      });
    },
  }),
});
