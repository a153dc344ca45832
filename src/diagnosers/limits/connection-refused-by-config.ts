import type { Connection } from '../../connections/connection.js';
import type { LogRecord, SshEvent } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';

export const connectionRefusedByConfig = defineDiagnoser({
  meta: {
    code: 'connection-refused-by-config',
    category: 'limits',
    severity: 'warning',
    summary: 'RefuseConnection prohibits the connection',
    explain: `
RefuseConnection (9.9) in a Match block tells sshd to end the connection as soon as it knows who comes, whatever he could prove.
Where PerSourcePenalties are on, the address gets a penalty too, and is then dropped before a word is said.

## How to fix it
See which Match block holds for the user and the address, and narrow its conditions:

\`\`\`
sshd -T -C user=fred,addr=192.0.2.10,host=client.example.org,laddr=192.0.2.1,lport=22 | grep -i refuseconnection
\`\`\``,
  },
  create: (context) => {
    return {
      'access.denied'(event, connection) {
        if (event.fields.reason === 'refuse-connection') report(event, connection);
      },
      'connection.dropped'(event, connection) {
        if (event.fields.penalty === 'refuseconnection') report(event, connection);
      },
    };

    function report({ record }: SshEvent, connection: Connection | undefined): void {
      context.report({
        host: record.host,
        key: 'refuse-connection',
        title: 'RefuseConnection in sshd_config prohibits the connection',
        proofs: [{ record }],
        connection,
        advise: ({ ips }) => ({
          summary: `sshd itself refuses ${ips.length === 1 ? ips[0] : 'these sources'}, as long as RefuseConnection holds for them, because the administrator wrote so.`,
          causes: ['A Match block with RefuseConnection that matches this user or address; perhaps wider than it was meant.'],
          fixes: [fix(record, connection, ips[0])],
          unknowns: ['Which Match block it was: sshd -T -C shows what holds for a connection.'],
        }),
      });
    }
  },
});

function fix(record: LogRecord, connection: Connection | undefined, ip: string | undefined) {
  return {
    ...setInConfig(whereabouts(record, connection), 'take the source out of the Match block that refuses it',
      [`Match Address *,!${ip ?? 'ADDRESS'}`, '    RefuseConnection yes'], 'Keep the conditions that the block has, and add to them.'),
  };
}
