import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer } from '../server-change.js';
import { nameReason } from './name-reason.js';
import { runOnClient } from '../run-on-client.js';

/** SSH_DISCONNECT_HOST_KEY_NOT_VERIFIABLE (RFC 4253 section 11.1). */
const HOST_KEY_NOT_VERIFIABLE = 9;
/** What clients say that use another code: JSch, PuTTY's relatives, libssh2. */
const REJECTED = /\b(?:reject HostKey|host ?key (?:rejected|verification failed|does not match)|verify the host ?key)\b/i;

export const clientRejectedServer = defineDiagnoser({
  meta: {
    code: 'client-rejected-server',
    category: 'negotiation',
    severity: 'warning',
    summary: 'the client does not accept the host key',
    explain: `
The client ended the connection and said why: it does not accept the key with which this server proved who it is. It knows another one for this name, or
none and nobody to ask.

## Usual causes
- The server was installed anew, or its keys were made anew; the client's known_hosts still has the old ones.
- A program without a terminal that has never been at this server.
- Another machine answers under the name or address: NAT, a load balancer, a container that was replaced; or an attack.

## How to fix it
Compare the fingerprint, over a way that you trust, and then replace the old entry:

\`\`\`
ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub    # on the server
ssh-keygen -R SERVER                                  # on the client
ssh-keyscan -t ed25519 SERVER >> ~/.ssh/known_hosts   # compare before you trust it
\`\`\`

Never turn StrictHostKeyChecking off for good. Host certificates end the matter for many servers.

## What the log cannot tell
Which key the client expected. A client that just closes the connection gives no reason at all.`,
  },
  create: (context) => ({
    'disconnect.received'({ record, fields }, connection) {
      if (connection?.outcome === 'accepted' || (fields.code !== HOST_KEY_NOT_VERIFIABLE && !REJECTED.test(fields.reason))) return;
      nameReason(context, connection, {
        host: record.host,
        key: connection?.ip ?? '',
        title: 'the client does not accept this server\'s host key',
        proofs: [{ record }],
        connection,
        advise: ({ ips }) => ({
          summary: `The client${ips.length === 1 ? ` at ${ips[0]}` : ''} says that it does not accept the host key of this server.`,
          causes: ['The keys of this server were made anew, and the client still knows the old one.', 'A program that has never been here and has nobody to ask.', 'Another machine answers under this name for some clients.'],
          fixes: [
            runOnServer('show the fingerprints of this server, to compare them over a way that you trust', ['for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done']),
            runOnClient('once they agree, replace the old entry', ['ssh-keygen -R SERVER', 'ssh -o UpdateHostKeys=yes SERVER']),
          ],
          unknowns: ['Which key the client expected: only its own log tells (ssh -v).'],
        }),
      });
    },
  }),
});
