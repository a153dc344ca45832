import { isBreak } from '../../connections/outcome.js';
import { defineDiagnoser } from '../diagnoser.js';
import { whereabouts } from '../server-change.js';
import { keepaliveFixes } from './keepalive-fixes.js';

export const connectionLost = defineDiagnoser({
  meta: {
    code: 'connection-lost',
    category: 'limits',
    severity: 'warning',
    summary: 'connections of logged-in users broke off',
    explain: `
The user was logged in, and the TCP connection broke: the system reported a timeout, a reset, a broken pipe, or no route. Nobody closed
it in an orderly way.

## Usual causes
- NAT, a firewall or a load balancer forgot the connection, and answered the next packet with a reset or not at all.
- The client's machine went to sleep, changed its network, or was switched off.
- The client was killed, or closes its connections without saying so (some libraries do).

## How to fix it
\`\`\`
ClientAliveInterval 60
ClientAliveCountMax 10
\`\`\`

and \`ServerAliveInterval 30\` on the client: messages that come more often than the shortest idle timeout on the way.

## What the log cannot tell
Which machine on the way gave up.`,
  },
  create: (context) => ({
    'connection.failed'(event, connection) {
      const { record, fields } = event;
      if (connection?.outcome !== 'accepted' || record.preauth || !isBreak(event)) return;
      context.report({
        host: record.host,
        key: 'connection-lost',
        title: 'connections of logged-in users broke off',
        proofs: [{ record, look: fields.reason }],
        connection,
        advise: ({ ips }) => ({
          summary: `The connection of a logged-in user ${ips.length === 1 ? `at ${ips[0]} ` : ''}broke off: the system reported an error, and nobody had closed it.`,
          causes: [
            'NAT or a firewall forgot the connection while nothing was sent.',
            'The client went to sleep, changed its network, or lost it.',
            'The client was killed, or is one that never closes its connections in an orderly way.',
          ],
          fixes: keepaliveFixes(whereabouts(record, connection), connection.user),
          unknowns: [
            'Which machine on the way gave up: only a packet trace on both ends shows it.',
            ...(connection.user === undefined ? ['Who it was: the login is not in this log; the process id in the line is that of its session.'] : []),
          ],
        }),
      });
    },
  }),
});
