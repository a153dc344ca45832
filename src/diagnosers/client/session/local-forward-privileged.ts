import { firstOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { endedByForwarding, localFailure } from './local-forward.js';
import { destination } from '../advice.js';
import { runOnClient } from '../../run-on-client.js';

export const localForwardPrivileged = defineClientDiagnoser({
  meta: {
    code: 'local-forward-privileged',
    category: 'session',
    severity: 'warning',
    summary: 'an ordinary user may not listen on a port below 1024',
    explain: `
ssh was to listen on a port below 1024 of this machine (ssh -L, -D or LocalForward), which the system lets only root do. Releases to 7.7 say "Privileged ports can
only be forwarded by root." and end; later ones try, and say "bind [127.0.0.1]:80: Permission denied".

## How to fix it
Take a port from 1024 on:

\`\`\`
ssh -L 8080:localhost:80 SERVER
\`\`\`

Where it must be that port: on Linux, as root, \`sysctl net.ipv4.ip_unprivileged_port_start=80\`, or a redirection of the packet filter. Do not run ssh as root for it:
it would use root's keys and known_hosts.

"Permission denied" for a higher port comes from a security module (SELinux, AppArmor), or from a port that the system reserves.`,
  },
  look(attempt) {
    const refused = firstOf(attempt, 'client.privileged-port-refused');
    const failure = localFailure(attempt, 'EACCES');
    const event = refused ?? failure?.event;
    if (!event) return undefined;
    const port = failure?.port;
    const higher = port === undefined ? 'PORT' : String(port < 1024 ? port + 8000 : port + 1);
    return {
      ...((refused !== undefined || endedByForwarding(attempt)) && { weight: CLIENT_WEIGHT.named }),
      key: `${port ?? ''}`,
      title: 'a local forwarding may not listen on its port',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `ssh may not listen on ${port === undefined ? 'a port below 1024' : `port ${port}`} of this machine: only root may${port !== undefined && port >= 1024 ? ', or a security module forbids it' : ''}.`,
        causes: ['Ports below 1024 are for root alone.'],
        fixes: [runOnClient('take a port from 1024 on', [`ssh -L ${higher}:TARGET:PORT ${destination(attempt)}`])],
        unknowns: [],
      }),
    };
  },
});
