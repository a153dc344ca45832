import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import { secondSshd } from '../negotiation/safe-change.js';
import { defineDiagnoser } from '../diagnoser.js';

export const logTruncated = defineDiagnoser({
  meta: {
    code: 'log-truncated',
    category: 'log',
    severity: 'warning',
    summary: 'algorithm lists have lost their end',
    explain: `
sshd hands syslog at most 500 bytes a line. A long algorithm list loses its end, often in the middle of a name, and the mark
[preauth] with it. Its own output (sshd -e, sshd -E FILE) goes to about 1020 bytes. A line beyond this tool's limit is cut as well.

From a list that was cut nothing follows about what was not offered. Where a conclusion would need the missing end, none is drawn.

## How to see all of it
Run a second sshd on another port that writes to a file, and let the client connect there:

\`\`\`
$(command -v sshd) -p 2222 -o PidFile=/var/run/sshd-2222.pid -D -E /var/tmp/sshd.log -o LogLevel=DEBUG2
\`\`\`

ssh -vv on the client shows both lists whole.`,
  },
  create: (context) => {
    return { 'kexinit.list': check, 'negotiation.failed': check, 'hostkeys.offered': check };

    /** Only where a list lost its end does a cut change what can be concluded. */
    function check({ record }: SshEvent, connection: Connection | undefined): void {
      if (!record.cut) return;
      context.report({
        host: record.host,
        key: 'cut',
        title: 'algorithm lists in this log have lost their end',
        proofs: [{ record, look: record.text.slice(-24) }],
        connection,
        advise: () => ({
          summary: 'sshd cuts a line at 500 bytes (1020 in its own output). What stood behind the cut is unknown.',
          causes: [],
          fixes: [{
            side: 'server',
            summary: 'let a second sshd write to a file and connect to its port: the limit there is twice as high',
            action: 'run',
            commands: [secondSshd('-D -E /var/tmp/sshd.log -o LogLevel=DEBUG2')],
          }],
          unknowns: ['What the cut lines said behind the cut: ssh -vv on the client shows the lists whole.'],
        }),
      });
    }
  },
});
