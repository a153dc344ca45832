import { defineDiagnoser } from '../diagnoser.js';
import { ownRecord } from '../own-record.js';

export const logLinesForged = defineDiagnoser({
  meta: {
    code: 'log-lines-forged',
    category: 'log',
    severity: 'warning',
    summary: 'a text of a client made lines in the log',
    explain: `
This is sshd's own output (sshd -e, -E FILE or -d). It writes a line feed inside a message as it is: a client that sends one in its user
name, or in another text that is logged, makes what follows look like a line of its own, such as "Accepted password for root from
10.9.9.9 port 22 ssh2".

sshd ends its own lines in CR LF; a forged one begins behind a bare LF. The pieces were put together again here and count as the one
message that they are. But a client can send CR LF too, and then nothing tells its line from one of sshd. Such a log proves nothing
about who did what.

## How to fix it
Let sshd log to syslog or the journal, which it does by itself without -e and -E: there control characters are escaped, and each line
carries program, pid and time.

## What the log cannot tell
Whether other lines are forged, too. Compare with what the system itself records: last, lastb, the audit log.`,
  },
  create: (context) => ({
    line(record, connection, type) {
      // Pieces that make no known message are the output of another program beside that of sshd.
      if (!record.joined || type === 'unknown') return;
      context.report({
        host: record.host,
        key: 'forged',
        title: 'texts of a client made lines of their own in this log',
        proofs: [{ record: ownRecord(record), look: record.raw }],
        connection,
        advise: () => ({
          summary: 'A message held line feeds that a client had sent: what follows them looks like a line of sshd and is none. Trust no line of this log for who did what.',
          causes: ['somebody sent a user name, or another text that is logged, with a line feed in it, to mislead readers of the log'],
          fixes: [{
            side: 'server',
            summary: 'log to syslog or the journal instead: there control characters are escaped. Start sshd without -e and -E',
            action: 'run',
            commands: ["ps ax -o args | grep '[s]shd'"],
          }],
          unknowns: ['Whether other lines are forged: with CR LF in such a text nothing tells them from lines of sshd. last, lastb and the audit log can be compared.'],
        }),
      });
    },
  }),
});
