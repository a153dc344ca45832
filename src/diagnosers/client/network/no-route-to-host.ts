import { targetFirst, hostWord } from '../target.js';
import { amongAddresses, connectDiagnoser } from './connect-failed.js';
import { runOnClient } from '../../run-on-client.js';

export const noRouteToHost = connectDiagnoser({
  meta: {
    code: 'no-route-to-host',
    category: 'network',
    severity: 'error',
    summary: 'the machine cannot be reached: no route to host',
    explain: `
Something on the way, or the client's own system, says that this address cannot be reached (ICMP host unreachable, or no answer to ARP on the
same network). It came to no connection, so sshd's log has no line of it.

## Usual causes
- The machine is off, or is not on this network any more: its neighbours ask for it and get no answer.
- A firewall on the server that refuses in these words: firewalld and the iptables rules of RHEL do so for closed ports
  ("icmp-host-prohibited").
- A route that leads to a router which knows no further.

## How to fix it
\`\`\`
ping -c 3 SERVER
ip route get ADDRESS
ip neigh show ADDRESS
\`\`\`

Where ping works and ssh does not, it is the firewall of the server: \`firewall-cmd --add-service=ssh --permanent && firewall-cmd --reload\`.

## What the log cannot tell
Who says so: the client's system, a router, or the server's firewall.`,
  },
  errnos: ['EHOSTUNREACH', 'EHOSTDOWN'],
  title: () => 'there is no route to the host',
  advise: (attempt, last, addresses) => {
    const address = last.fields.ip ?? attempt.ip ?? 'ADDRESS';
    return {
      summary: `${targetFirst(attempt)} cannot be reached: no route to host.${amongAddresses(addresses)}`,
      causes: ['the machine is off or not on this network', 'a firewall of the server that refuses like this (firewalld, RHEL)', 'a router that knows no way further'],
      fixes: [
        runOnClient('see whether the machine answers, and which way the packets take', [`ping -c 3 ${hostWord(attempt)}`, `ip route get ${address}`, `ip neigh show ${address}`]),
        { side: 'server', summary: 'if ping gets an answer: let ssh through the firewall of the server (firewalld)', action: 'run', commands: ['firewall-cmd --permanent --add-service=ssh', 'firewall-cmd --reload'] },
      ],
      unknowns: ['Who says so: the client\'s own system, a router, or the firewall of the server. tcpdump -n icmp on the client shows the sender.'],
    };
  },
});
