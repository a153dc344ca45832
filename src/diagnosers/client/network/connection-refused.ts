import { releaseOf } from '../../../attempts/release.js';
import { showOptions } from '../ask-ssh.js';
import { targetFirst, hostWord } from '../target.js';
import { amongAddresses, connectDiagnoser } from './connect-failed.js';
import { runOnClient } from '../../run-on-client.js';

export const connectionRefused = connectDiagnoser({
  meta: {
    code: 'connection-refused',
    category: 'network',
    severity: 'error',
    summary: 'nothing listens on the port, or a firewall refuses',
    explain: `
The machine was reached, and it answered that nobody takes connections on this port (a TCP reset). It came to no connection, so sshd's log
has no line of it.

## Usual causes
- sshd does not run: not installed, not started after a boot or an upgrade, or stopped by a mistake in sshd_config.
- sshd listens on another port, or on another address of the machine (ListenAddress).
- The name leads to another machine than was meant: an old address in DNS, in /etc/hosts or in HostName of ssh_config.
- A firewall or fail2ban that refuses with a reset instead of dropping the packets.

## How to fix it
On the server, from its console:

\`\`\`
systemctl status ssh sshd
ss -ltnp | grep -i ssh
sshd -t
\`\`\`

On the client, look where the name leads and which port is used: \`ssh -G SERVER | grep -iE '^(hostname|port) '\`.

## What the log cannot tell
Whether the machine itself refused, or a firewall in its name.`,
  },
  errnos: ['ECONNREFUSED'],
  title: () => 'connections are refused',
  advise: (attempt, _last, addresses) => {
    const host = hostWord(attempt);
    return {
      summary: `${targetFirst(attempt)} refused the connection: nothing listens there.${amongAddresses(addresses)}`,
      causes: ['sshd does not run there, or listens on another port or address', 'the name or port is not the one that was meant', 'a firewall or fail2ban that refuses with a reset'],
      fixes: [
        runOnClient('see where the name leads and which port is used', [showOptions(releaseOf(attempt), host, ['hostname', 'port']), `getent hosts ${host}`]),
        { side: 'server', summary: 'on its console: see whether sshd runs and where it listens, and start it', action: 'run', commands: ['sshd -t', 'ss -ltnp | grep -i ssh', 'systemctl restart ssh || systemctl restart sshd'] },
      ],
      unknowns: ['Whether the machine refused or a firewall in its name: no option of ssh shows that, and sshd logs nothing of it.'],
    };
  },
});
