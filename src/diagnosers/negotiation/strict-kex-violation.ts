import { defineDiagnoser } from '../diagnoser.js';
import { nameReason } from './name-reason.js';
import { runOnClient } from '../run-on-client.js';

export const strictKexViolation = defineDiagnoser({
  meta: {
    code: 'strict-kex-violation',
    category: 'negotiation',
    severity: 'warning',
    summary: 'packets were inserted into a key exchange',
    explain: `
Client and server had both announced strict key exchange (9.6, the answer to the Terrapin attack, CVE-2023-48795): nothing but the messages of the
exchange may come before it ends. Something else came, and sshd ended the connection, as it must.

## Usual causes
- A client or library whose strict mode has a fault: it sends IGNORE or DEBUG, or its KEXINIT is not the first packet.
- A proxy or a filter on the way that changes packets.
- Somebody on the way who tries the attack. sshd has stopped it.

## How to fix it
Update the client. Where it happens to one client only, from everywhere, the client is at fault; where to several clients over one path, look at that path.
There is no keyword that turns strict mode off, and no need for one.`,
  },
  create: (context) => ({
    'kex.strict-violation'({ record, fields }, connection) {
      nameReason(context, connection, {
        host: record.host,
        key: fields.reason,
        title: 'something was sent that strict key exchange forbids',
        proofs: [{ record }],
        connection,
        advise: ({ clients }) => ({
          summary: `${clients.length === 1 ? `The client (${clients[0]?.slice(0, 100)})` : 'The client'}, or somebody on the way, sent a packet that does not belong into the key exchange; sshd ended the connection.`,
          causes: ['A client or library whose strict key exchange has a fault.', 'A proxy or filter that changes packets on the way.', 'An attack on the order of packets (CVE-2023-48795), which has failed.'],
          fixes: [runOnClient('update the client; where several clients on one path are concerned, look at that path', ['ssh -vv SERVER'])],
          unknowns: ['Who sent the packet: a packet trace on both ends shows whether they agree.'],
        }),
      });
    },
  }),
});
