import { describeTarget } from '../target.js';
import { amongAddresses, connectDiagnoser } from './connect-failed.js';
import { runOnClient } from '../../run-on-client.js';

export const networkUnreachable = connectDiagnoser({
  meta: {
    code: 'network-unreachable',
    category: 'network',
    severity: 'error',
    summary: 'the client has no way into the network of the server',
    explain: `
The client's own system has no route to this address: no packet was sent. The server has nothing to do with it.

## Usual causes
- The client is offline, or the VPN that leads to this network is not up.
- An IPv6 address, and the client has no IPv6.
- A default route that is missing.

## How to fix it
\`\`\`
ip route get ADDRESS
ip -6 route show default
\`\`\`

Where only IPv6 is missing, \`ssh -4 SERVER\`, or \`AddressFamily inet\` in ssh_config, takes the IPv4 address of the name, if it has one.

## What the log cannot tell
Nothing of importance: it is the client's routing table that decides.`,
  },
  errnos: ['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  title: 'the network cannot be reached',
  advise: (attempt, last, addresses) => {
    const ip = last.fields.ip ?? attempt.ip;
    const isV6 = ip?.includes(':') === true;
    return {
      summary: `The client has no way to ${describeTarget(attempt)}: its own system knows no route.${amongAddresses(addresses)}`,
      causes: isV6 ? ['the client has no IPv6, and the address is one', 'a VPN that is not up'] : ['the client is offline', 'a VPN that is not up', 'a missing default route'],
      fixes: [
        runOnClient('see which routes the client has; bring up the network or the VPN', ['ip route show default', `ip route get ${ip ?? 'ADDRESS'}`]),
        ...(isV6 ? [runOnClient('take the IPv4 address of the name, if it has one', ['ssh -4 SERVER'])] : []),
      ],
      unknowns: [],
    };
  },
});
