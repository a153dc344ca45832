import { packetTrouble } from './packet-trouble.js';
import { whoItWas } from './peer-trouble.js';
import { runOnClient } from '../run-on-client.js';

export const corruptedMac = packetTrouble('corrupted', {
  meta: {
    code: 'corrupted-mac',
    category: 'protocol',
    severity: 'warning',
    summary: 'packets arrive changed',
    explain: `
Every packet of an SSH connection carries a checksum that only the two ends can compute (a message authentication code, or the tag
of the cipher). One did not fit: what arrived is not what was sent. sshd ends the connection, since anything else would be unsafe.

## Usual causes
- Network hardware or its driver that damages data and computes the TCP checksum anew: checksum and segmentation offloading is the
  first suspect, faulty memory in a router the second.
- A VPN, NAT or "WAN optimizer" that changes packets.
- A client with a defect in its cryptography; mostly with one cipher or MAC only.
- Somebody on the way who tries to change the connection.

## How to fix it
Find out whether one client or many are concerned: one points at the client or its path, many at the server or its network.
Switch offloading off where the fault is suspected, and see whether it goes away:

\`\`\`
ethtool -K eth0 tso off gso off gro off
\`\`\`

Let the client use another cipher for a test: \`ssh -c aes128-ctr -m hmac-sha2-256 user@server\`. If that helps, upgrade the client.

## What the log cannot tell
Where the data was changed. A capture of the traffic on both ends, compared, does.`,
  },
  title: 'packets fail their integrity check',
  advise: (seen) => ({
    summary: `Packets from ${whoItWas(seen).replace(/^A peer/, 'a peer')} failed their integrity check: what arrived is not what was sent.`,
    causes: ['network hardware or drivers that damage data (offloading)', 'a VPN, NAT or WAN optimizer that changes packets',
      'a client with defective cryptography', 'somebody on the way who tries to change the connection'],
    fixes: [
      { side: 'network', summary: 'switch offloading off on the interface in question, as a test', action: 'run', commands: ['ethtool -K eth0 tso off gso off gro off'],
        caution: 'Put in the name of the interface (ip link). It lasts until the next boot and costs some speed.' },
      runOnClient('try another cipher and MAC: if that helps, upgrade the client', ['ssh -c aes128-ctr -m hmac-sha2-256 USER@SERVER']),
    ],
    unknowns: ['Where the data was changed: no LogLevel shows it, a traffic capture on both ends would.'],
  }),
});
