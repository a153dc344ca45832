import { runOnServer, setAndStart } from '../server-change.js';
import type { Fix } from '../../finding.js';
import { type DistributionFamily, sshdUnit } from '../../openssh/distributions.js';
import { bindDiagnoser } from './bind.js';

export const bindAddressUnassignable = bindDiagnoser('EADDRNOTAVAIL', {
  code: 'bind-address-unassignable',
  category: 'server',
  severity: 'error',
  summary: 'ListenAddress is not an address of the host',
  explain: `
sshd was told to listen on an address that this host does not have, or not yet. Where it gets no other socket, it ends.

## Usual causes
- At boot, sshd started before the network was up, or before DHCP or VPN gave the address.
- A typing error, or an address of another host in a copied configuration.
- An address that moves between hosts (VRRP, keepalived) is elsewhere.

## How to fix it
Listen on all addresses and let the firewall decide, or let sshd wait:

\`\`\`
systemctl edit ssh     # or sshd
[Unit]
Wants=network-online.target
After=network-online.target
\`\`\`

\`sysctl net.ipv4.ip_nonlocal_bind=1\` allows addresses that are not there yet.`,
}, 'sshd could not listen: ListenAddress is not an address of this host', ({ ip, where }) => ({
  summary: `${ip ?? 'The ListenAddress'} is not an address of this host, or was not yet when sshd started.`,
  causes: ['sshd started before the network was up.', 'A typing error, or an address of another host in a copied configuration.', 'An address that moves between hosts is elsewhere.'],
  fixes: [
    runOnServer('see which addresses the host has', ['ip -br address']),
    ...waitForNetwork(where.family),
    setAndStart(where, 'or listen on every address, and let the firewall decide who gets through', ['ListenAddress 0.0.0.0', 'ListenAddress ::']),
  ],
  unknowns: [],
}));

/** A drop-in for the unit; nothing where sshd is started by other means than systemd. */
function waitForNetwork(family: DistributionFamily | undefined): Fix[] {
  const unit = sshdUnit(family);
  if (unit === undefined && family !== undefined) return [];
  return [{
    side: 'server', summary: 'at boot: let sshd wait for the network', action: 'create', file: `/etc/systemd/system/${unit ?? 'ssh.service'}.d/network.conf`,
    lines: ['[Unit]', 'Wants=network-online.target', 'After=network-online.target'], commands: ['systemctl daemon-reload'],
    ...(unit === undefined && { caution: 'The unit is called sshd.service on other systems than Debian and Ubuntu.' }),
  }];
}
