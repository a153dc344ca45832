import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer } from '../server-change.js';
import { describeTarget, plainHost, targetKey } from './forward-words.js';
import { runOnClient } from '../run-on-client.js';

export const forwardTargetUnreachable = defineDiagnoser({
  meta: {
    code: 'forward-target-unreachable',
    category: 'session',
    severity: 'warning',
    summary: 'the target of a forwarding does not answer',
    explain: `
A user is logged in and forwards a port (ssh -L, -D, -J, -W) to a host that the server cannot reach: it refuses the connection, does not
answer, or has no address. sshd does what it was asked; the fault lies behind it. The name is looked up and the connection made by the server,
not by the client: localhost is the server itself.

## Usual causes
- Nothing listens on that port of the target, or only on another address (127.0.0.1 and ::1 are two).
- A firewall between the server and the target.
- A name that only the client can resolve.

## How to fix it
Try it from the server:

\`\`\`
getent hosts db.example.net
nc -vz db.example.net 5432
ss -ltn
\`\`\`

A browser that goes through ssh -D gives many such lines for web servers that are down: no fault of anybody here.`,
  },
  create: (context) => ({
    'forward.target-failed'(event, connection) {
      const { record, fields } = event;
      const host = plainHost(fields.host);
      context.report({
        host: record.host,
        key: targetKey(fields),
        title: 'the target of a forwarding cannot be reached from the server',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: `A logged-in user forwards to ${describeTarget(fields)}, which this server could not reach${fields.reason === undefined ? '' : ` (${fields.reason})`}.`,
          causes: [
            ...(host === 'localhost' ? ['Nothing listens on that port of the server itself, or only on one of 127.0.0.1 and ::1.'] : ['Nothing listens on that port of the target, or a firewall stands before it.']),
            'The name means something else on the server than on the client, or nothing.',
          ],
          fixes: [
            ...(host !== undefined ? [runOnServer('try the same from the server', [`getent hosts ${host}`, ...(fields.targetPort === undefined ? [] : [`nc -vz ${host} ${fields.targetPort}`])])] : []),
            ...(host === 'localhost' ? [runOnClient('name the address on which the service listens', [`ssh -L ${localPort(fields.targetPort)}:127.0.0.1:${fields.targetPort ?? 'PORT'} SERVER`])] : []),
          ],
          unknowns: fields.reason === undefined ? ['Why it failed (refused, timeout, no route): sshd logs that at DEBUG1 only.'] : [],
        }),
      });
    },
  }),
});

/** Where the client may listen: ports below 1024 are for root alone. */
function localPort(port: number | undefined): string {
  return port === undefined ? 'PORT' : String(port < 1024 ? 8000 + port : port);
}
