import { describeTarget, hostWord } from '../target.js';
import type { Attempt } from '../../../attempts/attempt.js';
import type { Errno } from '../../../events.js';
import type { Advice } from '../../diagnoser.js';
import { amongAddresses, connectDiagnoser, type ConnectFailure } from './connect-failed.js';
import { runOnClient } from '../../run-on-client.js';

export const networkUnreachable = connectDiagnoser({
  meta: {
    code: 'network-unreachable',
    category: 'network',
    severity: 'error',
    summary: 'the client has no way into the network of the server',
    explain: `
The client's own system does not make the connection: most often it has no route to this address, so that no packet was sent. The server
has nothing to do with it.

## Usual causes
- The client is offline, or the VPN that leads to this network is not up.
- An IPv6 address, and the client has no IPv6.
- A default route that is missing.
- "Permission denied", "Operation not permitted": a packet filter or a rule of the client's own system (OUTPUT of iptables or nftables, SELinux, a
  sandbox, a VPN's kill switch).

## How to fix it
\`\`\`
ip route get ADDRESS
ip -6 route show default
\`\`\`

Where only IPv6 is missing, \`ssh -4 SERVER\`, or \`AddressFamily inet\` in ssh_config, takes the IPv4 address of the name, if it has one.

## What the log cannot tell
Nothing of importance: it is the client's routing table that decides.`,
  },
  errnos: ['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM', 'ECONNRESET', 'EPIPE', undefined],
  title: (errno) => (NO_ROUTE.has(errno) ? 'the network cannot be reached' : 'the connection cannot be made'),
  advise: (attempt, last, addresses) => {
    const { errno } = last.fields;
    if (errno === 'EACCES' || errno === 'EPERM') return forbidden(attempt, addresses);
    if (!NO_ROUTE.has(errno)) return otherwise(attempt, errno, addresses);
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

const NO_ROUTE: ReadonlySet<Errno | undefined> = new Set(['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);

function forbidden(attempt: Attempt, addresses: readonly ConnectFailure[]): Advice {
  return {
    summary: `The client's own system does not let ssh connect to ${describeTarget(attempt)}: no packet was sent.${amongAddresses(addresses)}`,
    causes: ['a packet filter on the client that drops what goes out', 'SELinux, AppArmor or a sandbox that keeps this program from the network', 'a VPN that lets nothing past it'],
    fixes: [runOnClient('see what forbids it', ['nft list ruleset', 'iptables -S OUTPUT', `ip route get ${attempt.ip ?? 'ADDRESS'}`])],
    unknowns: [],
  };
}

function otherwise(attempt: Attempt, errno: Errno | undefined, addresses: readonly ConnectFailure[]): Advice {
  return {
    summary: `The client's system could not connect to ${describeTarget(attempt)}.${amongAddresses(addresses)}`,
    causes: ['the network or a VPN of the client', 'a firewall or a security program on the client, or on the way'],
    fixes: [runOnClient('see whether the port can be reached without ssh', [`nc -vz -w 5 ${hostWord(attempt)} ${attempt.port ?? 22}`])],
    unknowns: errno === undefined ? ['What the error means: it is none that is usual here.'] : [],
  };
}
