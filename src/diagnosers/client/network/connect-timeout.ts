import { describeTarget, hostWord } from '../target.js';
import { amongAddresses, connectDiagnoser } from './connect-failed.js';
import { runOnClient } from '../../run-on-client.js';

export const connectTimeout = connectDiagnoser({
  meta: {
    code: 'connect-timeout',
    category: 'network',
    severity: 'error',
    summary: 'no answer from the address: connecting timed out',
    explain: `
ssh asked for a connection and nobody answered, neither yes nor no. Packets are dropped somewhere, or there is no such machine. It came to
no connection, so sshd's log has no line of it.

## Usual causes
- A firewall drops the packets: on the server, in the cloud (security group), in the office or at the provider.
- The machine is off, or has another address by now.
- The address is a private one, and the VPN is not up.
- fail2ban or a similar program has banned the client's address for failed logins.

## How to fix it
See whether the machine answers at all, and where the way ends:

\`\`\`
ping -c 3 SERVER
traceroute -n SERVER
nc -vz -w 5 SERVER 22
\`\`\`

Then ask whoever runs the firewall for the port and for the address of the client. \`ConnectTimeout 10\` in ssh_config shortens the wait,
nothing else.

## What the log cannot tell
Where the packets are lost.`,
  },
  errnos: ['ETIMEDOUT'],
  title: () => 'connecting times out',
  advise: (attempt, _last, addresses) => {
    const host = hostWord(attempt);
    const port = attempt.port ?? 22;
    return {
      summary: `Nobody answered at ${describeTarget(attempt)}: connecting timed out.${amongAddresses(addresses)}`,
      causes: ['a firewall that drops the packets: of the server, of the cloud, or on the way', 'a machine that is off or has another address', 'a VPN that is not up', 'a ban of the client\'s address (fail2ban)'],
      fixes: [
        runOnClient('see whether the machine answers at all; a VPN may be needed', [`ping -c 3 ${host}`, `nc -vz -w 5 ${host} ${port}`, `traceroute -n ${host}`]),
        { side: 'network', summary: `let TCP port ${port} through to the server, from the client's address`, action: 'run' },
      ],
      unknowns: ['Where the packets are lost: a capture on the server (tcpdump port 22) shows whether they arrive.'],
    };
  },
});
