import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { ownRecord } from '../own-record.js';
import { runOnServer } from '../server-change.js';
import { networkOf } from '../source-network.js';

export const tcpWrappersDenied = defineDiagnoser({
  meta: {
    code: 'tcp-wrappers-denied',
    category: 'access',
    severity: 'error',
    summary: 'hosts.deny refuses the address',
    explain: `
This sshd was built with TCP wrappers (libwrap), and /etc/hosts.allow and /etc/hosts.deny refuse the address of the client. The
connection ends before a word is said; the client sees "Connection closed by remote host" or "Connection reset by peer".

OpenSSH dropped libwrap with 6.7; Debian and others patch it back in.

## Usual causes
- \`sshd: ALL\` or \`ALL: ALL\` in hosts.deny, and no entry in hosts.allow for this network.
- denyhosts or a similar tool wrote the address there after failed logins.
- An entry with a host name, and the name of the address is not found or does not map back.

## How to fix it
hosts.allow is read first, and the first entry that matches decides:

\`\`\`
sshd: 192.0.2.10
\`\`\`

The files are read for each connection: nothing has to be reloaded.

## What the log cannot tell
Which entry matched: \`tcpdmatch sshd 192.0.2.10\` shows it.`,
  },
  create: (context) => {
    /** At DEBUG1 a line without the address comes first. */
    const nameless = context.perConnection<LogRecord>();
    const told = context.perConnection<true>();

    function tell(record: LogRecord, connection: Connection | undefined): void {
      if (connection) told.set(connection, true);
      context.report({
        host: record.host,
        key: networkOf(connection),
        title: 'hosts.allow and hosts.deny refuse the address',
        proofs: [{ record }],
        connection,
        advise: ({ ips, moreIps }) => ({
          summary: `${ips.length === 0 ? 'An address that this log does not name' : ips.length === 1 ? ips[0] : `${howMany(ips, moreIps)} addresses`} may not connect: `
            + 'TCP wrappers (hosts.allow, hosts.deny) refuse before the login begins.',
          causes: [
            'hosts.deny refuses all, and hosts.allow has no entry for this network.',
            'A tool such as denyhosts added the address after failed logins.',
            'An entry has a host name that the address does not map to.',
          ],
          fixes: [
            runOnServer(
              'find the entry that matches',
              [...ips.slice(0, 3).map((ip) => `tcpdmatch sshd ${ip}`), 'grep -n . /etc/hosts.allow /etc/hosts.deny'],
            ),
            { side: 'server', summary: 'let them in, if they may; it counts at once', action: 'append', file: '/etc/hosts.allow',
              lines: [`sshd: ${ips.length === 0 ? 'ADDRESS' : ips.slice(0, 10).map(wrapped).join(' ')}`],
              caution: 'The first entry that matches decides: put it above others that match.' },
          ],
          unknowns: ['Which entry matched: no LogLevel shows it, tcpdmatch does.'],
        }),
      });
    }

    return {
      'tcp-wrappers.refused'({ record }, connection) {
        if (connection && connection.ip === undefined) nameless.set(connection, ownRecord(record));
        else tell(record, connection);
      },
      connectionEnded(connection) {
        const record = nameless.get(connection);
        if (record && !told.get(connection)) tell(record, connection);
      },
    };
  },
});

/** hosts_access(5) wants IPv6 addresses in brackets. */
function wrapped(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}
