import { eventsOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { targetFirst, hostWord, targetKey } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

export const bannerTimeout = defineClientDiagnoser({
  meta: {
    code: 'banner-timeout',
    category: 'network',
    severity: 'error',
    summary: 'the port takes the connection, and no server speaks',
    explain: `
The connection to the port was made, but the server never said what it is. An SSH server speaks first and at once; ssh waited for ConnectTimeout
(or longer, where none is set) and gave up.

## Usual causes
- Something else listens on the port, one that waits for the client to speak: a web or TLS server, a proxy.
- A load balancer or port forwarding that takes every connection although the machine behind it is off.
- A server without memory or with a full process table: the kernel takes the connection, sshd does not get to it.
- A firewall that lets the connection begin and drops what follows, or packets that are too large for the way (MTU).
- sshd that waits for a slow name server (UseDNS) or for TCP wrappers.

## How to fix it
See whether anything comes at all; an SSH server answers with a line that begins with \`SSH-\`:

\`\`\`
nc -v SERVER 22
\`\`\`

Where nothing comes, look on the server's console for load and memory, and whether sshd listens on that port.

## What the log cannot tell
Why the other side is silent.`,
  },
  look(attempt) {
    const event = eventsOf(attempt, 'client.timed-out').find(({ fields }) => fields.duringIdentification);
    if (!event || attempt.authenticated) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'the port takes connections, and no server speaks',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${targetFirst(attempt)} took the connection and never said that it is an SSH server.`,
        causes: ['another program listens there, one that waits for the client to speak', 'a load balancer or port forwarding without a live server behind it', 'a server that is overloaded', 'a firewall that drops what follows'],
        fixes: [
          runOnClient('see whether anything comes: a line that begins with SSH- is due at once', [`nc -v ${hostWord(attempt)} ${attempt.port ?? 22}`]),
          { side: 'server', summary: 'on its console: see what listens there, and whether the machine has memory and processes left', action: 'run', commands: ['ss -ltnp', 'uptime', 'free -m'] },
        ],
        unknowns: ['Why the other side is silent: no option of ssh shows that.'],
      }),
    };
  },
});
