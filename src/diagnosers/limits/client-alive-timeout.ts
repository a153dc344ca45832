import { wouldTell } from '../at-level.js';
import { defineDiagnoser } from '../diagnoser.js';
import { whereabouts } from '../server-change.js';
import { keepaliveFixes } from './keepalive-fixes.js';

export const clientAliveTimeout = defineDiagnoser({
  meta: {
    code: 'client-alive-timeout',
    category: 'limits',
    severity: 'warning',
    summary: 'a logged-in client stopped answering',
    explain: `
The user was logged in, and his client answered none of the messages that sshd sends every ClientAliveInterval seconds: after
ClientAliveCountMax of them sshd took the client for dead. It is the network that was gone, not the user that was idle: an idle
client answers.

## Usual causes
- NAT, a firewall or a load balancer forgot the connection, because nothing was sent for longer than its idle timeout.
- A notebook went to sleep, changed its network, or lost it.
- The client, or its machine, crashed.

## How to fix it
Ask more often than the shortest idle timeout on the way, and bear a longer silence; in a Match block for those on bad networks:

\`\`\`
ClientAliveInterval 60
ClientAliveCountMax 10

Match User fred
    ClientAliveInterval 60
    ClientAliveCountMax 20
\`\`\`

On the client \`ServerAliveInterval 30\` does the same from the other end. Work that shall survive belongs into tmux or screen, or mosh.

ClientAliveCountMax 0 turns the check off from 8.2 on (before, it ended connections after the first interval).

## What the log cannot tell
Where the network broke. At DEBUG1 each answer is a line: the time of the last one is when it did.`,
  },
  create: (context) => ({
    'client.unresponsive'(event, connection) {
      const { record } = event;
      context.report({
        host: record.host,
        key: 'client-alive-timeout',
        title: 'clients that were logged in stopped answering',
        proofs: [{ record }],
        connection,
        advise: ({ ips }) => ({
          summary: `${ips.length === 1 ? `The client at ${ips[0]}` : 'The client'} answered nothing for ClientAliveInterval times ClientAliveCountMax; sshd ended the session. `
            + 'That is a broken network path or a sleeping machine, not an idle user.',
          causes: [
            'NAT or a firewall forgot the connection while nothing was sent.',
            'The client went to sleep, changed its network, or lost it.',
            'The client or its machine crashed.',
          ],
          fixes: keepaliveFixes(whereabouts(record, connection), connection?.user),
          unknowns: ['Where the path broke.', ...wouldTell('DEBUG1', connection, 'When it broke: LogLevel DEBUG1 logs every answer, the last one tells the time.')],
        }),
      });
    },
  }),
});
