import { runOnServer, setAndStart, startCommands, type Whereabouts } from '../server-change.js';
import type { Fix } from '../../finding.js';
import { type DistributionFamily, sshdUnit } from '../../openssh/distributions.js';
import { bindDiagnoser } from './bind.js';

export const bindAddressInUse = bindDiagnoser('EADDRINUSE', {
  code: 'bind-address-in-use',
  category: 'server',
  severity: 'error',
  summary: 'another process has sshd\'s port',
  explain: `
sshd wanted to listen on a port that another process has already. Where it gets no socket at all, it ends ("Cannot bind any address").

## Usual causes
- An sshd that runs already, started by hand or by another unit.
- Socket activation: systemd's ssh.socket holds the port, and ssh.service is started too (Ubuntu from 22.10 on).
- Two lines that mean the same: \`ListenAddress ::\` takes IPv4 too on some systems.
- Another service on that port.

## How to fix it
\`\`\`
ss -ltnp 'sport = :22'
systemctl status ssh.socket ssh.service sshd.service
\`\`\`

Decide for the socket or for the service: \`systemctl disable --now ssh.socket\`. Do not stop the sshd through which you are connected before
the other one listens; sessions that are open survive.`,
}, 'sshd could not listen: another process has the port', ({ port, where }) => ({
  summary: `Another process listens on port ${port} already.`,
  causes: ['Another sshd runs already.', 'systemd holds the port itself (ssh.socket) while the service is started too.', 'Another service has the port.'],
  fixes: [
    runOnServer('see who listens', [listeners(where.family, port)]),
    ...socketOfSystemd(where),
    setAndStart(where, 'or give this sshd another port', ['Port 2222'], 'A firewall and SELinux (semanage port -a -t ssh_port_t -p tcp 2222) must know it.'),
  ],
  unknowns: ['Which process it is: the log does not name it.'],
}));

/** The command that shows who has a port. */
function listeners(family: DistributionFamily | undefined, port: number): string {
  switch (family) {
    case 'freebsd': return `sockstat -l -p ${port}`;
    case 'openbsd': return `fstat | grep ':${port}$'`;
    case 'macos': return `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
    case 'windows': return `netstat -ano | findstr :${port}`;
    default: return `ss -ltnp 'sport = :${port}'`;
  }
}

/** systemd may hold the port itself; nothing where sshd is started by other means. */
function socketOfSystemd(where: Whereabouts): Fix[] {
  const unit = sshdUnit(where.family);
  if (unit === undefined && where.family !== undefined) return [];
  const socket = (unit ?? 'ssh.service').replace('.service', '.socket');
  return [runOnServer('where it is the socket of systemd: decide for one of the two',
    [`systemctl status ${socket} ${unit ?? 'ssh.service'}`, `systemctl disable --now ${socket}`, ...startCommands(where)],
    'Sessions that are open survive; make sure that a new one works before you close yours.'
    + (unit === undefined ? ' The units are called sshd on other systems than Debian and Ubuntu.' : ''))];
}
